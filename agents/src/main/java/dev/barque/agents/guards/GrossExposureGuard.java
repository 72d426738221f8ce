package dev.barque.agents.guards;

import dev.barque.agents.TradeGuard;
import dev.barque.agents.plugin.PluginParameter;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.decision.AccountState;
import java.util.function.Supplier;

/**
 * Limits the value of all positions, each counted as positive, to a multiple of the equity. Otherwise as
 * {@link PositionLimitGuard}; an unknown price, equity or exposure forbids.
 */
public final class GrossExposureGuard extends StandardGuard {
    private static final String ID = "gross-exposure";

    /** The provider. */
    public GrossExposureGuard() {
        super(
                ID,
                "Makes trades smaller so that all positions together are worth at most a multiple of the equity.",
                PluginParameter.number("max_multiple", 1, 0, 1000, "largest gross exposure as a multiple of equity"),
                Fit.UNIT_SHARES);
    }

    @Override
    Supplier<TradeGuard.Watch> watches(PluginSettings settings) {
        double multiple = settings.number("max_multiple");
        double unitShares = settings.number("unit_shares");
        return () -> (proposal, context) -> {
            AccountState account = context.circumstances().account();
            double others = Math.max(0, account.grossExposure() - account.symbolExposure());
            return ExposureLimit.verdict(
                    ID,
                    proposal,
                    context,
                    unitShares,
                    multiple * account.equity() - others,
                    "beside " + Say.money(others) + " in other symbols exceeds " + Say.number(multiple)
                            + " times the equity of " + Say.money(account.equity()));
        };
    }
}
