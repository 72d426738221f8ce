package dev.barque.backtest.engine;

import dev.barque.backtest.execution.PermanentImpact;
import dev.barque.backtest.execution.PriceDisplacement;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One symbol of a run: where its feed is, what is held and what is ordered. */
final class Lane {
    final int index;
    final Symbol symbol;
    final DayStatistics days = new DayStatistics();
    final Trip trip = new Trip();
    final List<Order> orders = new ArrayList<>();
    /** How far the run itself has moved the price; bars, marks and fills of the run are at moved prices. */
    final PriceDisplacement displacement;

    final HaltTimes halts;

    private final BarFeed feed;
    private final List<CorporateAction> actions;
    private int nextAction;
    Bars bars;
    int i = -1;
    /** When the present bar is complete, and when it began. */
    long time = Long.MIN_VALUE;

    long begin = Long.MIN_VALUE;
    long actionMicros;
    double position;
    double mark = Double.NaN;
    long borrowedSince;

    Lane(int index, BarFeed feed, List<CorporateAction> actions, List<Halt> halts, PermanentImpact impact) {
        this.index = index;
        this.feed = feed;
        this.actions = actions;
        displacement = new PriceDisplacement(impact);
        this.halts = new HaltTimes(halts);
        symbol = feed.symbol();
        bars = Bars.builder(symbol).build();
        actionMicros = actions.isEmpty() ? Long.MAX_VALUE : actions.get(0).timeMicros();
    }

    /** Goes to the next bar; whether there is one. */
    boolean advance() {
        if (++i >= bars.size() && !nextPiece()) {
            return false;
        }
        long next = bars.time(i);
        if (next <= time) {
            throw EngineErrors.barNotNewer(symbol, next, time);
        }
        // Without a declared length a bar may have begun as early as the one before it was complete.
        long length = bars.intervalMicros();
        begin = length > 0 ? Math.max(next - length, time) : time;
        time = next;
        return true;
    }

    private boolean nextPiece() {
        @Nullable Bars piece = feed.next();
        while (piece != null && piece.isEmpty()) {
            piece = feed.next();
        }
        if (piece == null) {
            return false;
        }
        if (!piece.symbol().equals(symbol)) {
            throw EngineErrors.foreignBars(symbol, piece.symbol());
        }
        bars = piece.inTimeOrder();
        i = 0;
        return true;
    }

    CorporateAction takeAction() {
        CorporateAction due = actions.get(nextAction++);
        actionMicros = nextAction < actions.size() ? actions.get(nextAction).timeMicros() : Long.MAX_VALUE;
        return due;
    }

    double value() {
        return position == 0 ? 0 : position * mark;
    }

    /** At the recorded price, without what the run has moved it by. */
    double recordedValue() {
        return position == 0 ? 0 : position * displacement.recorded(mark);
    }

    /** Whether an order of this quantity makes the position larger, or turns it. */
    boolean enlarges(double signed) {
        return position * signed >= 0 || Math.abs(signed) > Math.abs(position);
    }

    /** What protects a position ends with it. */
    void endProtection() {
        for (int k = 0; k < orders.size(); k++) {
            Order order = orders.get(k);
            order.live &= !order.reduceOnly;
        }
    }

    void dropDeadOrders() {
        int kept = 0;
        for (int k = 0; k < orders.size(); k++) {
            Order order = orders.get(k);
            if (order.reduceOnly && position * order.side >= 0) {
                order.live = false;
            }
            if (order.live) {
                orders.set(kept++, order);
            }
        }
        while (orders.size() > kept) {
            orders.remove(orders.size() - 1);
        }
    }
}
