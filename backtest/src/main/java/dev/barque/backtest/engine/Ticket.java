package dev.barque.backtest.engine;

import dev.barque.core.decision.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Places and cancels orders. One object for a whole run: {@link #buy} or {@link #sell} begins an order in the symbol of the bar,
 * {@link #submit} places it. Without more it is a market order that stands until it is cancelled.
 *
 * <pre>{@code
 * ticket.buy(100).limit(99.5).inForce(TimeInForce.DAY).protect(98, 103).submit();
 * }</pre>
 */
public final class Ticket {
    private final Lane[] lanes;
    private final Broker broker;
    private final SessionClock clock;
    private final ExecutionRules rules;
    private final long latencyMicros;
    private boolean usable;
    private Lane lane;
    private int side;
    private double quantity;
    private double limit;
    private double stop;
    private boolean onClose;
    private TimeInForce force = TimeInForce.GOOD_TILL_CANCELLED;
    private long until;
    private double protectiveStop;
    private double target;
    private @Nullable Decision decision;
    private long now;

    Ticket(Lane[] lanes, Broker broker, SessionClock clock, ExecutionRules rules) {
        this.lanes = lanes;
        this.broker = broker;
        this.clock = clock;
        this.rules = rules;
        latencyMicros = rules.latency().toNanos() / 1_000;
        lane = lanes[0];
    }

    Ticket at(Lane of, long time) {
        lane = of;
        now = time;
        usable = true;
        side = 0;
        return this;
    }

    void close() {
        usable = false;
    }

    /** Orders from now on in another symbol, by its place in the list of {@link Strategy#begin}, until the end of the call. */
    public Ticket on(int index) {
        lane = lanes[index];
        return this;
    }

    /** Begins an order to buy so many shares, above 0; what is no whole lot is left out. */
    public Ticket buy(double shares) {
        return begin(1, shares);
    }

    /** Begins an order to sell so many shares, above 0; what is no whole lot is left out. */
    public Ticket sell(double shares) {
        return begin(-1, shares);
    }

    private Ticket begin(int newSide, double shares) {
        requireUsable();
        if (!(shares > 0 && shares < 1e15)) {
            throw EngineErrors.badOrder(lane.symbol, "its quantity is " + shares, "a number of shares above 0");
        }
        side = newSide;
        quantity = shares;
        limit = Double.NaN;
        stop = Double.NaN;
        onClose = false;
        force = TimeInForce.GOOD_TILL_CANCELLED;
        until = Long.MAX_VALUE;
        protectiveStop = Double.NaN;
        target = Double.NaN;
        decision = null;
        return this;
    }

    /** At this price or a better one only. */
    public Ticket limit(double price) {
        limit = positive(price, "limit");
        return this;
    }

    /** Not before the market reaches this price; with {@link #limit} it then becomes a limit order. */
    public Ticket stop(double price) {
        stop = positive(price, "stop price");
        return this;
    }

    /** In the last bar of the session only, at its last price. It lapses when that bar is missing. */
    public Ticket onClose() {
        onClose = true;
        return this;
    }

    /** How long it stands. */
    public Ticket inForce(TimeInForce time) {
        if (time == TimeInForce.GOOD_TILL_DATE) {
            throw EngineErrors.badOrder(lane.symbol, "it is good till a date that is not said", "goodTill(instant)");
        }
        force = time;
        return this;
    }

    /** It stands to an instant, UTC microseconds: bars that are complete later do not execute it. */
    public Ticket goodTill(long micros) {
        force = TimeInForce.GOOD_TILL_DATE;
        until = micros;
        return this;
    }

    /**
     * What it opens is closed at a stop price or at a target, whichever comes first; both stand with the broker, so no latency
     * counts. They end with the position.
     *
     * @param stopPrice NaN for none
     * @param targetPrice NaN for none
     */
    public Ticket protect(double stopPrice, double targetPrice) {
        protectiveStop = Double.isNaN(stopPrice) ? stopPrice : positive(stopPrice, "protective stop");
        target = Double.isNaN(targetPrice) ? targetPrice : positive(targetPrice, "target");
        return this;
    }

    /** The decision for which it is placed; it stands in the round trip that the order opens. */
    public Ticket because(Decision reason) {
        decision = reason;
        return this;
    }

    /** Places the order. Its number, or 0 when it is less than one lot, which is refused. */
    public long submit() {
        requireUsable();
        if (side == 0) {
            throw EngineErrors.badOrder(lane.symbol, "none was begun", "buy(shares) or sell(shares) before submit()");
        }
        if (onClose && !Double.isNaN(stop)) {
            throw EngineErrors.badOrder(lane.symbol, "it has a stop price and is for the close", "one of the two");
        }
        double shares = rules.floor(quantity);
        int orderSide = side;
        side = 0;
        if (!(shares > 0)) {
            broker.refuse(new Refusal(
                    0,
                    lane.symbol,
                    now,
                    orderSide * quantity,
                    Refusal.Reason.LOT,
                    Texts.number(quantity) + " shares are less than a lot of " + Texts.number(rules.lot())));
            return 0;
        }
        Order order = broker.place(lane, orderSide, type(), OrderCause.STRATEGY, shares);
        order.limit = limit;
        order.stop = stop;
        order.force = force;
        order.until = force == TimeInForce.DAY || onClose ? clock.closeAfter(now + latencyMicros) : until;
        order.from = now + latencyMicros;
        order.barsToWait = rules.latencyBars();
        order.protectiveStop = protectiveStop;
        order.target = target;
        order.decision = decision;
        return order.id;
    }

    private OrderType type() {
        boolean limited = !Double.isNaN(limit);
        if (onClose) {
            return limited ? OrderType.LIMIT_ON_CLOSE : OrderType.MARKET_ON_CLOSE;
        }
        if (Double.isNaN(stop)) {
            return limited ? OrderType.LIMIT : OrderType.MARKET;
        }
        return limited ? OrderType.STOP_LIMIT : OrderType.STOP;
    }

    /**
     * Brings the position of the symbol to so many shares, below 0 for short, by a market order for what is missing; its own
     * orders that stand are cancelled, protective ones stay.
     *
     * @return the number of the order, 0 when nothing is missing
     */
    public long moveTo(double shares) {
        requireUsable();
        List<Order> orders = lane.orders;
        for (int k = 0; k < orders.size(); k++) {
            Order order = orders.get(k);
            order.live &= order.cause != OrderCause.STRATEGY;
        }
        double missing = shares - lane.position;
        if (missing == 0) {
            return 0;
        }
        return missing > 0 ? buy(missing).submit() : sell(-missing).submit();
    }

    /** Whether an order of the symbol still stands. */
    public boolean stands(long order) {
        return find(order) != null;
    }

    /** Cancels an order of the symbol; nothing happens when it does not stand any more, or was placed by a margin call. */
    public void cancel(long order) {
        requireUsable();
        Order found = find(order);
        if (found != null && found.cause != OrderCause.MARGIN_CALL) {
            found.live = false;
        }
    }

    /** Cancels all orders of the symbol, protective ones included; those of a margin call stay. */
    public void cancelAll() {
        requireUsable();
        for (int k = 0; k < lane.orders.size(); k++) {
            Order order = lane.orders.get(k);
            order.live &= order.cause == OrderCause.MARGIN_CALL;
        }
    }

    private @Nullable Order find(long id) {
        for (int k = 0; k < lane.orders.size(); k++) {
            Order order = lane.orders.get(k);
            if (order.id == id && order.live) {
                return order;
            }
        }
        return null;
    }

    private double positive(double price, String what) {
        requireUsable();
        if (!(price > 0 && price < Double.POSITIVE_INFINITY)) {
            throw EngineErrors.badOrder(lane.symbol, "its " + what + " is " + price, "a price above 0");
        }
        return price;
    }

    private void requireUsable() {
        if (!usable) {
            throw EngineErrors.closedTicket();
        }
    }
}
