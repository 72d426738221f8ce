package dev.barque.ops.checks.data;

import dev.barque.core.decision.AccountState;

/** Where checks read how the account stands. Asked from any thread, so that who keeps it on one hands out a snapshot. */
@FunctionalInterface
public interface AccountReports {
    /** The account as it was last known; {@link AccountState#unknown()} when nobody keeps one. */
    AccountState account();
}
