package dev.barque.store.decisions;

import dev.barque.core.decision.Decision;
import dev.barque.core.decision.DecisionLog;
import dev.barque.core.error.BarqueException;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.decision.DateLog;
import dev.barque.store.internal.decision.RecordLine;
import dev.barque.store.internal.decision.Segment;
import dev.barque.store.internal.decision.SegmentArchive;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.internal.io.HomeLock;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps decisions as lines of JSON in {@code HOME/decisions/date=YYYY-MM-DD/decisions-000001.jsonl}, by the UTC date of the bar,
 * all symbols in the order of writing. {@code docs/decision-log.md} describes a record.
 *
 * <p><b>One record for each bar.</b> A decision for a profile, symbol and instant that has an equal record is taken as done;
 * another decision for it is refused with {@code store.other-decision}. This holds after a restart: opening a date reads what it
 * has, and keeps 16 bytes for each of its records while it is open.
 *
 * <p><b>What survives.</b> What was appended survives the death of the process; what was appended before {@link #close} returned,
 * also that of the machine. Of what was appended since, the machine's death may take any line, and leave one whose check sum is
 * wrong: readers report such a line and pass over it. A last line without an end is taken off before the next one is written
 * ({@link #repairs}). A line is written as a whole or not at all: when the device is full, what was written of it is taken back
 * and the error says so.
 *
 * <p><b>Rotation.</b> A segment that is full is closed and the next one begun; {@link #archive} and {@link #close} pack full
 * segments with zstd, and delete the plain one only when the packed one is published and was read back.
 *
 * <p>Several threads may append. One log at a time writes to a directory: another one, also of another process, is refused with
 * {@code store.locked}.
 */
public final class JsonlDecisionLog implements DecisionLog {
    /** Bytes after which a segment is closed, unless said otherwise. */
    public static final long SEGMENT_BYTES = 64L << 20;

    /** Dates that stay open: bars around midnight UTC come from two, and a backtest goes from one to the next. */
    private static final int MAX_OPEN = 3;

    private static final Logger LOG = LoggerFactory.getLogger(JsonlDecisionLog.class);

    private final FileAccess files;
    private final Path folder;
    private final long segmentBytes;
    private final RecordLine record = new RecordLine();
    private final Map<Long, DateLog> open = new LinkedHashMap<>(8, 0.75f, true);
    private final List<DateLog> released = new ArrayList<>();
    private final List<Repair> repairs = new ArrayList<>();
    private @Nullable HomeLock lock;
    private @Nullable DateLog latest;
    private long latestDay;
    private long written;
    private long repeated;
    private boolean closed;

    private JsonlDecisionLog(FileAccess files, Path folder, long segmentBytes) {
        this.files = files;
        this.folder = folder;
        this.segmentBytes = segmentBytes;
    }

    /**
     * What was taken off a file because a death had cut it short.
     *
     * @param file which one
     * @param bytes how much
     */
    public record Repair(Path file, long bytes) {}

    /** The decision log of a home. Nothing is touched before the first decision. */
    public static JsonlDecisionLog ofHome(Path home) {
        return ofHome(home, FileAccess.real());
    }

    /** {@link #ofHome(Path)} on a disk that is not the real one: tests give one that fails. */
    public static JsonlDecisionLog ofHome(Path home, FileAccess files) {
        return in(folderOf(home), files, SEGMENT_BYTES);
    }

    /** A decision log in a directory of its own, beside that of a home. */
    public static JsonlDecisionLog in(Path folder) {
        return in(folder, FileAccess.real(), SEGMENT_BYTES);
    }

    /** {@link #in(Path)} with segments of another size, at least 1,000 bytes, on any disk. */
    public static JsonlDecisionLog in(Path folder, FileAccess files, long segmentBytes) {
        if (segmentBytes < 1_000) {
            throw new IllegalArgumentException("segmentBytes must be at least 1000 but was " + segmentBytes);
        }
        return new JsonlDecisionLog(files, folder, segmentBytes);
    }

    /** Where the log of a home lies. */
    public static Path folderOf(Path home) {
        return home.resolve("decisions");
    }

    /** Where the decisions of a UTC date lie in the log of a home; it need not exist. */
    public static Path folderOf(Path home, LocalDate date) {
        return dated(folderOf(home), date.toEpochDay());
    }

    /**
     * Adds a decision, or recognises it when its bar has an equal one. Throws {@link BarqueException} with code
     * {@code store.other-decision} when its bar has another one, {@code store.cannot-write}, which names the file,
     * {@code store.locked}, or {@code store.decision-too-long}; the log is then as it was before.
     */
    @Override
    public void append(Decision decision) {
        long day = Math.floorDiv(UtcMicros.of(decision.time()), UtcMicros.PER_DAY);
        synchronized (this) {
            requireOpen();
            DateLog date = opened(day);
            try {
                if (date.append(decision, record) == DateLog.Outcome.WRITTEN) {
                    written++;
                } else {
                    repeated++;
                }
            } catch (IOException e) {
                throw StoreErrors.cannotWrite(date.file(), e);
            }
        }
    }

    /**
     * Makes ready what the first record of a UTC date needs: reads what the date has, makes its directory and file. A host that calls
     * it before a session spares the session's first bar the wait for the file system. Of several dates only the last three stay
     * ready. Throws as {@link #append}.
     */
    public synchronized void prepare(LocalDate date) {
        requireOpen();
        DateLog prepared = opened(date.toEpochDay());
        try {
            prepared.prepare();
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(prepared.file(), e);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The decision log in " + folder + " is closed");
        }
    }

    /** How many decisions this log wrote. */
    public synchronized long written() {
        return written;
    }

    /** How many decisions it was given whose bar had an equal record. */
    public synchronized long repeated() {
        return repeated;
    }

    /** What it took off files that a death had cut short, so far. */
    public synchronized List<Repair> repairs() {
        return List.copyOf(repairs);
    }

    private DateLog opened(long day) {
        DateLog date = latest;
        if (date != null && latestDay == day) {
            return date;
        }
        date = open.get(day);
        if (date == null) {
            date = open(day);
        }
        latest = date;
        latestDay = day;
        return date;
    }

    private DateLog open(long day) {
        Path dated = dated(folder, day);
        try {
            if (lock == null) {
                AtomicFile.createDirectories(files, folder.toAbsolutePath());
                lock = HomeLock.of(folder);
            }
            // A date is mostly like those before it.
            int expected = 0;
            for (DateLog other : open.values()) {
                expected = Math.max(expected, other.usualRecords());
            }
            if (open.size() >= MAX_OPEN) {
                Iterator<DateLog> all = open.values().iterator();
                DateLog oldest = all.next();
                all.remove();
                oldest.release();
                released.add(oldest);
            }
            DateLog date = DateLog.open(files, dated, segmentBytes, expected, record);
            if (date.tornBytes() > 0) {
                LOG.warn("Takes {} bytes of a line without an end off {}", date.tornBytes(), date.file());
                repairs.add(new Repair(date.file(), date.tornBytes()));
            }
            open.put(day, date);
            return date;
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(dated, e);
        }
    }

    /**
     * Packs the full segments of the dates that were written to, and forces to the device those that are not written any more,
     * which no bar waits for. Appending threads wait meanwhile.
     */
    public synchronized void archive() {
        while (!released.isEmpty()) {
            finish(released.remove(released.size() - 1));
        }
        for (DateLog date : open.values()) {
            try {
                date.archive();
            } catch (IOException e) {
                throw StoreErrors.cannotWrite(date.file(), e);
            }
        }
    }

    private static void finish(DateLog date) {
        try {
            date.close();
            date.archive();
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(date.file(), e);
        }
    }

    /**
     * Packs everything of the dates before one, which nobody decides about any more. Records can be added to such a date
     * nevertheless. Throws {@code store.cannot-write} and {@code store.locked}.
     */
    public synchronized void archiveBefore(LocalDate date) {
        try {
            if (lock == null) {
                AtomicFile.createDirectories(files, folder.toAbsolutePath());
                lock = HomeLock.of(folder);
            }
            for (DecisionDates.Dated each : DecisionDates.in(files, folder)) {
                if (each.date().isBefore(date)) {
                    DateLog inUse = open.remove(each.date().toEpochDay());
                    if (inUse != null) {
                        latest = null;
                        inUse.close();
                    }
                    for (Segment segment : Segment.in(files, each.folder())) {
                        if (!segment.isPacked()) {
                            SegmentArchive.pack(files, segment);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(folder, e);
        }
    }

    /** Forces everything to the device, packs full segments and lets go; closing twice is harmless. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        @Nullable BarqueException failed = null;
        released.addAll(open.values());
        for (DateLog date : released) {
            try {
                finish(date);
            } catch (BarqueException e) {
                failed = together(failed, e);
            }
        }
        released.clear();
        open.clear();
        latest = null;
        if (lock != null) {
            lock.close();
        }
        if (failed != null) {
            throw failed;
        }
    }

    private static BarqueException together(@Nullable BarqueException first, BarqueException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }

    private static Path dated(Path folder, long day) {
        return folder.resolve("date=" + LocalDate.ofEpochDay(day));
    }
}
