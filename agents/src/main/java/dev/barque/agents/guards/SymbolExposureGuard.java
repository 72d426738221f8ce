package dev.barque.agents.guards;

import dev.barque.agents.TradeGuard;
import dev.barque.agents.plugin.PluginParameter;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.decision.AccountState;
import java.util.function.Supplier;

/**
 * Limits the value of the position in one symbol to a share of the equity. Otherwise as {@link PositionLimitGuard}; an unknown
 * price, equity or position forbids.
 */
public final class SymbolExposureGuard extends StandardGuard {
    private static final String ID = "symbol-exposure";

    /** The provider. */
    public SymbolExposureGuard() {
        super(
                ID,
                "Makes trades smaller so that no position is worth more than a share of the equity.",
                PluginParameter.number("max_share", 0.25, 0, 1000, "largest value of a position as a share of equity"),
                Fit.UNIT_SHARES);
    }

    @Override
    Supplier<TradeGuard.Watch> watches(PluginSettings settings) {
        double share = settings.number("max_share");
        double unitShares = settings.number("unit_shares");
        return () -> (proposal, context) -> {
            AccountState account = context.circumstances().account();
            return ExposureLimit.verdict(
                    ID,
                    proposal,
                    context,
                    unitShares,
                    share * account.equity(),
                    "in " + context.market().symbol() + " exceeds " + Say.percent(share) + " of the equity of "
                            + Say.money(account.equity()));
        };
    }
}
