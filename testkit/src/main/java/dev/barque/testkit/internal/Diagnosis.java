package dev.barque.testkit.internal;

import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.NoFeatures;
import dev.barque.core.feature.NoFeatures.Reason;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Why a read over a plain list of rows finds nothing: each step leaves fewer rows, the first that leaves none is it. */
public final class Diagnosis {
    private static final int MOST_NAMES = 10;

    private final List<FeatureRow> all;
    private final FeatureSetId set;
    private final Symbol symbol;
    private final AsOf asOf;

    /** Of a read over these rows. */
    public Diagnosis(List<FeatureRow> all, FeatureSetId set, Symbol symbol, AsOf asOf) {
        this.all = all;
        this.set = set;
        this.symbol = symbol;
        this.asOf = asOf;
    }

    /** The first thing that stands in the way. */
    public NoFeatures result() {
        List<FeatureRow> ofSet = keep(all, row -> row.set().id().equals(set));
        if (ofSet.isEmpty()) {
            return because(Reason.NO_SUCH_VERSION, names(all, row -> row.set().id()), ofSet);
        }
        List<FeatureRow> ofSymbol = keep(ofSet, row -> row.symbol().equals(symbol));
        if (ofSymbol.isEmpty()) {
            return because(Reason.NO_SUCH_SYMBOL, names(ofSet, FeatureRow::symbol), ofSymbol);
        }
        List<FeatureRow> onDates = keep(ofSymbol, row -> Reads.isOnADateOf(row, asOf));
        if (onDates.isEmpty()) {
            return because(Reason.NO_SUCH_DATE, names(ofSymbol, row -> UtcMicros.utcDate(row.eventMicros())), ofSymbol);
        }
        List<FeatureRow> past = keep(onDates, row -> row.eventMicros() <= asOf.eventMicros());
        if (past.isEmpty()) {
            return because(Reason.ALL_LATER, List.of(), ofSymbol);
        }
        boolean someYoungEnough = past.stream().anyMatch(row -> Reads.isYoungEnough(row, asOf));
        return because(someYoungEnough ? Reason.KNOWN_LATER : Reason.TOO_OLD, List.of(), ofSymbol);
    }

    private NoFeatures because(Reason reason, List<String> available, List<FeatureRow> ofSymbol) {
        Predicate<FeatureRow> isPast = row -> row.eventMicros() <= asOf.eventMicros();
        Optional<Instant> before =
                keep(ofSymbol, isPast).stream().map(FeatureRow::eventTime).max(Comparator.naturalOrder());
        Optional<Instant> after = keep(ofSymbol, isPast.negate()).stream()
                .map(FeatureRow::eventTime)
                .min(Comparator.naturalOrder());
        Optional<Instant> knownFrom = reason != Reason.KNOWN_LATER
                ? Optional.empty()
                : ofSymbol.stream()
                        .filter(isPast)
                        .filter(row -> Reads.isYoungEnough(row, asOf))
                        .map(FeatureRow::knownAt)
                        .min(Comparator.naturalOrder());
        return new NoFeatures(set, symbol, asOf, reason, available, before, after, knownFrom);
    }

    private static List<FeatureRow> keep(List<FeatureRow> rows, Predicate<FeatureRow> which) {
        return rows.stream().filter(which).toList();
    }

    private static List<String> names(List<FeatureRow> rows, Function<FeatureRow, Object> name) {
        return rows.stream()
                .map(name)
                .map(Object::toString)
                .distinct()
                .sorted()
                .limit(MOST_NAMES)
                .toList();
    }
}
