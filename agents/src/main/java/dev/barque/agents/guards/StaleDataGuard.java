package dev.barque.agents.guards;

import dev.barque.agents.GuardContext;
import dev.barque.agents.Proposal;
import dev.barque.agents.TradeGuard;
import dev.barque.agents.plugin.PluginParameter;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.market.Symbol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Forbids trades on data that stand still: a row that is older than the bar by more than so much, or numbers that were all the
 * same on so many bars of the symbol in a row. A row without any number cannot be told from one that stands still and is
 * forbidden too; so is one that is dated later than the bar.
 */
public final class StaleDataGuard extends StandardGuard {
    private static final String ID = "stale-data";

    /** The provider. */
    public StaleDataGuard() {
        super(
                ID,
                "Forbids trades on old features, and on features that have not changed for some bars.",
                PluginParameter.number("max_age_minutes", 5, 0, 1e6, "by how much a row may be older than the bar"),
                PluginParameter.whole(
                        "same_bars", 5, 2, 100_000, "bars with equal numbers that count as standing still"),
                PluginParameter.text(
                        "features", "", "features that are compared, with commas between; empty for all numbers"));
    }

    @Override
    Supplier<TradeGuard.Watch> watches(PluginSettings settings) {
        long maxAge = minutes(settings, "max_age_minutes");
        long sameBars = settings.whole("same_bars");
        List<String> features = SchemaDriftGuard.words(settings.text("features"));
        return () -> new Memory(maxAge, sameBars, features);
    }

    private static final class Memory implements TradeGuard.Watch {
        private final long maxAge;
        private final long sameBars;
        private final List<String> features;
        private final Map<Symbol, Seen> symbols = new HashMap<>();
        private @Nullable FeatureSchema schema;
        private int[] compared = {};
        private boolean[] whole = {};

        Memory(long maxAge, long sameBars, List<String> features) {
            this.maxAge = maxAge;
            this.sameBars = sameBars;
            this.features = features;
        }

        @Override
        public void bar(GuardContext context) {
            FeatureRow row = context.row();
            if (row == null) {
                return;
            }
            Seen seen = symbols.computeIfAbsent(row.symbol(), s -> new Seen());
            FeatureRow before = seen.row;
            seen.bars = before != null && isSame(before, row) ? seen.bars + 1 : 1;
            seen.row = row;
        }

        @Override
        public GuardVerdict check(Proposal.Take proposal, GuardContext context) {
            FeatureRow row = context.row();
            if (row == null) {
                return GuardVerdict.vetoed(ID, "there are no features; a row of them is needed");
            }
            long age = context.market().timeMicros() - row.eventMicros();
            if (age > maxAge || age < 0) {
                return GuardVerdict.vetoed(
                        ID,
                        age < 0
                                ? "the row is about " + Say.time(row.eventMicros()) + ", later than the bar"
                                : "the row is " + Say.minutes(age) + " older than the bar, at most "
                                        + Say.minutes(maxAge) + " are allowed; a newer one is needed",
                        age < 0 ? Double.NaN : (age - maxAge) / (double) Say.MINUTE);
            }
            if (!hasNumber(row)) {
                return GuardVerdict.vetoed(
                        ID,
                        "none of the compared features has a value, so that nobody can say whether"
                                + " they stand still; one is needed");
            }
            Seen seen = symbols.get(row.symbol());
            long bars = seen == null ? 0 : seen.bars;
            return bars < sameBars
                    ? GuardVerdict.passed(ID, "new and changing")
                    : GuardVerdict.vetoed(
                            ID,
                            "the features of " + row.symbol() + " have been the same on " + bars
                                    + " bars in a row, fewer than " + sameBars
                                    + " are allowed; one of them has to change",
                            (double) (bars - sameBars + 1));
        }

        private boolean isSame(FeatureRow before, FeatureRow row) {
            if (!before.schema().equals(row.schema())) {
                return false;
            }
            resolve(row.schema());
            for (int i = 0; i < compared.length; i++) {
                int field = compared[i];
                boolean none = row.isNull(field);
                if (none != before.isNull(field)) {
                    return false;
                }
                boolean differs = !none
                        && (whole[i]
                                ? row.int64(field) != before.int64(field)
                                : Double.doubleToLongBits(row.float64(field))
                                        != Double.doubleToLongBits(before.float64(field)));
                if (differs) {
                    return false;
                }
            }
            return true;
        }

        private boolean hasNumber(FeatureRow row) {
            resolve(row.schema());
            for (int i = 0; i < compared.length; i++) {
                if (!row.isNull(compared[i]) && (whole[i] || !Double.isNaN(row.float64(compared[i])))) {
                    return true;
                }
            }
            return false;
        }

        private void resolve(FeatureSchema its) {
            if (schema != null && schema.equals(its)) {
                return;
            }
            schema = its;
            compared = IntStream.range(0, its.size())
                    .filter(i -> isNumber(its.field(i)) && isAsked(its.field(i)))
                    .toArray();
            whole = new boolean[compared.length];
            for (int i = 0; i < compared.length; i++) {
                whole[i] = its.field(compared[i]).type() == FeatureType.INT64;
            }
        }

        private boolean isAsked(FeatureField field) {
            return features.isEmpty() || features.contains(field.name());
        }

        private static boolean isNumber(FeatureField field) {
            return field.type() == FeatureType.FLOAT64 || field.type() == FeatureType.INT64;
        }
    }

    private static final class Seen {
        private @Nullable FeatureRow row;
        private long bars;
    }
}
