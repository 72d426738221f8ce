package dev.barque.ops.doctor;

import dev.barque.core.market.Symbol;
import java.util.List;
import java.util.Objects;

/**
 * What orders cost when they were executed, as the host recorded it. A host puts one into the context of the doctor.
 *
 * @param orders in any order
 */
public record Executions(List<Order> orders) {
    /** Copies the list. */
    public Executions {
        orders = List.copyOf(orders);
    }

    /**
     * An order that was executed. What is not known is NaN.
     *
     * @param symbol of what
     * @param timeMicros when, UTC microseconds
     * @param costBps what it cost, in basis points of the price on arrival; below 0 when it was filled better
     * @param cost the same in the currency of the quote
     * @param shareOfVolume its size as a share of the volume of its bar, 0 to 1 or more
     * @param amihud the Amihud ratio known then, 1/currency
     * @param profit what it earned after costs, in the currency of the quote; NaN where nothing was closed
     */
    public record Order(
            Symbol symbol,
            long timeMicros,
            double costBps,
            double cost,
            double shareOfVolume,
            double amihud,
            double profit) {
        /** Refuses a null symbol and costs that are not finite. */
        public Order {
            Objects.requireNonNull(symbol, "symbol");
            if (!Double.isFinite(costBps) || !Double.isFinite(cost)) {
                throw new IllegalArgumentException(
                        "The cost of an execution must be finite but was " + costBps + " bps, " + cost);
            }
        }
    }
}
