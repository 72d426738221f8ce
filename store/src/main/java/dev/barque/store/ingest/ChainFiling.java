package dev.barque.store.ingest;

import dev.barque.core.error.BarqueException;
import dev.barque.core.market.OptionChain;
import dev.barque.core.quality.QuoteFault;
import dev.barque.core.quality.QuoteReport;
import dev.barque.core.quality.QuoteRules;
import dev.barque.core.quality.QuoteTreatment;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.internal.chains.ChainDateFile;
import dev.barque.store.internal.chains.ChainMerge;
import dev.barque.store.internal.chains.ChainRows;
import dev.barque.store.internal.chains.ChainSchema;
import dev.barque.store.io.FileAccess;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Files contracts under the UTC dates of their chains and counts what becomes of them and of the bad ones. */
final class ChainFiling {
    /** So many rows wait in memory before they are written. */
    private static final int MAX_WAITING = 500_000;

    private final FileAccess files;
    private final Path folder;
    private final QuoteRules rules;
    private final long knownMicros;
    private final Map<LocalDate, ChainRows> waiting = new TreeMap<>();
    private final TreeMap<LocalDate, Long> dates = new TreeMap<>();
    private final List<IngestReport.Reject> rejects = new ArrayList<>();
    private final Set<ChainKey> chains = new HashSet<>();
    private final QuoteReport.Tally quotes = new QuoteReport.Tally();
    private int rowsWaiting;
    private long read;
    private long rejected;
    private long written;
    private long duplicates;
    private long replaced;

    private record ChainKey(String symbol, long time) {}

    /** {@code knownMicros} is from when corrections are known, or {@link ChainMerge#UNKNOWN}. */
    ChainFiling(FileAccess files, Path folder, QuoteRules rules, long knownMicros) {
        this.files = files;
        this.folder = folder;
        this.rules = rules;
        this.knownMicros = knownMicros;
    }

    long read() {
        return read;
    }

    long rejected() {
        return rejected;
    }

    boolean isFull() {
        return rowsWaiting >= MAX_WAITING;
    }

    void reject(long line, BarqueException problem) {
        read++;
        rejected++;
        if (rejects.size() < IngestReport.MAX_LISTED) {
            rejects.add(IngestReport.Reject.of(line, problem));
        }
    }

    /** Takes a contract; throws what makes it a bad one, and has then not taken it. */
    void add(ChainRules.Row row) {
        OptionChain chain = row.chain();
        if (quotes.add(chain, 0, rules) == QuoteTreatment.REFUSE) {
            QuoteFault fault = rules.faults(chain, 0).stream()
                    .filter(one -> rules.treatments().get(one) == QuoteTreatment.REFUSE)
                    .findFirst()
                    .orElseThrow();
            throw IngestErrors.refusedQuote(fault, fault.found(chain, 0));
        }
        LocalDate date = UtcMicros.utcDate(chain.timeMicros());
        waiting.computeIfAbsent(date, day -> new ChainRows()).add(row.symbol().value(), row.contract(), chain, 0);
        chains.add(new ChainKey(row.symbol().value(), chain.timeMicros()));
        dates.merge(date, 1L, Long::sum);
        read++;
        rowsWaiting++;
    }

    /** Writes what waits, date by date; each file is replaced as a whole, and one that would not change is left alone. */
    void write() {
        for (Map.Entry<LocalDate, ChainRows> day : waiting.entrySet()) {
            Path file = ChainSchema.file(folder, day.getKey());
            ChainMerge merged = ChainMerge.of(ChainDateFile.read(file), day.getValue(), knownMicros);
            if (merged.changesFile()) {
                ChainDateFile.write(files, file, day.getKey(), merged.rows());
            }
            written += merged.added();
            duplicates += merged.duplicates();
            replaced += merged.replaced();
        }
        discard();
    }

    /** Forgets what waits: only whether records are good was asked. */
    void discard() {
        waiting.clear();
        rowsWaiting = 0;
    }

    ChainIngestReport report(String input) {
        return new ChainIngestReport(
                new IngestReport(input, read, written, duplicates, replaced, rejected, rejects, dates),
                chains.size(),
                quotes.report());
    }
}
