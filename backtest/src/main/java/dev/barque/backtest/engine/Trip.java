package dev.barque.backtest.engine;

import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Direction;
import org.jspecify.annotations.Nullable;

/** The position of a symbol since it was last flat. */
final class Trip {
    private int sign;
    private long opened;
    private long openingOrder;
    private @Nullable Decision decision;
    private double entered;
    private double entryValue;
    private double left;
    private double exitValue;
    private double gross;
    private double slippage;
    private double impact;
    private double fees;
    private double borrow;
    private double dividends;
    int bars;

    void begin(int side, long time, Order order) {
        sign = side;
        opened = time;
        openingOrder = order.id;
        decision = order.decision;
        entered = 0;
        entryValue = 0;
        left = 0;
        exitValue = 0;
        gross = 0;
        slippage = 0;
        impact = 0;
        fees = 0;
        borrow = 0;
        dividends = 0;
        bars = 0;
    }

    void enter(double quantity, Paid paid, double fee) {
        entered += quantity;
        entryValue += quantity * paid.price();
        take(sign * quantity, paid, fee);
    }

    void leave(double quantity, Paid paid, double fee) {
        left += quantity;
        exitValue += quantity * paid.price();
        take(-sign * quantity, paid, fee);
    }

    private void take(double signed, Paid paid, double fee) {
        gross -= signed * paid.recorded();
        slippage += signed * paid.slippage();
        impact += signed * paid.impact();
        fees += fee;
    }

    void borrow(double cost) {
        borrow += cost;
    }

    void dividend(double received) {
        dividends += received;
        gross += received;
    }

    void split(double ratio) {
        entered *= ratio;
        left *= ratio;
    }

    /** Mean price of what was entered, slippage included. */
    double entryPrice() {
        return entryValue / entered;
    }

    RoundTrip ended(Lane lane, OrderCause cause) {
        return new RoundTrip(
                lane.symbol,
                sign > 0 ? Direction.LONG : Direction.SHORT,
                entered,
                opened,
                entryPrice(),
                lane.time,
                exitValue / left,
                bars,
                gross,
                slippage,
                impact,
                fees,
                borrow,
                dividends,
                gross - slippage - impact - fees - borrow,
                cause,
                openingOrder,
                decision);
    }
}
