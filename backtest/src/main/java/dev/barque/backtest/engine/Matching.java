package dev.barque.backtest.engine;

import dev.barque.core.market.Bars;
import java.util.List;

/**
 * Which orders of a symbol a bar executes, and at what price. What stands in a bar came about in an order that nobody knows, so the
 * unfavourable one is taken: stops before limits, a limit only where the price went beyond it.
 */
final class Matching {
    /** The rule in words, for results. */
    static final String PATH_RULE =
            "Inside of a bar the unfavourable path is taken: first what the opening executes, then stops, then limits."
                    + " A stop and a target in one bar: the stop. A stop that the opening jumps over is executed at the"
                    + " opening, another at its price; both pay slippage. A limit that the opening betters is executed at"
                    + " the opening with slippage up to the limit; inside of the bar only where the price goes beyond it,"
                    + " at the limit and without slippage. What protects a position that was opened inside of a bar may be"
                    + " stopped in it, but never reach its target.";

    /** The same for lasting impact, with the model in front. */
    static final String IMPACT_RULE =
            " moves the price for good by each execution that takes what is offered, which pays half of the move;"
                    + " bars, marks and fills behind it are at the moved price. A limit that the market came to moves"
                    + " nothing. While a position is held its mark contains the run's own moves; gross P&L does not.";

    private final ExecutionRules rules;
    private final Broker broker;
    private final SessionClock clock;
    /** Of the present bar, as recorded. */
    private double open;

    private double high;
    private double low;
    private double close;

    Matching(ExecutionRules rules, Broker broker, SessionClock clock) {
        this.rules = rules;
        this.broker = broker;
        this.clock = clock;
    }

    /** The present bar of a symbol that has orders. */
    void bar(Lane lane) {
        List<Order> orders = lane.orders;
        expire(lane, orders);
        if (lane.halts.overlap(lane.begin, lane.time)) {
            lapse(lane, orders);
        } else if (trades(lane)) {
            arrive(lane, orders);
            broker.begin(lane.bars.volume(lane.i));
            // By index: protection is added behind, and looked at in the same round.
            for (int k = 0; k < orders.size(); k++) {
                atOpen(lane, orders.get(k));
            }
            for (int k = 0; k < orders.size(); k++) {
                insideAtStop(lane, orders.get(k));
            }
            for (int k = 0; k < orders.size(); k++) {
                insideAtLimit(lane, orders.get(k));
            }
            for (int k = 0; k < orders.size(); k++) {
                insideAtStop(lane, orders.get(k));
            }
            atMeanAndClose(lane, orders);
            endAtOnce(lane, orders);
        }
        lane.dropDeadOrders();
    }

    private void expire(Lane lane, List<Order> orders) {
        for (int k = 0; k < orders.size(); k++) {
            Order order = orders.get(k);
            if (order.live && lane.time > order.until) {
                broker.refuse(lane, order, Refusal.Reason.EXPIRED, "it stood until " + Texts.instant(order.until));
            }
        }
    }

    /** An order for at once that reaches a halted market is sent back. */
    private void lapse(Lane lane, List<Order> orders) {
        for (int k = 0; k < orders.size(); k++) {
            Order order = orders.get(k);
            if (order.live && order.mustBeAtOnce() && lane.begin >= order.from) {
                broker.refuse(
                        lane,
                        order,
                        Refusal.Reason.NOT_AT_ONCE,
                        "trading in " + lane.symbol + " was halted: " + lane.halts.reason());
            }
        }
    }

    /** Whether anything can be executed in the bar: in a session, at a price, with something traded where that is known. */
    private boolean trades(Lane lane) {
        Bars bars = lane.bars;
        int i = lane.i;
        close = bars.close(i);
        if (!(close > 0) || bars.volume(i) == 0 || !clock.covers(lane.time)) {
            return false;
        }
        // A bar that says no more than its last price had no other.
        open = bars.open(i) > 0 ? bars.open(i) : close;
        high = bars.high(i) > 0 ? bars.high(i) : Math.max(open, close);
        low = bars.low(i) > 0 ? bars.low(i) : Math.min(open, close);
        return true;
    }

