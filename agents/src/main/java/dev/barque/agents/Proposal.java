package dev.barque.agents;

import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Rationale;
import dev.barque.core.decision.Scores;
import dev.barque.core.decision.SmallestChange;
import java.util.List;

/** What a composer makes of the views, before the guards have looked at it. */
public sealed interface Proposal {
    /** The views, with their confidences brought into 0..1 by the composer's rule. */
    List<AgentView> views();

    /** The votes. */
    Scores scores();

    /**
     * Trade.
     *
     * @param views see {@link Proposal#views()}
     * @param scores see {@link Proposal#scores()}
     * @param direction which way
     * @param confidence 0 to 1
     * @param size multiple of the host's unit
     * @param timeStopBars bars after which to close
     * @param stopLoss price beyond which to close, NaN for none
     * @param rationale why
     */
    record Take(
            List<AgentView> views,
            Scores scores,
            Direction direction,
            double confidence,
            double size,
            int timeStopBars,
            double stopLoss,
            Rationale rationale)
            implements Proposal {
        /** Copies the list. */
        public Take {
            views = List.copyOf(views);
        }

        /** The same of another size. */
        public Take withSize(double changed) {
            return new Take(views, scores, direction, confidence, changed, timeStopBars, stopLoss, rationale);
        }
    }

    /**
     * Do not trade.
     *
     * @param views see {@link Proposal#views()}
     * @param scores see {@link Proposal#scores()}
     * @param reason why not
     * @param smallestChange the least that would have had to be different
     */
    record Pass(List<AgentView> views, Scores scores, NoTrade.Reason reason, SmallestChange smallestChange)
            implements Proposal {
        /** Copies the list. */
        public Pass {
            views = List.copyOf(views);
        }
    }
}
