package dev.barque.backtest.engine;

import dev.barque.core.account.DayTrades;
import java.util.ArrayList;
import java.util.List;

/** Cash, positions and what trading has cost. */
final class Ledger {
    private static final double MICROS_PER_YEAR = 365 * 86_400e6;

    private final double capital;
    private final DayTrades dayTrades;
    private final ReplaySink sink;
    private final Strategy strategy;
    private final List<Lane> held = new ArrayList<>();
    double cash;
    /** What the cash would be had every fill been at its recorded price, without fees and borrowing. */
    private double grossCash;

    private double slippage;
    private double impact;
    private double fees;
    private double borrow;
    private double dividends;
    private long fills;
    private long trips;

    Ledger(double capital, DayTrades dayTrades, ReplaySink sink, Strategy strategy) {
        this.capital = capital;
        this.dayTrades = dayTrades;
        this.sink = sink;
        this.strategy = strategy;
        cash = capital;
        grossCash = capital;
    }

    double equity() {
        return cash + value();
    }

    private double value() {
        double sum = 0;
        for (int k = 0; k < held.size(); k++) {
            sum += held.get(k).value();
        }
        return sum;
    }

    double exposure() {
        double sum = 0;
        for (int k = 0; k < held.size(); k++) {
            sum += Math.abs(held.get(k).value());
        }
        return sum;
    }

    /** The part of the exposure whose marks are from before a halt that lasts at an instant. */
    double exposureHalted(long time) {
        double sum = 0;
        for (int k = 0; k < held.size(); k++) {
            Lane lane = held.get(k);
            sum += lane.halts.isStale(time) ? Math.abs(lane.value()) : 0;
        }
        return sum;
    }

    int dayTrades(long time) {
        return dayTrades.inFiveSessions(time);
    }

    /** What must be there for positions to be kept. */
    double maintenance(Margin margin) {
        double sum = 0;
        for (int k = 0; k < held.size(); k++) {
            double value = held.get(k).value();
            sum += value > 0 ? value * margin.maintenanceLong() : -value * margin.maintenanceShort();
        }
        return sum;
    }

    /** Lanes with a position, in the order in which these were opened. */
    List<Lane> held() {
        return held;
    }

    void fill(Lane lane, Order order, double signed, Paid paid, double fee, FillPoint at) {
        double quantity = Math.abs(signed);
        cash -= signed * paid.price() + fee;
        grossCash -= signed * paid.recorded();
        slippage += signed * paid.slippage();
        impact += signed * paid.impact();
        fees += fee;
        fills++;
        OrderFill fill = new OrderFill(
                order.id,
                lane.symbol,
                lane.time,
                signed,
                paid.recorded(),
                paid.price(),
                signed * paid.slippage(),
                signed * paid.impact(),
                fee,
                at,
                order.cause);
        sink.fill(fill);
        if (order.cause != OrderCause.SPLIT) {
            dayTrades.fill(lane.symbol, lane.time, lane.position, signed);
        }
        double closing = lane.position * signed < 0 ? Math.min(quantity, Math.abs(lane.position)) : 0;
        double opening = quantity - closing;
        if (closing > 0) {
            close(lane, order, signed > 0 ? closing : -closing, paid, fee * (closing / quantity));
        }
        if (opening > 0) {
            open(lane, order, signed > 0 ? opening : -opening, paid, fee * (opening / quantity));
        }
        lane.mark = paid.reference();
        strategy.onFill(fill);
    }

    private void close(Lane lane, Order order, double signed, Paid paid, double fee) {
        lane.trip.leave(Math.abs(signed), paid, fee);
        lane.position += signed;
        if (lane.position == 0) {
            held.remove(lane);
            trips++;
            sink.roundTrip(lane.trip.ended(lane, order.cause));
        }
    }

    private void open(Lane lane, Order order, double signed, Paid paid, double fee) {
        if (lane.position == 0) {
            held.add(lane);
            lane.trip.begin(signed > 0 ? 1 : -1, lane.time, order);
            lane.borrowedSince = lane.time;
        }
        lane.trip.enter(Math.abs(signed), paid, fee);
        lane.position += signed;
    }

    void chargeBorrowing(Lane lane, double annualRate) {
        double cost = -lane.value() * annualRate * ((lane.time - lane.borrowedSince) / MICROS_PER_YEAR);
        cash -= cost;
        borrow += cost;
        lane.trip.borrow(cost);
        lane.borrowedSince = lane.time;
    }

    void dividend(Lane lane, double perShare) {
        double received = lane.position * perShare;
        cash += received;
        grossCash += received;
        dividends += received;
        lane.trip.dividend(received);
    }

    PortfolioSummary summary(
            long bars, long instants, long orders, long refusals, int marginCalls, long staleInstants) {
        List<PortfolioSummary.Holding> open = new ArrayList<>();
        double recorded = 0;
        for (Lane lane : held) {
            recorded += lane.recordedValue();
            open.add(new PortfolioSummary.Holding(lane.symbol, lane.position, lane.trip.entryPrice(), lane.mark));
        }
        return new PortfolioSummary(
                capital,
                equity(),
                grossCash + recorded - capital,
                slippage,
                // What is still held is marked at prices that the run has moved itself.
                impact - (value() - recorded),
                fees,
                borrow,
                dividends,
                cash,
                bars,
                instants,
                orders,
                fills,
                trips,
                refusals,
                marginCalls,
                staleInstants,
                open);
    }
}
