package dev.barque.benchmarks.scale;

import dev.barque.ops.backup.Backup;
import dev.barque.ops.backup.BackupKind;
import dev.barque.ops.backup.Backups;
import dev.barque.ops.backup.DirectoryTarget;
import dev.barque.ops.backup.RestoreMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;

/**
 * What backups take for each file, by names alone: {@code benchmarks/run main scale.ManyFiles DIRECTORY PARTITIONS}. A home is made of directories and
 * small files that are named as sealed partitions are, two for each; then it is backed up in full and in part, verified and restored, and
 * the heap that was live is told for each step. {@code JAVA_TOOL_OPTIONS=-Xmx1g} bounds it.
 */
public final class ManyFiles {
    private static final int SYMBOLS = 500;
    private static final long LOOK_MILLIS = 1_000;

    private ManyFiles() {}

    /** Runs it; the directory should not be there, and stays. */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        int partitions = Integer.parseInt(arguments[1]);
        Path home = fill(root.resolve("home"), partitions);
        Backups backups = Backups.in(DirectoryTarget.at(root.resolve("backups")))
                .clock(Clock.systemUTC())
                .build();
        Backup[] made = new Backup[1];
        step("full backup", partitions, () -> made[0] = backups.create(home, BackupKind.FULL));
        step(
                "verify",
                partitions,
                () -> Life.same("problems", backups.verify(made[0]).isWhole(), true));
        Files.writeString(home.resolve("new"), "one file more");
        step("incremental backup", partitions, () -> made[0] = backups.create(home, BackupKind.INCREMENTAL));
        step(
                "verify",
                partitions,
                () -> Life.same("problems", backups.verify(made[0]).isWhole(), true));
        step("restore", partitions, () -> backups.restore(made[0], root.resolve("restored"), RestoreMode.NEW_PLACE));
        Life.same(
                "files",
                Tree.numbers(root.resolve("restored")).files(),
                Tree.numbers(home).files());
    }

    private static Path fill(Path home, int partitions) throws IOException {
        for (int i = 0; i < partitions; i++) {
            LocalDate date = LocalDate.of(2024, 1, 2).plusDays(i / SYMBOLS);
            String symbol = String.format(Locale.ROOT, "S%05d", i % SYMBOLS);
            Path directory = Files.createDirectories(
                    home.resolve("data/date=" + date + "/symbol=" + symbol + "/feature_set_id=scale-v1"));
            for (String name : new String[] {"features.parquet", "manifest.json"}) {
                Files.write(directory.resolve(name), (name + i).getBytes(StandardCharsets.US_ASCII));
            }
        }
        return home;
    }

    private static void step(String name, int partitions, Runnable work) {
        try (Watch watch = new Watch(LOOK_MILLIS)) {
            long began = System.nanoTime();
            work.run();
            double seconds = (System.nanoTime() - began) / 1e9;
            long live = watch.peak().liveBytes();
            System.out.printf(
                    Locale.ROOT,
                    "%-20s %7.1f s, %,d MB of heap live, %,d bytes a partition%n",
                    name,
                    seconds,
                    live >> 20,
                    live / partitions);
        }
    }
}
