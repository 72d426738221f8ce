package dev.barque.agents.guards;

import dev.barque.agents.GuardContext;
import dev.barque.agents.Proposal;
import dev.barque.agents.TradeGuard;
import dev.barque.agents.plugin.PluginParameter;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.feature.Interval;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a trade may lose and what it may win, before it is made. It must have a stop price on the losing side; what is lost when
 * the stop is reached may be a share of the equity at most, and the trade is made smaller until it is. Where a ratio of reward to risk
 * is asked for, the nearest opposing zone that an agent saw (resistance for a long trade, support for a short one) is taken for
 * what can be won, and a trade without such a zone is forbidden. Unknown prices and an unknown equity forbid.
 *
 * <p>Closing at the stop price is execution and none of a guard's business.
 */
public final class TradeRiskGuard extends StandardGuard {
    private static final String ID = "trade-risk";

    /** The provider. */
    public TradeRiskGuard() {
        super(
                ID,
                "Forbids trades without a stop price, and makes those smaller that may lose too much of the equity.",
                PluginParameter.number("max_risk_share", 0.01, 0, 1, "largest loss at the stop as a share of equity"),
                PluginParameter.text("require_stop", "yes", "whether a trade needs a stop price: yes or no"),
                PluginParameter.number(
                        "min_reward_to_risk", 0, 0, 1000, "least reward for each unit of risk; 0 to ask for none"),
                Fit.UNIT_SHARES);
    }

    @Override
    Supplier<TradeGuard.Watch> watches(PluginSettings settings) {
        double share = settings.number("max_risk_share");
        boolean required =
                choice(settings, "require_stop", List.of("yes", "no")).equals("yes");
        double ratio = settings.number("min_reward_to_risk");
        double unitShares = settings.number("unit_shares");
        return () -> (proposal, context) -> verdict(proposal, context, share, required, ratio, unitShares);
    }

    private static GuardVerdict verdict(
            Proposal.Take proposal,
            GuardContext context,
            double share,
            boolean required,
            double ratio,
            double unitShares) {
        double price = context.market().spot();
        double stop = proposal.stopLoss();
        if (Double.isNaN(stop)) {
            return required || ratio > 0
                    ? GuardVerdict.vetoed(ID, "the trade has no stop price; one is needed")
                    : GuardVerdict.passed(ID, "no stop price is asked for");
        }
        double distance = (price - stop) * proposal.direction().sign();
        if (Double.isNaN(distance)) {
            return Fit.unknown(ID, "the price is unknown");
        }
        if (distance <= 0) {
            return GuardVerdict.vetoed(
                    ID,
                    "the stop price " + Say.number(stop) + " of a "
                            + proposal.direction().text()
                            + " trade is not on the losing side of the price " + Say.number(price)
                            + "; it would have to move by more than " + Say.number(-distance),
                    -distance);
        }
        if (ratio > 0) {
            double reward = reward(proposal, price);
            if (!(reward >= ratio * distance)) {
                return GuardVerdict.vetoed(
                        ID,
                        (Double.isNaN(reward)
                                        ? "no agent saw a zone that the trade could reach"
                                        : "the nearest opposing zone is " + Say.number(reward)
                                                + " away, the stop price " + Say.number(distance))
                                + "; " + Say.number(ratio) + " times the distance of the stop is needed",
                        Double.isNaN(reward) ? Double.NaN : ratio * distance - reward);
            }
        }
        double equity = context.circumstances().account().equity();
        double risk = proposal.size() * distance * unitShares;
        double most = share * equity;
        if (Double.isNaN(risk) || Double.isNaN(most)) {
            return Fit.unknown(ID, Double.isNaN(risk) ? "the size is unknown" : "the equity is unknown");
        }
        return risk <= most
                ? GuardVerdict.passed(ID, "the risk is small enough")
                : Fit.verdict(
                        ID,
                        proposal.size(),
                        most / (distance * unitShares),
                        "the trade would lose " + Say.money(risk) + " at its stop price, more than "
                                + Say.percent(share) + " of the equity of " + Say.money(equity) + " by "
                                + Say.money(risk - most),
                        risk - most);
    }

    /** How far away the nearest zone is that stands in the way of the trade; NaN without one. */
    private static double reward(Proposal.Take proposal, double price) {
        int sign = proposal.direction().sign();
        double nearest = Double.NaN;
        for (AgentView view : proposal.views()) {
            for (Interval zone :
                    sign > 0 ? view.levels().resistance() : view.levels().support()) {
                double away = sign > 0 ? zone.lo() - price : price - zone.hi();
                if (away >= 0 && !(away >= nearest)) {
                    nearest = away;
                }
            }
        }
        return nearest;
    }
}
