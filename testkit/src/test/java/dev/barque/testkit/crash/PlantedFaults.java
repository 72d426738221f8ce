package dev.barque.testkit.crash;

import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.ReadableFile;
import dev.barque.store.io.ForwardingFileAccess;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.CRC32C;

/** Disks that make a store behave as one that was written carelessly, to see which suite notices. */
final class PlantedFaults {
    private PlantedFaults() {}

    /** As if the store never synced the files for which that is so. */
    static FileAccess withoutSync(FileAccess disk, Predicate<Path> which) {
        return new ForwardingFileAccess(disk) {
            @Override
            protected WritableFile wrap(WritableFile file) {
                return which.test(file.path()) ? new Unsynced(file) : file;
            }
        };
    }

    /** As if the store never synced the directories for which that is so. */
    static FileAccess withoutDirectorySync(FileAccess disk, Predicate<Path> which) {
        return new ForwardingFileAccess(disk) {
            @Override
            public void syncDirectory(Path directory) throws IOException {
                if (!which.test(directory)) {
                    super.syncDirectory(directory);
                }
            }
        };
    }

    /** As if the store answered before it synced: what should be synced now is synced when it is wanted the next time. */
    static FileAccess acknowledgingEarly(FileAccess disk) {
        return new ForwardingFileAccess(disk) {
            @Override
            protected WritableFile wrap(WritableFile file) {
                return new Late(file);
            }
        };
    }

    /** As if the store tried a sync again that had failed. */
    static FileAccess retryingSync(FileAccess disk) {
        return new ForwardingFileAccess(disk) {
            @Override
            protected WritableFile wrap(WritableFile file) {
                return new Stubborn(file);
            }
        };
    }

    /** As if the store gave a file its name first and synced it then. */
    static FileAccess renamingBeforeSync(FileAccess disk) {
        return new ForwardingFileAccess(disk) {
            private final Set<Path> due = new HashSet<>();

            @Override
            protected WritableFile wrap(WritableFile file) {
                return file.path().toString().endsWith(".tmp") ? new Postponed(file, due) : file;
            }

            @Override
            public void rename(Path from, Path to) throws IOException {
                super.rename(from, to);
                if (due.remove(from)) {
                    syncNow(disk, to);
                }
            }
        };
    }

    /** As if the store wrote down that rows are sealed, let go of the log, and only then made the names of the sealed files durable. */
    static FileAccess checkpointFirst(FileAccess disk) {
        return new ForwardingFileAccess(disk) {
            private final Set<Path> due = new LinkedHashSet<>();

            @Override
            public void syncDirectory(Path directory) throws IOException {
                if (directory.toString().contains(File.separator + "data" + File.separator)) {
                    due.add(directory);
                    return;
                }
                super.syncDirectory(directory);
                if (directory.endsWith("log") && exists(directory.resolve("checkpoint.json"))) {
                    for (Path late : due) {
                        super.syncDirectory(late);
                    }
                    due.clear();
                }
            }
        };
    }

    private static void syncNow(FileAccess disk, Path path) throws IOException {
        if (disk.exists(path)) {
            try (FileAccess.WritableFile file = disk.open(path)) {
                file.sync();
            }
        }
    }

    /** As if the store believed the frames of its log whatever their checksums say: on reading they are always right. */
    static FileAccess ignoringChecksums(FileAccess disk) {
        return new ForwardingFileAccess(disk) {
            @Override
            public ReadableFile read(Path file) throws IOException {
                ReadableFile found = super.read(file);
                return file.toString().endsWith(".log") ? new RightedLog(found) : found;
            }
        };
    }

    private static final class Unsynced extends ForwardingFileAccess.Written {
        Unsynced(FileAccess.WritableFile file) {
            super(file);
        }

        @Override
        public void sync() {
            // That is the fault.
        }
    }

    private static final class Postponed extends ForwardingFileAccess.Written {
        private final Set<Path> due;

        Postponed(FileAccess.WritableFile file, Set<Path> due) {
            super(file);
            this.due = due;
        }

        @Override
        public void sync() {
            due.add(path());
        }
    }

    private static final class Late extends ForwardingFileAccess.Written {
        private boolean due;

        Late(FileAccess.WritableFile file) {
            super(file);
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            if (due) {
                super.sync();
                due = false;
            }
            super.write(from, position);
        }

        @Override
        public void sync() {
            due = true;
        }
    }

    private static final class Stubborn extends ForwardingFileAccess.Written {
        Stubborn(FileAccess.WritableFile file) {
            super(file);
        }

        @Override
        public void sync() throws IOException {
            try {
                super.sync();
            } catch (IOException e) {
                super.sync();
            }
        }
    }

    /** Puts the right checksum into every frame: a CRC32C of all that follows it, the bytes of payload, 9 other bytes, payload. */
    private record RightedLog(ReadableFile file) implements ReadableFile {
        private static final int HEADER = 32;
        private static final int FRAME = 17;

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            byte[] all = new byte[(int) file.size()];
            ByteBuffer content = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
            int read = 0;
            while (content.hasRemaining() && read >= 0) {
                read = file.read(content, content.position());
            }
            content.flip();
            for (int at = HEADER; at + FRAME <= content.limit(); ) {
                int payload = content.getInt(at + 4);
                if (payload <= 0 || payload > content.limit() - at - FRAME) {
                    break;
                }
                CRC32C crc = new CRC32C();
                crc.update(all, at + 4, FRAME - 4 + payload);
                content.putInt(at, (int) crc.getValue());
                at += FRAME + payload;
            }
            if (position >= content.limit()) {
                return -1;
            }
            int count = Math.min(into.remaining(), content.limit() - (int) position);
            into.put(all, (int) position, count);
            return count;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
