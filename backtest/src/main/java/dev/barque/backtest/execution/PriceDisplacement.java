package dev.barque.backtest.execution;

/**
 * How far our own executions of one symbol have moved its price. The engine marks and executes at {@link #price}, and calls
 * {@link #execute} once for each fill, in the order of time. For one thread.
 *
 * <pre>{@code
 * double before = displacement.price(bar.open());       // what the execution shows as its price
 * double own = displacement.execute(execution);         // in price, to be paid beside slippage
 * double paid = before + side * (slippage.perUnit(execution) + own);
 * }</pre>
 */
public final class PriceDisplacement {
    private final PermanentImpact impact;
    private double factor = 1;

    /** No execution yet. */
    public PriceDisplacement(PermanentImpact impact) {
        this.impact = impact;
    }

    /** A recorded price as it would stand after our executions. */
    public double price(double recorded) {
        return recorded * factor;
    }

    /** The displaced price over the recorded one. */
    public double factor() {
        return factor;
    }

    /** The recorded price that stands at {@code displaced} after our executions. */
    public double recorded(double displaced) {
        return displaced / factor;
    }

    /**
     * What {@link #execute} would say of an execution, in price; nothing moves.
     *
     * @throws dev.barque.core.error.BarqueException with code {@code execution.no-quantity} if it is not known which way
     */
    public double cost(Execution execution) {
        return execution.price() * shift(execution) / 2;
    }

    /**
     * Moves the price by an execution, and says what that execution pays of it: half of the move, as it grows while the order is
     * worked (Almgren et al. 2005, J = I/2 + temporary impact).
     *
     * @return in price, 0 or more, to be paid beside the slippage
     * @throws dev.barque.core.error.BarqueException with code {@code execution.no-quantity} if it is not known which way
     */
    public double execute(Execution execution) {
        double shift = shift(execution);
        factor *= 1 + Math.signum(execution.quantity()) * shift;
        return execution.price() * shift / 2;
    }

    private double shift(Execution execution) {
        double quantity = execution.quantity();
        if (Double.isNaN(quantity)) {
            throw ExecutionErrors.noQuantity(impact.id(), execution);
        }
        return quantity == 0 ? 0 : impact.shift(execution);
    }
}
