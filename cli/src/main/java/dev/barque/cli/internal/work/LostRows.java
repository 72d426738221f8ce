package dev.barque.cli.internal.work;

import dev.barque.agents.FeatureHistory;
import dev.barque.cli.internal.CliErrors;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Symbol;
import dev.barque.store.PartitionRegenerator;
import java.nio.file.Path;
import java.time.LocalDate;

/** Computes lost rows of the profiles that ship again, from the bars of the home. */
public final class LostRows implements PartitionRegenerator {
    private final BarSource bars;
    private final Path home;

    /** From these bars and the option chains of a home. */
    public LostRows(BarSource bars, Path home) {
        this.home = home;
        this.bars = bars;
    }

    @Override
    public Iterable<FeatureRow> rows(FeatureSet set, Symbol symbol, LocalDate date) {
        ProfileChoice profile = ProfileChoice.shipped().stream()
                .filter(choice -> choice.profile().featureSet().id().equals(set.id()))
                .findFirst()
                .orElseThrow(() -> CliErrors.noEngines(set.id()));
        return new FeatureHistory(profile.unweighed(home), bars).rows(symbol, date);
    }
}
