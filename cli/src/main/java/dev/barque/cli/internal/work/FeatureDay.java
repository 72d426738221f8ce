package dev.barque.cli.internal.work;

import dev.barque.agents.DecisionPipeline;
import dev.barque.core.feature.FeatureRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Computes the features of a day. */
public final class FeatureDay {
    private final DecisionPipeline pipeline;

    /** By the engines of a pipeline. */
    public FeatureDay(DecisionPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Index of the first bar that gets features, which is the stretch's end when none does. */
    public int firstWithFeatures(BarStretch stretch) {
        int warm = pipeline.profile().warmUpBars();
        return Math.min(stretch.bars().size(), Math.max(stretch.first(), warm));
    }

    /** A row for each bar of the day that has enough bars before it; {@code done} hears how many bars are done. */
    public List<FeatureRow> rows(BarStretch stretch, IntConsumer done) {
        List<FeatureRow> rows = new ArrayList<>(stretch.size());
        for (int i = firstWithFeatures(stretch); i < stretch.bars().size(); i++) {
            rows.add(pipeline.features(stretch.bars(), i));
            done.accept(i + 1 - stretch.first());
        }
        return rows;
    }
}
