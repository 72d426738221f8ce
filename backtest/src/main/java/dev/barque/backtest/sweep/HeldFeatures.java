package dev.barque.backtest.sweep;

import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureReader;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.NoFeatures;
import dev.barque.core.market.Symbol;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Feature rows that are read once and held for all runs: what was found at an instant is the answer to the same question from then
 * on. Memory grows with the bars of the days, not with the runs. Safe for threads.
 */
public final class HeldFeatures implements FeatureReader {
    private final FeatureReader source;
    private final Map<Question, Optional<FeatureRow>> answers = new ConcurrentHashMap<>();

    private record Question(FeatureSetId set, Symbol symbol, AsOf asOf) {}

    /** Of a reader that nobody writes behind while the sweep lasts. */
    public HeldFeatures(FeatureReader source) {
        this.source = Objects.requireNonNull(source, "source");
    }

    @Override
    public Optional<FeatureRow> find(FeatureSetId set, Symbol symbol, AsOf asOf) {
        return answers.computeIfAbsent(new Question(set, symbol, asOf), question -> source.find(set, symbol, asOf));
    }

    @Override
    public NoFeatures diagnose(FeatureSetId set, Symbol symbol, AsOf asOf) {
        return source.diagnose(set, symbol, asOf);
    }
}
