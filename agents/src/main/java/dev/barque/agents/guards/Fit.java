package dev.barque.agents.guards;

import dev.barque.agents.Proposal;
import dev.barque.agents.plugin.PluginParameter;
import dev.barque.core.decision.AccountState;
import dev.barque.core.decision.GuardVerdict;

/** Makes proposals as large as a bound allows. */
final class Fit {
    static final PluginParameter UNIT_SHARES =
            PluginParameter.number("unit_shares", 1, 1e-12, 1e12, "how many shares one unit of size stands for");

    /** What would be left below this share of a proposal is not worth a trade. */
    private static final double LEAST = 0.01;

    private Fit() {}

    /** Whether a proposal goes against the position and is not larger: whatever a host makes of it, no position grows. */
    static boolean reduces(Proposal.Take proposal, double unitValue, AccountState account, double exposure) {
        return account.units() * proposal.direction().sign() < 0 && proposal.size() * unitValue <= exposure;
    }

    /** How much a position may grow to by a proposal; one in the other direction closes what is there first. */
    static double room(Proposal.Take proposal, AccountState account, double exposure, double limit) {
        return account.units() * proposal.direction().sign() < 0 ? Math.max(limit, exposure) : limit - exposure;
    }

    /**
     * The verdict on a proposal of which so many units fit.
     *
     * @param found what was found and what is allowed, for people
     * @param beyond how far it lies beyond the bound, in the unit that {@code found} names
     */
    static GuardVerdict verdict(String id, double size, double allowed, String found, double beyond) {
        if (!(allowed > size * LEAST)) {
            return GuardVerdict.vetoed(
                    id,
                    found + "; " + (allowed > 0 ? "what fits is less than a hundredth of it" : "nothing fits"),
                    beyond);
        }
        double factor = Math.min(allowed / size, Math.nextDown(1.0));
        if (factor * size > allowed) {
            factor = Math.nextDown(factor);
        }
        return GuardVerdict.shrunk(
                id,
                factor,
                found + "; made smaller, from " + Say.number(size) + " to " + Say.number(allowed) + " units",
                beyond);
    }

    static GuardVerdict unknown(String id, String what) {
        return GuardVerdict.vetoed(id, what + "; it has to be known");
    }
}
