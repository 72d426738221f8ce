package dev.barque.agents.standard;

import dev.barque.agents.BarStretch;
import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.FeatureHistory;
import dev.barque.agents.OptionChains;
import dev.barque.core.feature.FeatureMigration;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.MigrationOutcome;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of the published feature set v0.1.0 become rows of v1.0.0. Hardly a value can be carried over: volatility was always zero,
 * zones reached a bin too far, liquidity was judged on another scale. So each row is computed anew by the engines of {@code V1}
 * from the bars up to its own, which is the one that opened at the row's event time, and gets that bar's completion as its event
 * time. Where the bars are missing, the row is refused.
 */
public final class PublishedMigration implements FeatureMigration {
    private static final Duration REACH = Duration.ofHours(1);

    private final DecisionPipeline pipeline;
    private final Descriptor descriptor;

    /** Without option chains: the hedge features are null, as those of {@code V1} are without a supplier of chains. */
    public PublishedMigration() {
        this(OptionChains.none());
    }

    /** With option chains as they were known. */
    public PublishedMigration(OptionChains chains) {
        pipeline = new DecisionPipeline(StandardProfiles.v1(), chains);
        descriptor = new Descriptor(
                "published-to-v1",
                StandardProfiles.publishedV1().featureSet(),
                StandardProfiles.v1().featureSet(),
                REACH);
    }

    @Override
    public Descriptor descriptor() {
        return descriptor;
    }

    @Override
    public List<MigrationOutcome> migrate(Symbol symbol, List<FeatureRow> rows, BarSource bars) {
        Map<LocalDate, BarStretch> days = new HashMap<>();
        List<MigrationOutcome> outcomes = new ArrayList<>(rows.size());
        for (FeatureRow row : rows) {
            if (!row.symbol().equals(symbol)
                    || !row.set().id().equals(descriptor.from().id())) {
                throw new IllegalArgumentException("Cannot migrate " + row + ": expected a row of " + symbol + " in "
                        + descriptor.from().id());
            }
            outcomes.add(migrated(row, bars, days));
        }
        return outcomes;
    }

    private MigrationOutcome migrated(FeatureRow row, BarSource bars, Map<LocalDate, BarStretch> days) {
        LocalDate date = UtcMicros.utcDate(row.eventMicros());
        MigrationOutcome outcome = onDate(row, date, bars, days);
        // The bar that opened before midnight may have been completed at midnight.
        boolean late =
                UtcMicros.utcDate(row.eventMicros() + REACH.toNanos() / 1_000).isAfter(date);
        return outcome instanceof MigrationOutcome.Refused && late
                ? onDate(row, date.plusDays(1), bars, days)
                : outcome;
    }

    private MigrationOutcome onDate(FeatureRow row, LocalDate date, BarSource source, Map<LocalDate, BarStretch> days) {
        BarStretch stretch =
                days.computeIfAbsent(date, day -> BarStretch.of(source, row.symbol(), day, pipeline.profile()));
        Bars bars = stretch.bars();
        if (stretch.size() == 0) {
            return refused(row, "there are no bars of " + row.symbol() + " on " + date);
        }
        if (bars.intervalMicros() == 0 || bars.interval().compareTo(REACH) > 0) {
            return refused(
                    row,
                    "the bars of " + row.symbol() + " on and before " + date
                            + (bars.intervalMicros() == 0
                                    ? " do not say how long they last"
                                    : " last " + bars.interval())
                            + ", so that it cannot be told which one opened then");
        }
        int i = bars.indexAtOrBefore(row.eventMicros() + bars.intervalMicros());
        if (i < stretch.first() || bars.time(i) != row.eventMicros() + bars.intervalMicros()) {
            return refused(row, "there is no bar of " + row.symbol() + " that opened at " + row.eventTime());
        }
        int first = FeatureHistory.firstWithFeatures(stretch, pipeline.profile());
        if (i < first) {
            return refused(
                    row,
                    "there are " + i + " bars before the one that opened at " + row.eventTime() + ", and "
                            + pipeline.profile().warmUpBars() + " are needed");
        }
        return new MigrationOutcome.Migrated(pipeline.features(bars, i));
    }

    private static MigrationOutcome refused(FeatureRow row, String reason) {
        return new MigrationOutcome.Refused(row.id(), reason);
    }
}