    private static void arrive(Lane lane, List<Order> orders) {
        for (int k = 0; k < orders.size(); k++) {
            Order order = orders.get(k);
            if (!order.arrived) {
                if (lane.begin < order.from) {
                    continue;
                }
                if (order.barsToWait > 0) {
                    order.barsToWait--;
                    continue;
                }
                order.arrived = true;
            }
            order.active = true;
        }
    }

    private void atOpen(Lane lane, Order order) {
        if (!order.live || !order.active) {
            return;
        }
        double first = lane.displacement.price(open);
        if (order.waitsForStop()) {
            if (order.side * (first - order.stop) >= 0) {
                order.triggered = true;
                if (order.allows(first)) {
                    broker.take(lane, order, first, FillPoint.OPEN);
                }
            }
        } else if (order.isLimit()) {
            if (order.allows(first)) {
                broker.take(lane, order, first, FillPoint.OPEN);
            }
        } else if (order.type == OrderType.STOP
                || (order.type == OrderType.MARKET && rules.market() == FillAt.NEXT_OPEN)) {
            // A stop that was reached before and not executed in whole is a market order now.
            broker.take(lane, order, first, FillPoint.OPEN);
        }
    }

    private void insideAtStop(Lane lane, Order order) {
        if (!order.live || !order.active || !order.waitsForStop()) {
            return;
        }
        double furthest = lane.displacement.price(order.side > 0 ? high : low);
        if (order.side * (furthest - order.stop) < 0) {
            return;
        }
        order.triggered = true;
        order.notInside = lane.time;
        // Protection that was placed at an opening beyond it cannot be executed any better than there.
        double first = lane.displacement.price(open);
        boolean beyond = order.side * (first - order.stop) > 0;
        double price = beyond ? first : order.stop;
        if (order.allows(price)) {
            broker.take(lane, order, price, FillPoint.STOP);
        } else if (order.side * (lane.displacement.price(close) - order.limit) < 0) {
            // The last price came after the stop was reached, so the price went through the limit on the way.
            broker.stand(lane, order, order.limit);
        }
    }

    private void insideAtLimit(Lane lane, Order order) {
        if (!order.live || !order.active || !order.isLimit() || order.notInside == lane.time) {
            return;
        }
        double furthest = lane.displacement.price(order.side > 0 ? low : high);
        if (order.side * (furthest - order.limit) < 0) {
            broker.stand(lane, order, order.limit);
        }
    }

    private void atMeanAndClose(Lane lane, List<Order> orders) {
        FillAt market = rules.market();
        boolean last = lane.time == clock.close();
        for (int k = 0; k < orders.size(); k++) {
            Order order = orders.get(k);
            if (!order.live || !order.active) {
                continue;
            }
            switch (order.type) {
                case MARKET -> {
                    if (market == FillAt.VWAP) {
                        broker.take(lane, order, mean(lane), FillPoint.VWAP);
                    } else if (market == FillAt.NEXT_CLOSE) {
                        broker.take(lane, order, lane.displacement.price(close), FillPoint.CLOSE);
                    }
                }
                case MARKET_ON_CLOSE, LIMIT_ON_CLOSE -> {
                    double price = lane.displacement.price(close);
                    if (last && order.allows(price)) {
                        broker.take(lane, order, price, FillPoint.CLOSE);
                    }
                }
                case LIMIT, STOP, STOP_LIMIT -> {}
            }
        }
    }

    private double mean(Lane lane) {
        double mean = lane.bars.dollarVolume(lane.i) / lane.bars.volume(lane.i);
        return lane.displacement.price(mean >= low && mean <= high ? mean : (high + low + close) / 3);
    }

    private void endAtOnce(Lane lane, List<Order> orders) {
        for (int k = 0; k < orders.size(); k++) {
            Order order = orders.get(k);
            if (order.live && order.active && order.mustBeAtOnce()) {
                broker.refuse(
                        lane,
                        order,
                        Refusal.Reason.NOT_AT_ONCE,
                        order.remaining + " shares could not be executed in the first possible bar");
            }
        }
    }
}
