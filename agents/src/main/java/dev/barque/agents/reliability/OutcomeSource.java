package dev.barque.agents.reliability;

import dev.barque.core.decision.Decision;
import java.util.List;

/**
 * Makes outcomes of decisions while time goes on: {@link ForwardReturns} from prices, a host from its realised trades. Told of
 * each bar of one symbol once, in the order of time; used by one thread at a time.
 */
public interface OutcomeSource {
    /**
     * A bar has become complete and was decided about.
     *
     * @param decision the decision about the bar, which holds the views of that instant
     * @param price the last price of the bar, NaN when unknown
     * @return the outcomes that this bar made known, of earlier views, with the time of this bar as the instant from which they
     *     are known; an outcome is given once
     */
    List<Outcome> bar(Decision decision, double price);

    /** No bar follows on which positions of today would still be held: views that are open get no outcome. */
    void endOfSession();
}
