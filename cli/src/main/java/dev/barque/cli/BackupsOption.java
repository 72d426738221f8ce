package dev.barque.cli;

import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.console.Progress;
import dev.barque.ops.backup.BackupKey;
import dev.barque.ops.backup.BackupListener;
import dev.barque.ops.backup.Backups;
import dev.barque.ops.backup.DirectoryTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where backups are, and their key. */
final class BackupsOption {
    @Option(
            names = "--backups",
            paramLabel = "DIR",
            defaultValue = "${env:BARQUE_BACKUPS:-barque-backups}",
            description = "The directory with the backups, outside of the home and better on another disk. Default:"
                    + " $BARQUE_BACKUPS, or ./barque-backups.")
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description =
                    "Encrypt new backups, and read encrypted ones, with the key in this file: 64 hexadecimal digits, such as"
                            + " openssl rand -hex 32 gives.")
    private @Nullable Path keyFile;

    Path path() {
        return directory;
    }

    Backups open(Shell shell) {
        return builder(shell).build();
    }

    /** With progress of each step that has any. */
    Backups open(Shell shell, Steps steps) {
        return builder(shell).listener(steps).build();
    }

    private Backups.Builder builder(Shell shell) {
        Backups.Builder builder = Backups.in(DirectoryTarget.at(directory)).clock(shell.clock());
        Path file = keyFile;
        if (file != null) {
            builder.key(key(file));
        }
        return builder;
    }

    private static BackupKey key(Path file) {
        try {
            return BackupKey.of(HexFormat.of().parseHex(Files.readString(file).strip()));
        } catch (IOException e) {
            throw CliErrors.noKeyFile(file, e);
        } catch (IllegalArgumentException e) {
            throw CliErrors.badKeyFile(file);
        }
    }

    /** A task for each step, in megabytes. */
    static final class Steps implements BackupListener, AutoCloseable {
        private static final long MEGABYTE = 1_000_000;

        private final Progress progress;
        private @Nullable Step step;
        private Progress.@Nullable Task task;

        Steps(Progress progress) {
            this.progress = progress;
        }

        @Override
        public void reached(Step now, long bytes, long ofBytes) {
            Progress.Task current = task;
            if (current == null || now != step) {
                close();
                step = now;
                current = progress.start(name(now), "MB", ofBytes / MEGABYTE);
                task = current;
            }
            current.to(bytes / MEGABYTE);
        }

        private static String name(Step step) {
            return switch (step) {
                case COPYING -> "Copying";
                case VERIFYING -> "Verifying";
                case RESTORING -> "Restoring";
                case READING_BACK -> "Reading back";
            };
        }

        @Override
        public void close() {
            if (task != null) {
                task.close();
                task = null;
            }
        }
    }
}
