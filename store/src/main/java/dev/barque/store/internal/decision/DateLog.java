package dev.barque.store.internal.decision;

import com.github.luben.zstd.ZstdIOException;
import dev.barque.core.decision.Decision;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.AppendFile;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of one UTC date while it is written: its segments, the number of the next record, and which bars have one. Opening
 * reads what is there once, so that a bar is known after a restart too; its cost goes with that date's records, not with the
 * history. Not safe for use by several threads.
 */
public final class DateLog {
    /** What became of a decision. */
    public enum Outcome {
        /** It has a record now. */
        WRITTEN,
        /** It had an equal one before. */
        REPEATED
    }

    private static final Logger LOG = LoggerFactory.getLogger(DateLog.class);

    private final FileAccess files;
    private final Path folder;
    private final long segmentBytes;
    private final int expected;
    private final Map<Symbol, List<LoggedSeries>> known = new HashMap<>();
    private long next;
    private int segment;
    private @Nullable AppendFile current;
    private @Nullable Path owed;
    private long removed;

    private DateLog(FileAccess files, Path folder, long segmentBytes, int expected) {
        this.files = files;
        this.folder = folder;
        this.segmentBytes = segmentBytes;
        this.expected = expected;
    }

    /**
     * Opens the log of a date, of which nothing need be there.
     *
     * @param expected records of a symbol for which there is room from the beginning
     * @param records reads what is there
     */
    public static DateLog open(FileAccess files, Path folder, long segmentBytes, int expected, RecordLine records)
            throws IOException {
        DateLog log = new DateLog(files, folder, segmentBytes, expected);
        if (!files.exists(folder)) {
            // Its name is forced when the date is closed, with the records: no bar waits for it.
            files.createDirectories(folder);
            log.segment = 1;
            return log;
        }
        for (Path file : files.list(folder)) {
            if (AtomicFile.isTemporary(file)) {
                files.delete(file); // of a packing that did not get to its end
            }
        }
        List<Segment> segments = Segment.in(files, folder);
        for (Segment each : segments) {
            log.learn(each, records);
        }
        Segment last = segments.isEmpty() ? null : segments.get(segments.size() - 1);
        log.segment = last == null ? 1 : last.isPacked() ? last.number() + 1 : last.number();
        return log;
    }

    /** A line that is damaged is no record: its bar may be logged again. */
    private void learn(Segment from, RecordLine records) throws IOException {
        long damaged = 0;
        try (SegmentLines lines = SegmentLines.open(files, from)) {
            while (lines.next()) {
                if (lines.isTooLong()) {
                    continue;
                }
                RecordLine.Parsed line;
                try {
                    line = records.read(lines.line(), lines.length());
                    LoggedSeries series = series(Symbol.of(line.symbol()), line.profile());
                    long time = UtcMicros.of(line.time());
                    int place = series.find(time);
                    if (place < 0) {
                        series.insert(-1 - place, time, line.fingerprint());
                    }
                    next = Math.max(next, line.number() + 1);
                } catch (RuntimeException e) {
                    damaged++; // readers report it
                }
            }
            removed = lines.unfinished();
        } catch (ZstdIOException e) {
            damaged++; // what it held cannot be known any more, and is no reason to log nothing from now on
        }
        if (damaged > 0) {
            LOG.warn("Passed over {} damaged places of {}", damaged, from.file());
        }
    }

    /** Adds a decision, or recognises it; throws {@code store.other-decision} when its bar has another one. */
    public Outcome append(Decision decision, RecordLine record) throws IOException {
        LoggedSeries series = series(decision.symbol(), decision.grounds().profile());
        long time = UtcMicros.of(decision.time());
        record.write(decision, next);
        int place = series.find(time);
        if (place >= 0) {
            if (series.fingerprint(place) != record.fingerprint()) {
                throw StoreErrors.otherDecision(folder, decision);
            }
            return Outcome.REPEATED;
        }
        if (record.size() > RecordLine.MOST_BYTES) {
            throw StoreErrors.decisionTooLong(decision, record.size(), RecordLine.MOST_BYTES);
        }
        open(record.size()).append(record.array(), record.size());
        series.insert(-1 - place, time, record.fingerprint());
        next++;
        return Outcome.WRITTEN;
    }

    /** Opens the file that the next record goes to. */
    public void prepare() throws IOException {
        open(0);
    }

    private AppendFile open(int more) throws IOException {
        AppendFile file = current;
        if (file != null && file.size() > 0 && file.size() + more > segmentBytes) {
            current = null;
            segment++;
            file.close();
            file = null;
        }
        if (file == null) {
            file = AppendFile.open(files, Segment.plain(folder, segment).file());
            current = file;
        }
        return file;
    }

    private LoggedSeries series(Symbol symbol, String profile) {
        List<LoggedSeries> ofSymbol = known.get(symbol);
        if (ofSymbol == null) {
            ofSymbol = new ArrayList<>(2);
            known.put(symbol, ofSymbol);
        }
        for (int i = 0; i < ofSymbol.size(); i++) {
            if (ofSymbol.get(i).profile().equals(profile)) {
                return ofSymbol.get(i);
            }
        }
        LoggedSeries added = new LoggedSeries(profile, expected);
        ofSymbol.add(added);
        return added;
    }

    /** How many records a symbol has under one profile, on average; 0 when nothing is known. */
    public int usualRecords() {
        long records = 0;
        int series = 0;
        for (List<LoggedSeries> ofSymbol : known.values()) {
            for (LoggedSeries each : ofSymbol) {
                records += each.size();
                series++;
            }
        }
        return series == 0 ? 0 : Math.toIntExact((records + series - 1) / series);
    }

    /** Bytes of a torn last line that opening found and the first record takes off. */
    public long tornBytes() {
        return removed;
    }

    /** Where the next record goes, as far as it fits. */
    public Path file() {
        return folder.resolve(String.format("decisions-%06d.jsonl", segment));
    }

    /** Lets go of the file and forgets which bars have a record, without waiting for the device: that is left to {@link #close}. */
    public void release() throws IOException {
        AppendFile file = current;
        current = null;
        known.clear();
        if (file != null) {
            owed = file();
            file.release();
        }
    }

    /** Forces what was written to the device and lets go of the file. */
    public void close() throws IOException {
        AppendFile file = current;
        Path released = owed;
        current = null;
        owed = null;
        Path parent = folder.toAbsolutePath().getParent();
        try {
            if (file != null) {
                file.close();
            } else if (released != null) {
                AppendFile.force(files, released);
            }
        } finally {
            if (parent != null) {
                files.syncDirectory(parent);
            }
        }
    }

    /** Packs the segments that were closed because they were full. */
    public void archive() throws IOException {
        for (Segment each : Segment.in(files, folder)) {
            if (!each.isPacked() && each.number() < segment) {
                SegmentArchive.pack(files, each);
            }
        }
    }
}
