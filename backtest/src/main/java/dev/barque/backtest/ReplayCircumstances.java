package dev.barque.backtest;

import dev.barque.core.account.AccountKeeper;
import dev.barque.core.decision.CircumstanceSource;
import java.util.Objects;

/**
 * What a replay shows to guards at each bar: the account, which it feeds with what it executes and with the price of each bar,
 * and what surrounds it. The same account handed to the replay of the next day goes on; it belongs to one thread at a time.
 *
 * @param account what the replay's fills are booked on; its unit must stand for as many shares as the guards are told
 * @param source readings as of each bar; one that gives recorded circumstances replays what live saw
 */
public record ReplayCircumstances(AccountKeeper account, CircumstanceSource source) {
    /** Nulls are refused. */
    public ReplayCircumstances {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(source, "source");
    }
}
