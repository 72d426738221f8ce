package dev.barque.backtest.engine;

/** Executes what the matching of a bar asks for: quantity, costs, margin, and the protection of what was opened. */
final class Broker {
    private final ExecutionRules rules;
    private final Margin margin;
    private final CostModels costs;
    private final Ledger ledger;
    private final MarketExecution execution;
    private final ReplaySink sink;
    private final Strategy strategy;
    /** Shares that are left to be traded in the present bar. */
    private double capacity;

    private boolean closingDown;
    private long orders;
    private long refusals;

    Broker(
            ExecutionRules rules,
            Margin margin,
            CostModels costs,
            Ledger ledger,
            MarketExecution execution,
            ReplaySink sink,
            Strategy strategy) {
        this.rules = rules;
        this.margin = margin;
        this.costs = costs;
        this.ledger = ledger;
        this.execution = execution;
        this.sink = sink;
        this.strategy = strategy;
    }

    long orders() {
        return orders;
    }

    long refusals() {
        return refusals;
    }

    /** Everything is to be closed, and nothing opened until it is. */
    void closeDown(boolean begin) {
        closingDown = begin;
    }

    boolean isClosingDown() {
        return closingDown;
    }

    /** A new order; it stands until {@link Lane#dropDeadOrders}. */
    Order place(Lane lane, int side, OrderType type, OrderCause cause, double quantity) {
        Order order = new Order(++orders, side, type, cause, quantity);
        lane.orders.add(order);
        return order;
    }

    void begin(double volume) {
        if (rules.participation() == Double.POSITIVE_INFINITY) {
            capacity = Double.POSITIVE_INFINITY;
        } else {
            // Of a volume that is not known nobody can say what a share of it is.
            capacity = volume > 0 ? rules.floor(volume * rules.participation()) : 0;
        }
    }

    void refuse(Lane lane, Order order, Refusal.Reason reason, String detail) {
        refuse(lane, order, lane.time, reason, detail);
    }

    /** At an instant of another symbol: the present bar of this one may be a later one already. */
    void refuse(Lane lane, Order order, long time, Refusal.Reason reason, String detail) {
        order.live = false;
        refuse(new Refusal(order.id, lane.symbol, time, order.side * order.remaining, reason, detail));
    }

    void refuse(Refusal refusal) {
        refusals++;
        sink.refusal(refusal);
        strategy.onRefusal(refusal);
    }

    /** Adds slippage: the order takes what is offered. */
    void take(Lane lane, Order order, double price, FillPoint at) {
        execute(lane, order, price, at, true);
    }

    /** Without slippage: the order stood at its limit, and the market came to it. */
    void stand(Lane lane, Order order, double price) {
        execute(lane, order, price, FillPoint.LIMIT, false);
    }

    private void execute(Lane lane, Order order, double reference, FillPoint at, boolean takes) {
        double wanted = order.remaining;
        if (order.reduceOnly) {
            wanted = lane.position * order.side < 0 ? Math.min(wanted, Math.abs(lane.position)) : 0;
        }
        double quantity = Math.min(wanted, capacity);
        if (!(quantity > 0)) {
            return;
        }
        if (order.force == TimeInForce.FILL_OR_KILL && quantity < wanted) {
            refuse(
                    lane,
                    order,
                    Refusal.Reason.NOT_AT_ONCE,
                    "of " + wanted + " shares at once, only " + quantity + " were to be had");
            return;
        }
        double signed = order.side * quantity;
        double price = reference;
        double own = 0;
        execution.of(lane, reference, signed);
        if (takes) {
            own = order.side * costs.impact(lane.displacement, execution);
            price += order.side * costs.slippage(execution) + own;
            // A limit is never overstepped; and a seller never pays.
            price = order.allows(price) || Double.isNaN(order.limit) ? Math.max(price, 0) : order.limit;
            // What is kept off by the limit is slippage first.
            own = order.side * Math.min(order.side * own, order.side * (price - reference));
        }
        double fee = costs.fee(execution, order.feesCharged);
        if (lane.enlarges(signed) && !affordable(lane, order, signed, reference, price, fee)) {
            return;
        }
        capacity -= quantity;
        order.remaining -= quantity;
        order.feesCharged += fee;
        order.live = order.remaining > 0;
        boolean enlarged = lane.enlarges(signed);
        double before = lane.position;
        double recorded = lane.displacement.recorded(reference);
        if (takes) {
            lane.displacement.execute(execution.of(lane, reference, signed));
        }
        ledger.fill(lane, order, signed, new Paid(recorded, reference, price, own), fee, at);
        release(order, quantity);
        if (before * signed < 0 && before * lane.position <= 0) {
            // Before anything is opened anew in the same bar.
            lane.endProtection();
        }
        if (enlarged) {
            protect(lane, order, Math.min(quantity, Math.abs(lane.position)), at);
        }
    }

    private boolean affordable(Lane lane, Order order, double signed, double reference, double price, double fee) {
        double after = lane.position + signed;
        if (closingDown) {
            refuse(lane, order, Refusal.Reason.MARGIN_CALL, "positions are being closed by a margin call");
            return false;
        }
        if (after < 0 && margin.shorts() == Margin.Shorts.REFUSED) {
            refuse(
                    lane,
                    order,
                    Refusal.Reason.SHORT_SALE,
                    "it would leave a position of " + after + " shares, and the account may not sell short");
            return false;
        }
        double equity = ledger.equity() - lane.value() + lane.position * reference - signed * (price - reference) - fee;
        double exposure = ledger.exposure() - Math.abs(lane.value()) + Math.abs(after * reference);
        if (equity < margin.initial() * exposure) {
            refuse(
                    lane,
                    order,
                    Refusal.Reason.MARGIN,
                    "positions of " + exposure + " need an equity of " + margin.initial() * exposure
                            + ", and there would be " + equity);
            return false;
        }
        return true;
    }

    private static void release(Order order, double quantity) {
        Order sibling = order.sibling;
        if (sibling != null) {
            sibling.remaining -= quantity;
            if (sibling.remaining <= 0) {
                sibling.live = false;
            }
        }
    }

    private void protect(Lane lane, Order parent, double quantity, FillPoint at) {
        Order stop = parent.stopChild;
        if (!Double.isNaN(parent.protectiveStop)) {
            if (stop == null || !stop.live) {
                stop = child(lane, parent, OrderType.STOP, OrderCause.PROTECTIVE_STOP);
                stop.stop = parent.protectiveStop;
                parent.stopChild = stop;
                // What came first inside of the bar is not known, so the stop is taken to have come after the opening.
                stop.active = at == FillPoint.OPEN || at == FillPoint.STOP || at == FillPoint.LIMIT;
                stop.arrived = stop.active;
            }
            stop.remaining += quantity;
        }
        Order target = parent.targetChild;
        if (!Double.isNaN(parent.target)) {
            if (target == null || !target.live) {
                target = child(lane, parent, OrderType.LIMIT, OrderCause.TARGET);
                target.limit = parent.target;
                parent.targetChild = target;
                target.active = at == FillPoint.OPEN;
                target.arrived = target.active;
            }
            target.remaining += quantity;
        }
        if (stop != null && target != null) {
            stop.sibling = target;
            target.sibling = stop;
        }
    }

    private Order child(Lane lane, Order parent, OrderType type, OrderCause cause) {
        Order child = place(lane, -parent.side, type, cause, 0);
        child.from = lane.time;
        return child;
    }
}
