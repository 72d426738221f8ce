package dev.barque.agents.guards;

import dev.barque.agents.GuardContext;
import dev.barque.agents.Proposal;
import dev.barque.core.decision.AccountState;
import dev.barque.core.decision.GuardVerdict;

/** Holds the value of the position in a symbol under a limit in money. */
final class ExposureLimit {
    private ExposureLimit() {}

    /** The verdict; {@code bound} says for people what is exceeded by whom. A limit that is NaN forbids. */
    static GuardVerdict verdict(
            String id, Proposal.Take proposal, GuardContext context, double unitShares, double limit, String bound) {
        AccountState account = context.circumstances().account();
        double unitValue = Math.abs(context.market().spot()) * unitShares;
        double held = account.symbolExposure();
        double value = proposal.size() * unitValue;
        if (!(unitValue > 0) || Double.isNaN(value)) {
            return Fit.unknown(
                    id,
                    "the value of the trade is unknown (price "
                            + Say.number(context.market().spot()) + ")");
        }
        if (Double.isNaN(held) || Double.isNaN(account.units())) {
            return Fit.unknown(id, "the position is unknown");
        }
        if (Fit.reduces(proposal, unitValue, account, held)) {
            return GuardVerdict.passed(id, "does not enlarge the position");
        }
        if (Double.isNaN(limit)) {
            return Fit.unknown(
                    id,
                    Double.isNaN(account.equity())
                            ? "the equity is unknown"
                            : "the exposure of the account is unknown");
        }
        double room = Fit.room(proposal, account, held, limit);
        return value <= room
                ? GuardVerdict.passed(id, "within the limit")
                : Fit.verdict(
                        id,
                        proposal.size(),
                        room / unitValue,
                        "a trade of " + Say.money(value) + " on a position of " + Say.money(held) + " " + bound + " by "
                                + Say.money(value - room),
                        value - room);
    }
}
