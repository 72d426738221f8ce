package dev.barque.backtest.engine;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.io.IOException;

/** All messages of the engine. */
final class EngineErrors {
    private EngineErrors() {}

    static BarqueException noFeeds() {
        return new BarqueException(
                "engine.no-feeds",
                Concern.CALLER,
                "Cannot replay: there is no feed of bars. Expected one for each symbol.");
    }

    static BarqueException twoFeeds(Symbol symbol) {
        return new BarqueException(
                "engine.two-feeds",
                Concern.CALLER,
                "Cannot replay: there are two feeds of " + symbol
                        + ". Expected one for each symbol; join them in one.");
    }

    static BarqueException strayAction(CorporateAction action) {
        return new BarqueException(
                "engine.stray-action",
                Concern.CALLER,
                "Cannot replay: " + action
                        + " is of a symbol that has no feed in this run. Leave it out, or add the feed.");
    }

    static BarqueException strayHalt(Halt halt) {
        return new BarqueException(
                "engine.stray-halt",
                Concern.CALLER,
                "Cannot replay: a halt of " + halt.symbol() + " at " + UtcMicros.toInstant(halt.fromMicros())
                        + " is of a symbol that has no feed in this run. Leave it out, or add the feed.");
    }

    static BarqueException badHalts(String source, int line, String found) {
        return new BarqueException(
                "engine.bad-halts",
                Concern.DATA,
                "Cannot read halts from " + source + ": line " + line + " " + found + ". Expected a first line "
                        + Halts.COLUMNS + ", and then lines such as"
                        + " SPY,2025-10-24T14:00:00Z,2025-10-24T14:05:00Z,LULD pause.");
    }

    static BarqueException unreadableHalts(String source, IOException cause) {
        return new BarqueException(
                "engine.bad-halts",
                Concern.OPERATOR,
                "Cannot read halts from " + source + ": " + cause + ". Expected text in UTF-8.",
                cause);
    }

    static BarqueException foreignBars(Symbol expected, Symbol found) {
        return new BarqueException(
                "engine.foreign-bars",
                Concern.CALLER,
                "Cannot go on replaying " + expected + ": its feed gave bars of " + found + ".");
    }

    static BarqueException barNotNewer(Symbol symbol, long found, long before) {
        return new BarqueException(
                "engine.bar-not-newer",
                Concern.DATA,
                "Cannot go on replaying " + symbol + ": after the bar that was complete at "
                        + UtcMicros.toInstant(before) + " its feed gave one of " + UtcMicros.toInstant(found)
                        + ". Expected each bar to be later than the one before. Check the bars with barque data"
                        + " check.");
    }

    static BarqueException badOrder(Symbol symbol, String found, String expected) {
        return new BarqueException(
                "engine.bad-order",
                Concern.CALLER,
                "Cannot place an order in " + symbol + ": " + found + ". Expected " + expected + ".");
    }

    static BarqueException closedTicket() {
        return new BarqueException(
                "engine.closed-ticket",
                Concern.CALLER,
                "Cannot use the ticket outside of a strategy's onBar: what is ordered there belongs to the instant of"
                        + " the bar. Remember it and order on the next bar.");
    }

    static BarqueException modelAnswer(String kind, String id, Symbol symbol, double found, String expected) {
        return new BarqueException(
                "engine.model-answer",
                Concern.PLUGIN,
                "Cannot use what " + kind + " '" + id + "' says of " + symbol + ": it is " + found + ". Expected "
                        + expected + ".");
    }

    static BarqueException modelFailed(String kind, String id, Symbol symbol, long time, RuntimeException cause) {
        return new BarqueException(
                "engine.model-failed",
                Concern.PLUGIN,
                kind + " '" + id + "' failed on an execution of " + symbol + " at " + UtcMicros.toInstant(time) + ": "
                        + cause,
                cause);
    }

    static BarqueException strategyFailed(String id, Symbol symbol, long time, RuntimeException cause) {
        return new BarqueException(
                "engine.strategy-failed",
                Concern.PLUGIN,
                "Strategy '" + id + "' failed on the bar of " + symbol + " that was complete at "
                        + UtcMicros.toInstant(time) + ": " + cause,
                cause);
    }
}
