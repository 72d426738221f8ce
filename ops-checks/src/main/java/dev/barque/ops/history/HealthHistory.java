package dev.barque.ops.history;

import dev.barque.core.error.BarqueException;
import dev.barque.ops.HealthEvent;
import dev.barque.ops.HealthListener;
import dev.barque.ops.internal.OpsErrors;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.WritableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what checks answer, as lines of JSON in the files {@code health-000001.jsonl} and so on of a directory. Hand it to a runner as a
 * listener, and close it after the runner.
 *
 * <p>A check gets a line when what is shown or observed has changed, and otherwise once a minute at most. A change of what is shown is
 * on the device when the listener returns; the other lines survive the death of the process. A file that is full is closed and the oldest
 * ones are deleted. Opening takes off a last line that has no end. A failed write or sync is reported by {@link BarqueException} with code
 * {@code ops.cannot-write-history}, which the runner counts, and the next event goes to a new file. Safe for use by several threads.
 */
public final class HealthHistory implements HealthListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthHistory.class);
    private static final String DIRECTORY = "health";

    private final FileAccess files;
    private final Path directory;
    private final Limits limits;
    private final WriterLock lock;
    /** The last line of each check. */
    private final Map<String, HealthRecord> last = new HashMap<>();

    private long number;
    private @Nullable WritableFile file;
    private long end;
    private boolean nameIsNew;
    private boolean closed;

    private HealthHistory(FileAccess files, Path directory, Limits limits, WriterLock lock) {
        this.files = files;
        this.directory = directory;
        this.limits = limits;
        this.lock = lock;
    }

    /**
     * How much is kept.
     *
     * @param fileBytes after which a file is full; 1 KiB to 512 MiB
     * @param keptFiles how many files there are at most, from 2
     * @param atLeastEvery after how long a check gets a line although nothing changed
     */
    public record Limits(long fileBytes, int keptFiles, Duration atLeastEvery) {
        /** Eight files of 8 MiB, a line a minute: about half a year of 30 checks that change now and then. */
        public static Limits standard() {
            return new Limits(8L << 20, 8, Duration.ofMinutes(1));
        }

        /** Refuses what the parameters do not allow. */
        public Limits {
            if (fileBytes < 1 << 10 || fileBytes > 512 << 20 || keptFiles < 2 || atLeastEvery.isNegative()) {
                throw new IllegalArgumentException(
                        "A history needs files of 1024 to 536870912 bytes, at least two of them"
                                + " and no negative time between lines, but got " + fileBytes + ", " + keptFiles
                                + " and "
                                + atLeastEvery);
            }
        }
    }

    /** The directory of a home in which its history is. */
    public static Path directoryOf(Path home) {
        return home.resolve(DIRECTORY);
    }

    /** Opens the history in a directory, which is made when it is missing; throws as the one below. */
    public static HealthHistory open(Path directory) {
        return open(directory, FileAccess.real(), Limits.standard());
    }

    /**
     * Opens the history in a directory by way of a file access of the caller's. Throws {@link BarqueException} with code
     * {@code ops.history-in-use} when somebody else has it open for writing, {@code ops.cannot-write-history} when it cannot be opened.
     */
    public static HealthHistory open(Path directory, FileAccess files, Limits limits) {
        Objects.requireNonNull(limits, "limits");
        try {
            files.createDirectories(directory);
            Path parent = directory.toAbsolutePath().getParent();
            if (parent != null) {
                files.syncDirectory(parent);
            }
            WriterLock lock = WriterLock.take(directory);
            HealthHistory history = new HealthHistory(files, directory, limits, lock);
            try {
                history.goOn();
                return history;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw OpsErrors.cannotWriteHistory(directory, e);
        }
    }

    private void goOn() throws IOException {
        List<Path> segments = Segments.in(files, directory);
        if (segments.isEmpty()) {
            number = 1;
            return;
        }
        Path newest = segments.get(segments.size() - 1);
        number = Segments.number(newest);
        byte[] bytes = Segments.read(files, newest);
        int whole = Segments.endOfLastLine(bytes);
        WritableFile opened = files.open(newest);
        file = opened;
        end = whole;
        nameIsNew = true; // who made it may have died before its name was on the device
        try {
            if (whole < bytes.length) {
                LOG.warn("Took {} bytes of a line without an end off {}", bytes.length - whole, newest);
                opened.truncate(whole);
            }
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public synchronized void on(HealthEvent event) {
        if (closed) {
            throw OpsErrors.historyClosed(directory);
        }
        HealthRecord record = HealthRecord.of(event);
        HealthRecord before = last.get(record.check());
        if (before != null && !isNews(before, record)) {
            return;
        }
        try {
            append(RecordLine.write(record));
            last.put(record.check(), record);
            if (event.isChange()) {
                sync();
            }
        } catch (IOException e) {
            last.remove(record.check());
            abandon();
            throw OpsErrors.cannotWriteHistory(directory, e);
        }
    }

    private boolean isNews(HealthRecord before, HealthRecord now) {
        Instant due = before.at().plus(limits.atLeastEvery());
        return before.status() != now.status()
                || before.observed() != now.observed()
                || !before.maintenance().equals(now.maintenance())
                || !before.explainedBy().equals(now.explainedBy())
                || !now.at().isBefore(due)
                || now.at().isBefore(before.at()); // the clock went back
    }

    private void append(byte[] line) throws IOException {
        WritableFile open = file;
        if (open != null && end > 0 && end + line.length > limits.fileBytes()) {
            sync();
            open.close();
            open = null;
            number++;
        }
        if (open == null) {
            open = files.create(Segments.file(directory, number));
            file = open;
            end = 0;
            nameIsNew = true;
            dropOldest();
        }
        open.write(ByteBuffer.wrap(line), end);
        end += line.length;
    }

    private void dropOldest() throws IOException {
        List<Path> segments = Segments.in(files, directory);
        for (Path old : segments.subList(0, Math.max(0, segments.size() - limits.keptFiles()))) {
            files.delete(old);
        }
    }

    private void sync() throws IOException {
        if (file != null) {
            file.sync();
            if (nameIsNew) {
                files.syncDirectory(directory);
                nameIsNew = false;
            }
        }
    }

    /** What a write or a sync that failed has left is not gone on with: the next event begins a new file. */
    private void abandon() {
        number++;
        WritableFile left = file;
        file = null;
        try {
            if (left != null) {
                left.close();
            }
        } catch (IOException e) {
            LOG.warn("Could not close {}", left.path(), e);
        }
    }

    /** Forces what was written to the device and lets go of the directory; twice is harmless. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (lock) {
            try (WritableFile open = file) {
                if (open != null) {
                    sync();
                }
            }
        } catch (IOException e) {
            throw OpsErrors.cannotWriteHistory(directory, e);
        }
    }
}
