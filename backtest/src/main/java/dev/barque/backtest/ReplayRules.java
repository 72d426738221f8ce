package dev.barque.backtest;

import dev.barque.backtest.execution.AmihudSlippage;
import dev.barque.backtest.execution.SlippageModel;
import java.util.Objects;

/**
 * How a replay accounts, where the published one errs.
 *
 * @param slippage what execution costs
 * @param mark when equity is taken
 * @param stops whether stop prices are obeyed
 * @param timeStop which bars the time stop counts
 * @param unreadable what becomes of a bar whose features are damaged
 * @param finalAmihud Amihud ratio that prices the closing of the day; NaN for that of the latest row
 * @param leastPoints equity points without which all statistics but the result are 0
 */
public record ReplayRules(
        SlippageModel slippage,
        Mark mark,
        Stops stops,
        TimeStop timeStop,
        Unreadable unreadable,
        double finalAmihud,
        int leastPoints) {
    /** Nulls are refused. */
    public ReplayRules {
        Objects.requireNonNull(slippage, "slippage");
        Objects.requireNonNull(mark, "mark");
        Objects.requireNonNull(stops, "stops");
        Objects.requireNonNull(timeStop, "timeStop");
        Objects.requireNonNull(unreadable, "unreadable");
    }

    /** As the published system, faults included. */
    public static ReplayRules published() {
        return new ReplayRules(
                new AmihudSlippage(),
                Mark.EARLY,
                Stops.IGNORED,
                TimeStop.DECIDED_BARS,
                Unreadable.NO_FEATURES,
                1e-10,
                11);
    }

    /** The same with its faults mended. */
    public static ReplayRules standard() {
        return new ReplayRules(
                new AmihudSlippage(), Mark.TRUE, Stops.OBEYED, TimeStop.ALL_BARS, Unreadable.FAIL, Double.NaN, 0);
    }

    /** The same rules with another cost of execution. */
    public ReplayRules withSlippage(SlippageModel model) {
        return new ReplayRules(model, mark, stops, timeStop, unreadable, finalAmihud, leastPoints);
    }

    /** When equity is taken. */
    public enum Mark {
        /** Each bar at its own price, with the position held over it; the last bar with everything closed. */
        TRUE,
        /**
         * After the orders of the bar, which execute at the NEXT bar's price, but at this bar's price: one bar early, and
         * without the trade that closes the day.
         */
        EARLY
    }

    /** Whether stop prices are obeyed. */
    public enum Stops {
        /** A bar that reaches the stop price closes the position at the next bar. */
        OBEYED,
        /** They are not looked at. */
        IGNORED
    }

    /** Which bars the time stop counts. */
    public enum TimeStop {
        /** Every bar. */
        ALL_BARS,
        /** Only bars on which there was a row with every engine. */
        DECIDED_BARS
    }

    /** What becomes of a bar whose features are damaged. */
    public enum Unreadable {
        /** The replay fails: nothing that is computed on without them would be true. */
        FAIL,
        /** It passes for a bar without features. */
        NO_FEATURES
    }
}
