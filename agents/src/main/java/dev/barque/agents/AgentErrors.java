package dev.barque.agents;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.market.OptionChain;
import dev.barque.core.time.UtcMicros;
import java.util.List;

/** Every message of this module. */
final class AgentErrors {
    private AgentErrors() {}

    static BarqueException pluginFailed(String kind, String id, String attempted, RuntimeException cause) {
        return new BarqueException(
                "agents.plugin-failed",
                Concern.PLUGIN,
                "The " + kind + " '" + id + "' failed while " + attempted + ": " + cause,
                cause);
    }

    static IllegalArgumentException enginesDoNotMakeSet(FeatureSet set, List<String> expected) {
        return new IllegalArgumentException("The engines of a profile must write the fields of its feature set "
                + set.id() + " in order: expected " + expected + " but the set has "
                + set.schema().fields().stream().map(f -> f.name()).toList());
    }

    static BarqueException wrongSet(FeatureSet expected, FeatureRow row) {
        return new BarqueException(
                "agents.wrong-feature-set",
                Concern.CALLER,
                "Cannot decide on " + row + ": its schema is " + row.schema() + " but this pipeline reads "
                        + expected.id() + " with " + expected.schema());
    }

    static BarqueException laterChain(MarketContext market, OptionChain chain) {
        return new BarqueException(
                "agents.later-chain",
                Concern.PLUGIN,
                "Cannot decide on " + market.symbol() + " at " + market.time()
                        + ": its source of option chains gave one of "
                        + UtcMicros.toInstant(chain.timeMicros())
                        + ", which nobody could have known. Expected the newest that is not later; mend the source.");
    }
}
