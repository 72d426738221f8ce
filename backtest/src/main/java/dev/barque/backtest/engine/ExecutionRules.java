package dev.barque.backtest.engine;

import java.time.Duration;
import java.util.Objects;

/**
 * When, at what price and how much of an order is executed.
 *
 * @param market at which price market orders are
 * @param latencyBars bars of the symbol that pass over an order before one can execute it; 0 for the very next
 * @param latency how long an order is under way: it cannot be executed in a bar that began before it arrived
 * @param participation share of a bar's volume that all orders of a symbol may take together, above 0 and at most 1; infinity
 *     for no bound
 * @param lot smallest quantity of shares, of which each fill is a multiple; 0 for any fraction
 */
public record ExecutionRules(FillAt market, int latencyBars, Duration latency, double participation, double lot) {
    /** Refuses what makes no sense. */
    public ExecutionRules {
        Objects.requireNonNull(market, "market");
        if (latencyBars < 0 || latency.isNegative()) {
            throw new IllegalArgumentException(
                    "Latency must not be negative but was " + latencyBars + " bars and " + latency);
        }
        if (!(participation > 0 && participation <= 1) && participation != Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "participation must be above 0 and at most 1, or infinite, but was " + participation);
        }
        if (!(lot >= 0 && lot < 1e12)) {
            throw new IllegalArgumentException("lot must be 0 or more but was " + lot);
        }
    }

    /** At the next opening, at most a tenth of the volume of a bar, whole shares. */
    public static ExecutionRules standard() {
        return new ExecutionRules(FillAt.NEXT_OPEN, 0, Duration.ZERO, 0.1, 1);
    }

    /** The same with another price for market orders. */
    public ExecutionRules at(FillAt price) {
        return new ExecutionRules(price, latencyBars, latency, participation, lot);
    }

    /** The same with another latency in bars. */
    public ExecutionRules withLatencyBars(int bars) {
        return new ExecutionRules(market, bars, latency, participation, lot);
    }

    /** The same with another latency in time. */
    public ExecutionRules withLatency(Duration underWay) {
        return new ExecutionRules(market, latencyBars, underWay, participation, lot);
    }

    /** The same with another share of the volume. */
    public ExecutionRules withParticipation(double share) {
        return new ExecutionRules(market, latencyBars, latency, share, lot);
    }

    /** The same with another lot. */
    public ExecutionRules withLot(double shares) {
        return new ExecutionRules(market, latencyBars, latency, participation, shares);
    }

    /** So much of a quantity as is a multiple of the lot. */
    double floor(double quantity) {
        // A product such as 0.1 * 1000 may be a hair below a whole number of lots.
        return lot == 0 ? quantity : Math.floor(quantity / lot * (1 + 1e-12)) * lot;
    }
}
