package dev.barque.agents.guards;

import dev.barque.agents.TradeGuard;
import dev.barque.agents.plugin.PluginParameter;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.decision.AccountState;
import dev.barque.core.decision.GuardVerdict;
import java.util.function.Supplier;

/**
 * Limits the position in one symbol, in units of the host. A proposal in the direction of the position may fill it up to the
 * limit, one against it closes it first; one that goes against it and is not larger passes. An unknown position forbids.
 */
public final class PositionLimitGuard extends StandardGuard {
    private static final String ID = "position-limit";

    /** The provider. */
    public PositionLimitGuard() {
        super(
                ID,
                "Makes trades smaller so that no position exceeds a number of units.",
                PluginParameter.number("max_units", 1, 0, 1e12, "largest position in a symbol, in units of the host"));
    }

    @Override
    Supplier<TradeGuard.Watch> watches(PluginSettings settings) {
        double most = settings.number("max_units");
        return () -> (proposal, context) -> {
            AccountState account = context.circumstances().account();
            double held = Math.abs(account.units());
            double size = proposal.size();
            if (Double.isNaN(held) || Double.isNaN(size)) {
                return Fit.unknown(ID, Double.isNaN(held) ? "the position is unknown" : "the size is unknown");
            }
            if (Fit.reduces(proposal, 1, account, held)) {
                return GuardVerdict.passed(ID, "does not enlarge the position");
            }
            double room = Fit.room(proposal, account, held, most);
            return size <= room
                    ? GuardVerdict.passed(ID, "within the limit")
                    : Fit.verdict(
                            ID,
                            size,
                            room,
                            Say.number(size) + " units " + proposal.direction().text() + " on a position of "
                                    + Say.number(account.units()) + " exceed the limit of " + Say.number(most)
                                    + " units by "
                                    + Say.number(size - room),
                            size - room);
        };
    }
}
