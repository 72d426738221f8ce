package dev.barque.agents.options;

import dev.barque.core.market.OptionRight;
import java.util.Objects;

/**
 * A European option.
 *
 * @param right call or put
 * @param strike above 0, in the currency of the quote
 * @param years until it expires, 0 or more, of 365 days each
 */
public record OptionTerms(OptionRight right, double strike, double years) {
    /** Refuses an unknown right, a strike that is not above 0, and years below 0. */
    public OptionTerms {
        Objects.requireNonNull(right, "right");
        if (right == OptionRight.UNKNOWN || !(strike > 0 && strike < Double.POSITIVE_INFINITY) || !(years >= 0)) {
            throw new IllegalArgumentException(
                    "Expected a call or put, a strike above 0 and years of 0 or more but had " + right + ", strike "
                            + strike + ", years " + years);
        }
    }

    boolean isCall() {
        return right == OptionRight.CALL;
    }

    /** +1 for a call, -1 for a put. */
    double sign() {
        return isCall() ? 1 : -1;
    }
}
