package dev.barque.agents;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;

/**
 * Features of whole dates, computed from bars by the pipeline that computes them live. A row is known at its event time plus
 * the declared lag of the engines: no clock is looked at, so that the same bars always give the same rows.
 *
 * <p>Bars that were corrected are taken as the source gives them. A source of what was known at an instant, such as
 * {@code L1Files.asKnownAt}, gives the rows that could have been computed then. Safe for use by several threads.
 */
public final class FeatureHistory {
    private final DecisionPipeline pipeline;
    private final BarSource bars;

    /** By the engines of a pipeline, from these bars. */
    public FeatureHistory(DecisionPipeline pipeline, BarSource bars) {
        this.pipeline = Objects.requireNonNull(pipeline, "pipeline");
        this.bars = Objects.requireNonNull(bars, "bars");
    }

    /** The version that it computes. */
    public FeatureSetId featureSet() {
        return pipeline.profile().featureSet().id();
    }

    /** {@link #rows(Symbol, LocalDate, IntConsumer)} without an audience. */
    public List<FeatureRow> rows(Symbol symbol, LocalDate date) {
        return rows(symbol, date, done -> {});
    }

    /**
     * The rows about a UTC date, one for each bar that has enough bars before it, in the order of time; empty when there are no
     * bars. Where the profile stamps rows with the opening of the bar, the bar that completes at midnight belongs to the date
     * that it ends.
     *
     * @param done hears how many bars of the date are done, on this thread
     */
    public List<FeatureRow> rows(Symbol symbol, LocalDate date, IntConsumer done) {
        List<FeatureRow> rows = new ArrayList<>(filedUnder(symbol, date, date, done));
        if (mayOpenOnTheDateBefore()) {
            rows.addAll(filedUnder(symbol, date.plusDays(1), date, ignored -> {}));
        }
        return rows;
    }

    /** Index of the first bar that gets features, which is the stretch's end when none does. */
    public static int firstWithFeatures(BarStretch stretch, Profile profile) {
        return Math.min(stretch.bars().size(), Math.max(stretch.first(), profile.warmUpBars()));
    }

    /** Behind the first bar of a date every bar opens on that date. */
    private boolean mayOpenOnTheDateBefore() {
        Profile profile = pipeline.profile();
        return profile.stampRule() == StampRule.BAR_OPEN
                && (profile.windowRule() == WindowRule.ACROSS_DAYS || profile.warmUpBars() == 0);
    }

    private List<FeatureRow> filedUnder(Symbol symbol, LocalDate filed, LocalDate date, IntConsumer done) {
        BarStretch stretch = BarStretch.of(bars, symbol, filed, pipeline.profile());
        Bars all = stretch.bars();
        List<FeatureRow> rows = new ArrayList<>();
        for (int i = firstWithFeatures(stretch, pipeline.profile()); i < all.size(); i++) {
            if (UtcMicros.utcDate(pipeline.eventMicros(all, i)).equals(date)) {
                rows.add(pipeline.features(all, i));
                done.accept(i + 1 - stretch.first());
            } else if (!filed.equals(date)) {
                break;
            }
        }
        return rows;
    }
}
