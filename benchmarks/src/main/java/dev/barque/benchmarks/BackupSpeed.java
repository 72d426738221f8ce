package dev.barque.benchmarks;

import dev.barque.ops.backup.Backup;
import dev.barque.ops.backup.BackupKey;
import dev.barque.ops.backup.BackupKind;
import dev.barque.ops.backup.Backups;
import dev.barque.ops.backup.DirectoryTarget;
import dev.barque.ops.backup.RestoreMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * How long does a backup take, beside {@code tar | zstd -1} on the same files in the same round? Both read from the page cache, write
 * to the same disk and sync. Half of the bytes cannot be packed, as sealed Parquet files cannot; the other half is text that can.
 */
public final class BackupSpeed {
    private static final int FILE = 8 << 20;

    private BackupSpeed() {}

    /** Megabytes, rounds, and the directory for all of it (the temporary one when it is not said). */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int megabytes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1024;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        Path above = arguments.length > 2 ? Path.of(arguments[2]) : Path.of(System.getProperty("java.io.tmpdir"));
        Path root = Files.createTempDirectory(above, "backup-speed");
        try {
            Path home = fill(root.resolve("home"), megabytes);
            for (int round = 0; round < rounds; round++) {
                round(root, home, megabytes);
            }
        } finally {
            delete(root);
        }
    }

    private static void round(Path root, Path home, int megabytes) throws IOException, InterruptedException {
        Path tar = root.resolve("tar.zst");
        long began = System.nanoTime();
        run("tar -C " + home + " -cf - . | zstd -1 -q -f -o " + tar + " && sync " + tar);
        long peer = System.nanoTime() - began;
        long packed = Files.size(tar);
        Files.delete(tar);
        StringBuilder line = new StringBuilder(String.format("tar|zstd -1 %.0f MB/s", speed(megabytes, peer)));
        for (int threads = 0; threads <= 1; threads++) {
            Path place = root.resolve("backups");
            Backups backups = backups(place, threads).build();
            began = System.nanoTime();
            Backup backup = backups.create(home, BackupKind.FULL);
            long took = System.nanoTime() - began;
            line.append(String.format(
                    "; %d threads of zstd %.0f MB/s (%.0f %%, size %.0f %%)",
                    threads,
                    speed(megabytes, took),
                    100.0 * peer / took,
                    100.0 * backup.archive().bytes() / packed));
            if (threads == 1) {
                began = System.nanoTime();
                backups.create(home, BackupKind.INCREMENTAL);
                line.append(String.format("; incremental %.0f", speed(megabytes, System.nanoTime() - began)));
                began = System.nanoTime();
                require(backups.verify(backup).isWhole());
                line.append(String.format("; verify %.0f", speed(megabytes, System.nanoTime() - began)));
                began = System.nanoTime();
                backups.restore(backup, root.resolve("restored"), RestoreMode.NEW_PLACE);
                line.append(String.format("; restore %.0f", speed(megabytes, System.nanoTime() - began)));
                delete(root.resolve("restored"));
                byte[] secret = new byte[32];
                new SecureRandom().nextBytes(secret);
                Backups sealed =
                        backups(place, threads).key(BackupKey.of(secret)).build();
                began = System.nanoTime();
                sealed.create(home, BackupKind.FULL);
                line.append(String.format("; encrypted %.0f", speed(megabytes, System.nanoTime() - began)));
            }
            delete(place);
        }
        System.out.println(line);
    }

    private static Backups.Builder backups(Path place, int threads) {
        return Backups.in(DirectoryTarget.at(place)).clock(Clock.systemUTC()).compressionThreads(threads);
    }

    private static double speed(int megabytes, long nanos) {
        return megabytes * 1.048576 / (nanos / 1e9);
    }

    private static void require(boolean truth) {
        if (!truth) {
            throw new IllegalStateException("The backup is not whole");
        }
    }

    private static void run(String command) throws IOException, InterruptedException {
        int exit = new ProcessBuilder(List.of("bash", "-c", "set -o pipefail; " + command))
                .inheritIO()
                .start()
                .waitFor();
        require(exit == 0);
    }

    /** Files of 8 MiB, in turns noise and text. */
    static Path fill(Path home, int megabytes) throws IOException {
        Random random = new Random(1);
        byte[] bytes = new byte[FILE];
        for (int file = 0; file < ((long) megabytes << 20) / FILE; file++) {
            if (file % 2 == 0) {
                random.nextBytes(bytes);
            } else {
                double price = 500;
                int at = 0;
                while (at < FILE - 64) {
                    price += random.nextGaussian() * 0.01;
                    byte[] row = String.format("{\"symbol\":\"SPY\",\"price\":%.2f,\"n\":%d}\n", price, at)
                            .getBytes(StandardCharsets.US_ASCII);
                    System.arraycopy(row, 0, bytes, at, row.length);
                    at += row.length;
                }
            }
            Path directory = Files.createDirectories(home.resolve("data/date=2025-11-" + (1 + file % 28)));
            Files.write(directory.resolve("file-" + file), bytes);
        }
        return home;
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> all = Files.walk(path)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
