package dev.barque.benchmarks;

import dev.barque.benchmarks.contest.Absent;
import dev.barque.benchmarks.contest.Bar;
import dev.barque.benchmarks.contest.Question;
import dev.barque.benchmarks.contest.Role;
import dev.barque.benchmarks.contest.Unit;
import dev.barque.benchmarks.contest.Work;
import dev.barque.ops.backup.Backup;
import dev.barque.ops.backup.BackupKind;
import dev.barque.ops.backup.Backups;
import dev.barque.ops.backup.DirectoryTarget;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A copy to come back to. */
final class BackupQuestion {
    private BackupQuestion() {}

    /** A directory of files, half of whose bytes can be packed, and a place for copies. */
    private record BigFiles(Path scratch, Path home, int megabytes) implements AutoCloseable {
        private long bytes() {
            return (long) megabytes << 20;
        }

        @Override
        public void close() {}
    }

    static Question<BigFiles> question() {
        return Question.about("backup", BigFiles.class, (dose, scratch) -> {
                    int megabytes = dose.of(256, 32);
                    return new BigFiles(scratch, BackupSpeed.fill(scratch.resolve("home"), megabytes), megabytes);
                })
                .asks(
                        "How fast is a backup?",
                        "A full backup of 256 MiB in files of 8 MiB from the page cache to the same disk, synced; half of it cannot"
                                + " be packed, as sealed files cannot, half is text. Ours also digests every file and the archive."
                                + " Every copy is read back.")
                .counts(Unit.BYTES, BigFiles::bytes)
                .jvm("-Xmx2g")
                .ours("backup", given -> new OurBackup(given, 0))
                .line("backup, zstd on a thread of its own", Role.OURS, 2, given -> new OurBackup(given, 1))
                .line("tar | zstd -1, sync", Role.PEER, 2, Tar::new)
                .limit("SHA-256 of the same files", given -> new HashedFiles(files(given.home())))
                .limit("copy and sync, nothing packed or digested", Copy::new)
                .bar(new Bar.AheadOf("tar", 0.7))
                .because("each file is digested, packed, digested again as a part of the archive, written and synced.")
                .build();
    }

    private static List<Path> files(Path home) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static final class OurBackup implements Work {
        private final BigFiles given;
        private final int threads;
        private final Path place;
        private @Nullable Backups backups;
        private @Nullable Backup made;

        private OurBackup(BigFiles given, int threads) {
            this.given = given;
            this.threads = threads;
            place = given.scratch().resolve("backups-" + threads);
        }

        @Override
        public void before() {
            close();
            backups = Backups.in(DirectoryTarget.at(place))
                    .clock(Clock.systemUTC())
                    .compressionThreads(threads)
                    .build();
        }

        @Override
        public void run() {
            if (backups != null) {
                made = backups.create(given.home(), BackupKind.FULL);
            }
        }

        @Override
        public double checksum() {
            return backups != null && made != null && backups.verify(made).isWhole() ? made.bytes() : -1;
        }

        @Override
        public void close() {
            if (Files.exists(place)) {
                Scratch.delete(place);
            }
        }
    }

    private static final class Tar implements Work {
        private final BigFiles given;
        private final Path archive;

        private Tar(BigFiles given) throws Absent {
            this.given = given;
            archive = given.scratch().resolve("tar.zst");
            Shell.require("tar");
            Shell.require("zstd");
        }

        @Override
        public void run() throws IOException {
            Shell.run("tar -C " + given.home() + " -cf - . | zstd -1 -q -f -o " + archive + " && sync " + archive);
        }

        @Override
        public double checksum() throws IOException {
            return Shell.number("zstd -dcq " + archive + " | tar -xOf - | wc -c");
        }
    }

    private static final class Copy implements Work {
        private final BigFiles given;
        private final List<Path> files;
        private long copied;

        private Copy(BigFiles given) throws IOException {
            this.given = given;
            files = files(given.home());
        }

        @Override
        public void run() throws IOException {
            Path to = given.scratch().resolve("copy");
            Files.deleteIfExists(to);
            try (FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                copied = 0;
                for (Path file : files) {
                    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
                        copied += in.transferTo(0, in.size(), out);
                    }
                }
                out.force(false);
            }
        }

        @Override
        public double checksum() {
            return copied;
        }
    }
}
