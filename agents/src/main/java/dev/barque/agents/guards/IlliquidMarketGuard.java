package dev.barque.agents.guards;

import dev.barque.agents.TradeGuard;
import dev.barque.agents.plugin.PluginParameter;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.decision.GuardVerdict;
import java.util.function.Supplier;

/**
 * Forbids trades where the Amihud ratio (Amihud 2002: mean of absolute return over traded value) lies above a bound. A ratio
 * that is missing, NaN or not above 0 is unknown, and unknown is not liquid.
 */
public final class IlliquidMarketGuard extends StandardGuard {
    private static final String ID = "illiquid-market";

    /** The provider. */
    public IlliquidMarketGuard() {
        super(
                ID,
                "Forbids trades in a market whose Amihud ratio lies above a bound or is unknown.",
                PluginParameter.number("max_amihud", 1e-8, 0, 1, "largest ratio allowed, in 1 per unit of currency"),
                PluginParameter.text("feature", "liquidity.present.amihud", "the feature that holds the ratio"));
    }

    @Override
    Supplier<TradeGuard.Watch> watches(PluginSettings settings) {
        double most = settings.number("max_amihud");
        String feature = settings.text("feature");
        return () -> {
            Field amihud = new Field(feature);
            return (proposal, context) -> {
                double ratio = amihud.of(context.row());
                if (ratio > 0 && ratio <= most) {
                    return GuardVerdict.passed(ID, "liquid enough");
                }
                return ratio > most
                        ? GuardVerdict.vetoed(
                                ID,
                                "the Amihud ratio is " + Say.number(ratio) + ", at most " + Say.number(most)
                                        + " is allowed; it would have to fall by " + Say.number(ratio - most),
                                ratio - most)
                        : GuardVerdict.vetoed(
                                ID,
                                "the Amihud ratio is unknown: " + amihud.name() + " is "
                                        + (Double.isNaN(ratio) ? "missing" : Say.number(ratio))
                                        + "; a value above 0 and up to " + Say.number(most) + " is needed");
            };
        };
    }
}
