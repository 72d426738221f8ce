package dev.barque.store.regeneration;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.Interval;
import dev.barque.core.market.Symbol;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Computed rows of a symbol and a date beside those that are kept. */
final class Comparison {
    private static final double MICROS_PER_SECOND = 1e6;

    private final RegenerationMode mode;
    private final Map<Long, List<FeatureRow>> kept = new HashMap<>();
    private final List<FeatureRow> toWrite = new ArrayList<>();
    private final Map<String, FieldDifference> differences = new LinkedHashMap<>();
    private long fresh;
    private long equal;
    private long different;
    private long blocked;

    /** {@code kept} by event time, knowledge time and sequence, as a store lists them. */
    Comparison(RegenerationMode mode, List<FeatureRow> kept) {
        this.mode = mode;
        for (FeatureRow row : kept) {
            this.kept
                    .computeIfAbsent(row.eventMicros(), event -> new ArrayList<>(1))
                    .add(row);
        }
    }

    /** Takes in all computed rows. */
    PartitionOutcome with(Symbol symbol, LocalDate date, List<FeatureRow> computed) {
        Map<Long, List<FeatureRow>> unmatched = new HashMap<>(kept);
        for (FeatureRow row : computed) {
            unmatched.remove(row.eventMicros());
            add(row);
        }
        return new PartitionOutcome(
                symbol,
                date,
                fresh,
                equal,
                different,
                unmatched.size(),
                blocked,
                toWrite.size(),
                List.copyOf(differences.values()));
    }

    /** The rows that the mode wants to be written. */
    List<FeatureRow> toWrite() {
        return toWrite;
    }

    private void add(FeatureRow row) {
        List<FeatureRow> about = kept.getOrDefault(row.eventMicros(), List.of());
        if (about.isEmpty()) {
            fresh++;
            if (mode != RegenerationMode.VERIFY_ONLY) {
                toWrite.add(row);
            }
            return;
        }
        FeatureRow twin = null;
        for (FeatureRow one : about) {
            twin = one.knownMicros() == row.knownMicros() ? one : twin;
        }
        if (twin != null && twin.sameContent(row)) {
            equal++;
            return;
        }
        different++;
        note(twin == null ? about.get(about.size() - 1) : twin, row);
        if (about.stream().anyMatch(row::sameContent)) {
            blocked++;
        } else if (mode == RegenerationMode.ALL) {
            toWrite.add(row);
        }
    }

    private void note(FeatureRow before, FeatureRow now) {
        if (before.knownMicros() != now.knownMicros()) {
            double seconds = Math.abs((double) before.knownMicros() - now.knownMicros()) / MICROS_PER_SECOND;
            note(FieldDifference.KNOWN_AT, seconds, now);
        }
        for (int i = 0; i < now.schema().size(); i++) {
            Object was = before.value(i);
            Object is = now.value(i);
            if (!Objects.equals(was, is)) {
                note(now.schema().field(i).name(), distance(was, is), now);
            }
        }
    }

    private void note(String field, double size, FeatureRow row) {
        differences.merge(
                field, new FieldDifference(field, 1, size, row.symbol(), row.eventTime()), FieldDifference::and);
    }

    /** NaN where it cannot be said in a number. */
    private static double distance(@Nullable Object was, @Nullable Object is) {
        if (was instanceof Number a && is instanceof Number b) {
            double distance = Math.abs(a.doubleValue() - b.doubleValue());
            return Double.isFinite(distance) ? distance : Double.NaN;
        }
        if (was instanceof Interval a && is instanceof Interval b) {
            return greater(distance(a.lo(), b.lo()), distance(a.hi(), b.hi()));
        }
        double greatest = Double.NaN;
        if (was instanceof List<?> a && is instanceof List<?> b && a.size() == b.size()) {
            for (int i = 0; i < a.size(); i++) {
                greatest = greater(greatest, distance(a.get(i), b.get(i)));
            }
        }
        return greatest;
    }

    private static double greater(double a, double b) {
        return Double.isNaN(a) || b > a ? b : a;
    }
}
