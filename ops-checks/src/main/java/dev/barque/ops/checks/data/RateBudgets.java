package dev.barque.ops.checks.data;

import dev.barque.ops.checks.internal.CheckErrors;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** How much of what providers allow is left. Asked by checks, from any thread. */
@FunctionalInterface
public interface RateBudgets {
    /** One for each limit of each provider, in a stable order. */
    List<Budget> budgets();

    /**
     * A limit that a provider sets.
     *
     * @param provider whose, and which of its limits, such as {@code quotes, calls a minute}
     * @param limit calls that are allowed from {@code since} to {@code resets}; at least 1
     * @param used calls made since then
     * @param since when the present count began
     * @param resets when it begins anew
     */
    record Budget(String provider, long limit, long used, Instant since, Instant resets) {
        /** Refuses nulls, a limit below 1, negative use, and an end that is not after the beginning. */
        public Budget {
            Objects.requireNonNull(provider, "provider");
            CheckErrors.requireAtLeast("rate-limit-budget", "limit of a budget", 1, limit);
            CheckErrors.requireNotNegative("rate-limit-budget", "used of a budget", used);
            CheckErrors.require(
                    since.isBefore(resets),
                    "rate-limit-budget",
                    "resets of a budget",
                    resets,
                    "an instant after it begins, at " + since);
        }
    }
}
