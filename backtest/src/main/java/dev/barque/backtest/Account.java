package dev.barque.backtest;

import dev.barque.core.decision.Direction;
import dev.barque.core.decision.Trade;
import dev.barque.core.time.UtcMicros;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Realised result, closed trades and the one open position. */
final class Account {
    private final List<ClosedTrade> closed = new ArrayList<>();
    private double realised;
    private @Nullable Position position;

    /** A position that is open. */
    static final class Position {
        final Trade opening;
        final long entryMicros;
        final double entryPrice;
        final double entrySlippage;
        int timeStopBars;
        int barsHeld;

        private Position(Trade opening, long entryMicros, double entryPrice, double entrySlippage) {
            this.opening = opening;
            this.entryMicros = entryMicros;
            this.entryPrice = entryPrice;
            this.entrySlippage = entrySlippage;
            timeStopBars = opening.timeStopBars();
        }

        Direction direction() {
            return opening.direction();
        }

        /** Result if it were closed at a price without cost. */
        double worthAt(double price) {
            return (price - entryPrice) * direction().sign() * opening.size();
        }
    }

    @Nullable
    Position position() {
        return position;
    }

    List<ClosedTrade> closed() {
        return closed;
    }

    double realised() {
        return realised;
    }

    /** Realised plus the open position at a price. */
    double equityAt(double price) {
        return position == null ? realised : realised + position.worthAt(price);
    }

    double costs() {
        double sum = 0;
        for (ClosedTrade trade : closed) {
            sum += trade.costs();
        }
        return sum;
    }

    void open(Trade decision, long timeMicros, double price, double slippage) {
        position =
                new Position(decision, timeMicros, price + decision.direction().sign() * slippage, slippage);
    }

    void close(ExitReason reason, long timeMicros, double price, double slippage) {
        Position held = position;
        if (held == null) {
            throw new IllegalStateException("There is no position to close");
        }
        double exitPrice = price - held.direction().sign() * slippage;
        double pnl = held.worthAt(exitPrice);
        closed.add(new ClosedTrade(
                held.direction(),
                held.opening.size(),
                UtcMicros.toInstant(held.entryMicros),
                held.entryPrice,
                UtcMicros.toInstant(timeMicros),
                exitPrice,
                reason,
                pnl,
                (held.entrySlippage + slippage) * held.opening.size(),
                held.barsHeld,
                held.timeStopBars,
                held.opening.confidence(),
                held.opening.rationale()));
        realised += pnl;
        position = null;
    }
}
