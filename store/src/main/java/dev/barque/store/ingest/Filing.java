package dev.barque.store.ingest;

import dev.barque.core.error.BarqueException;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.internal.l1.L1DateFile;
import dev.barque.store.internal.l1.L1History;
import dev.barque.store.internal.l1.L1Merge;
import dev.barque.store.internal.l1.L1Rows;
import dev.barque.store.internal.l1.L1Rows.Measure;
import dev.barque.store.internal.l1.L1Schema;
import dev.barque.store.io.FileAccess;
import dev.barque.store.l1.L1Record;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Files good records under their own dates and counts what becomes of them and of the bad ones. */
final class Filing implements RecordSink {
    /**
     * So many rows wait in memory before they are written: an eighth of the heap at some hundred bytes each. A date with more rows than that
     * is written several times, each time with all that it has so far.
     */
    private static final int MAX_WAITING =
            (int) Math.min(2_000_000, Math.max(500_000, Runtime.getRuntime().maxMemory() / 8 / 112));

    private final FileAccess files;
    private final Path folder;
    private final StampConvention stamps;
    private final FilingRule rule;
    private final long knownMicros;
    private final TreeMap<LocalDate, L1Rows> waiting = new TreeMap<>();
    private final TreeMap<LocalDate, Long> dates = new TreeMap<>();
    private final List<IngestReport.Reject> rejects = new ArrayList<>();
    private final Set<String> goodSymbols = new HashSet<>();
    private @Nullable LocalDate firstDate;
    private int rowsWaiting;
    private long read;
    private long rejected;
    private long written;
    private long duplicates;
    private long replaced;

    /** {@code knownMicros} is from when corrections are known, or {@link L1Merge#UNKNOWN}. */
    Filing(FileAccess files, Path folder, StampConvention stamps, FilingRule rule, long knownMicros) {
        this.knownMicros = knownMicros;
        this.files = files;
        this.folder = folder;
        this.stamps = stamps;
        this.rule = rule;
    }

    @Override
    public long read() {
        return read;
    }

    long rejected() {
        return rejected;
    }

    @Override
    public void reject(long line, BarqueException problem) {
        read++;
        rejected++;
        if (rejects.size() < IngestReport.MAX_LISTED) {
            rejects.add(IngestReport.Reject.of(line, problem));
        }
    }

    @Override
    public void add(L1Record bar) {
        if (!goodSymbols.contains(bar.symbol())) {
            goodSymbols.add(Symbol.of(bar.symbol()).value());
        }
        long completed = Stamps.completed(stamps, bar);
        LocalDate date = dateOf(completed);
        L1Rows rows = waiting.computeIfAbsent(date, day -> new L1Rows());
        rows.add(completed, bar.symbol(), stamps.intervalMicros(), bar.source(), bar.rawRef());
        rows.set(Measure.PRICE, bar.price());
        rows.set(Measure.VOLUME, bar.volume());
        rows.set(Measure.DOLLAR_VOLUME, bar.dollarVolume());
        rows.set(Measure.OPEN, bar.open());
        rows.set(Measure.HIGH, bar.high());
        rows.set(Measure.LOW, bar.low());
        rows.set(Measure.IV, bar.ivDecimal());
        rows.setOpenInterest(bar.openInterest());
        dates.merge(date, 1L, Long::sum);
        read++;
        rowsWaiting++;
    }

    private LocalDate dateOf(long completed) {
        LocalDate own = UtcMicros.utcDate(completed);
        if (rule == FilingRule.OWN_DATES) {
            return own;
        }
        firstDate = firstDate == null ? own : firstDate;
        return firstDate;
    }

    @Override
    public boolean isFull() {
        return rowsWaiting >= MAX_WAITING;
    }

    /** Writes what waits, date by date; each file is replaced as a whole, and one that would not change is left alone. */
    void write() {
        // Rows that are written are let go of: what waits and a whole date are in memory together.
        for (Map.Entry<LocalDate, L1Rows> day = waiting.pollFirstEntry(); day != null; day = waiting.pollFirstEntry()) {
            Path file = L1Schema.file(folder, day.getKey());
            L1History.requireNotQuarantined(folder, day.getKey());
            L1Merge merged = rule == FilingRule.PUBLISHED
                    ? L1Merge.appended(L1DateFile.read(file), day.getValue(), file)
                    : L1Merge.of(L1DateFile.read(file), day.getValue(), file, knownMicros);
            if (merged.changesFile()) {
                // Superseded values first: killed in between, they are there twice, never not at all.
                long superseded = L1History.add(files, folder, day.getKey(), merged.superseded());
                L1DateFile.write(files, file, day.getKey(), merged.rows(), superseded);
            }
            written += merged.added();
            duplicates += merged.duplicates();
            replaced += merged.replaced();
        }
        rowsWaiting = 0;
    }

    /** Forgets what waits: only whether records are good was asked. */
    void discard() {
        waiting.clear();
        rowsWaiting = 0;
    }

    IngestReport report(String input) {
        return new IngestReport(input, read, written, duplicates, replaced, rejected, rejects, dates);
    }
}
