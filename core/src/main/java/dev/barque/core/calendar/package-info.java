/**
 * When a market trades: sessions, holidays, early closes. Start at {@link dev.barque.core.calendar.TradingCalendars}.
 *
 * <p>A session is named by its local date; its ends are instants in UTC, the opening included and the close excluded.
 * Calendars are data: US equities come from a file in this module, and hosts read their own from files of the same form.
 * Everything here is immutable and safe to share. Stable.
 */
@NullMarked
package dev.barque.core.calendar;

import org.jspecify.annotations.NullMarked;
