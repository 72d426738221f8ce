/**
 * Does anything know the future? Start at {@link dev.barque.backtest.audit.LookAheadAudit}: it replaces what lies after an instant
 * and requires that everything up to it stays as it was, bit for bit. Times are UTC microseconds. Reports and data are immutable;
 * an audit keeps no state between runs.
 */
@NullMarked
package dev.barque.backtest.audit;

import org.jspecify.annotations.NullMarked;
