package dev.barque.agents;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.market.OptionChain;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** Every message of this module. */
final class AgentErrors {
    private static final int FAILURE_LENGTH = 200;

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

    /** Why an agent abstains that threw: kept short, since it stands in every record. */
    static String failure(Throwable thrown) {
        String what = thrown instanceof BarqueException coded
                ? coded.code() + ": " + coded.getMessage()
                : thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
        return "failed: " + (what.length() > FAILURE_LENGTH ? what.substring(0, FAILURE_LENGTH) + "..." : what);
    }

    static IllegalArgumentException noSuchAgent(String agent, List<String> there) {
        return new IllegalArgumentException("There is no agent '" + agent + "' in this profile; there are " + there);
    }

    static BarqueException otherInterval(Symbol symbol, LocalDate date, Duration found, Duration declared) {
        return new BarqueException(
                "agents.other-interval",
                Concern.CALLER,
                "Cannot begin with " + symbol + " from the bars of " + date + ": they last " + found
                        + " but the live pipeline was told that bars last " + declared
                        + ". Declare the interval with which the bars are kept, or features would differ from those of a replay.");
    }

    static BarqueException barNotNewer(Symbol symbol, long timeMicros, long lastMicros) {
        return new BarqueException(
                "agents.bar-not-newer",
                Concern.DATA,
                "Cannot decide on the bar of " + symbol + " that was complete at " + UtcMicros.toInstant(timeMicros)
                        + ": the last one of it was complete at " + UtcMicros.toInstant(lastMicros)
                        + ". Nothing was changed. Offer later bars only; give one that came late or was corrected to correct.");
    }

    static BarqueException correctionAhead(Symbol symbol, long timeMicros, String last) {
        return new BarqueException(
                "agents.correction-ahead",
                Concern.CALLER,
                "Cannot correct the bar of " + symbol + " that was complete at " + UtcMicros.toInstant(timeMicros)
                        + ": the last bar of it was complete " + last + ". Offer a new bar with onBar.");
    }

    static BarqueException twiceInBatch(Symbol symbol) {
        return new BarqueException(
                "agents.symbol-twice",
                Concern.CALLER,
                "Cannot decide on a batch with two bars of " + symbol
                        + ": expected one bar of each symbol. Nothing was taken in. Offer the later bar with the next batch.");
    }
}
