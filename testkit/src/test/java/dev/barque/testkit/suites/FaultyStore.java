package dev.barque.testkit.suites;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.FeatureStore;
import dev.barque.core.feature.NoFeatures;
import dev.barque.core.market.Symbol;
import dev.barque.testkit.internal.Diagnosis;
import dev.barque.testkit.internal.Reads;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** A store with one planted fault, which the suite has to catch. */
final class FaultyStore implements FeatureStore {
    /** What is wrong with it. */
    enum Fault {
        NONE,
        LOOKS_A_MICROSECOND_AHEAD,
        FORGETS_WHEN_A_ROW_WAS_KNOWN,
        LETS_THE_FIRST_OF_EQUAL_TIMES_WIN,
        PREFERS_KNOWLEDGE_TO_EVENT_TIME,
        KEEPS_REPEATED_ROWS,
        KEEPS_HALF_A_BATCH,
        LOOKS_BACK_WITHOUT_END,
        FOLDS_THE_CASE_OF_SYMBOLS,
        MISNAMES_THE_REASON
    }

    private final Fault fault;
    private final List<FeatureRow> rows = new ArrayList<>();

    FaultyStore(Fault fault) {
        this.fault = fault;
    }

    @Override
    public synchronized Optional<FeatureRow> find(FeatureSetId set, Symbol symbol, AsOf asOf) {
        long ahead = fault == Fault.LOOKS_A_MICROSECOND_AHEAD ? 1 : 0;
        long knownBy = fault == Fault.FORGETS_WHEN_A_ROW_WAS_KNOWN ? Long.MAX_VALUE : asOf.knownMicros() + ahead;
        return rows.stream()
                .filter(row -> row.set().id().equals(set) && name(row.symbol()).equals(name(symbol)))
                .filter(row -> row.eventMicros() <= asOf.eventMicros() + ahead && row.knownMicros() <= knownBy)
                .filter(row -> fault == Fault.LOOKS_BACK_WITHOUT_END || Reads.isYoungEnough(row, asOf))
                .max(wins());
    }

    @Override
    public synchronized NoFeatures diagnose(FeatureSetId set, Symbol symbol, AsOf asOf) {
        NoFeatures right = new Diagnosis(rows, set, symbol, asOf).result();
        return fault != Fault.MISNAMES_THE_REASON
                ? right
                : new NoFeatures(
                        set,
                        symbol,
                        asOf,
                        NoFeatures.Reason.TOO_OLD,
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
    }

    @Override
    public synchronized void append(List<FeatureRow> batch) {
        if (fault != Fault.KEEPS_HALF_A_BATCH) {
            batch.forEach(this::check);
        }
        for (FeatureRow row : batch) {
            check(row);
            if (fault == Fault.KEEPS_REPEATED_ROWS || rows.stream().noneMatch(row::sameContent)) {
                rows.add(row.written(0, rows.size() + 1L));
            }
        }
    }

    @Override
    public void close() {}

    private void check(FeatureRow row) {
        Objects.requireNonNull(row, "row");
        for (FeatureRow other : rows) {
            if (other.set().id().equals(row.set().id()) && !other.set().equals(row.set())) {
                throw new BarqueException(
                        "test.changed", Concern.CALLER, "Changed: " + row.set().id());
            }
        }
    }

    private Comparator<FeatureRow> wins() {
        Comparator<FeatureRow> byEvent = Comparator.comparingLong(FeatureRow::eventMicros);
        Comparator<FeatureRow> byKnown = Comparator.comparingLong(FeatureRow::knownMicros);
        Comparator<FeatureRow> bySequence = Comparator.comparingLong(FeatureRow::sequence);
        return switch (fault) {
            case PREFERS_KNOWLEDGE_TO_EVENT_TIME ->
                byKnown.thenComparing(byEvent).thenComparing(bySequence);
            case LETS_THE_FIRST_OF_EQUAL_TIMES_WIN ->
                byEvent.thenComparing(byKnown).thenComparing(bySequence.reversed());
            default -> byEvent.thenComparing(byKnown).thenComparing(bySequence);
        };
    }

    private String name(Symbol symbol) {
        return fault == Fault.FOLDS_THE_CASE_OF_SYMBOLS ? symbol.value().toLowerCase(Locale.ROOT) : symbol.value();
    }
}
