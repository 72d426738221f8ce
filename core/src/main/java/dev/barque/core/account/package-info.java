/**
 * The account that guards look at. Start at {@link dev.barque.core.account.AccountKeeper}.
 *
 * <p>Money is in the account's currency, times are UTC microseconds, what is not known is NaN. Used by one thread at a time.
 * Not yet stable.
 */
@NullMarked
package dev.barque.core.account;

import org.jspecify.annotations.NullMarked;
