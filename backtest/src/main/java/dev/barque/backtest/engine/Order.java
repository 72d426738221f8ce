package dev.barque.backtest.engine;

import dev.barque.core.decision.Decision;
import org.jspecify.annotations.Nullable;

/** An order that stands, and what it waits for. */
final class Order {
    final long id;
    final int side;
    final OrderType type;
    final OrderCause cause;
    final boolean reduceOnly;
    TimeInForce force = TimeInForce.GOOD_TILL_CANCELLED;
    double limit = Double.NaN;
    double stop = Double.NaN;
    double protectiveStop = Double.NaN;
    double target = Double.NaN;
    long until = Long.MAX_VALUE;
    /** It cannot be executed in a bar that began before. */
    long from;

    int barsToWait;
    double remaining;
    double feesCharged;
    boolean live = true;
    boolean arrived;
    boolean active;
    boolean triggered;
    /** Time of the bar inside of which its limit is not looked at; what came first there is not known. */
    long notInside = Long.MIN_VALUE;

    @Nullable
    Decision decision;

    /** The other one of stop and target: what executes one takes as much from the other. */
    @Nullable
    Order sibling;

    @Nullable
    Order stopChild;

    @Nullable
    Order targetChild;

    Order(long id, int side, OrderType type, OrderCause cause, double quantity) {
        this.id = id;
        this.side = side;
        this.type = type;
        this.cause = cause;
        remaining = quantity;
        reduceOnly = cause != OrderCause.STRATEGY;
    }

    boolean isLimit() {
        return type == OrderType.LIMIT || (type == OrderType.STOP_LIMIT && triggered);
    }

    boolean waitsForStop() {
        return !triggered && (type == OrderType.STOP || type == OrderType.STOP_LIMIT);
    }

    boolean mustBeAtOnce() {
        return force == TimeInForce.IMMEDIATE_OR_CANCEL || force == TimeInForce.FILL_OR_KILL;
    }

    /** Whether a price is the limit or better; true without a limit. */
    boolean allows(double price) {
        return Double.isNaN(limit) || side * (price - limit) <= 0;
    }

    void split(double ratio) {
        remaining *= ratio;
        limit /= ratio;
        stop /= ratio;
        protectiveStop /= ratio;
        target /= ratio;
    }
}
