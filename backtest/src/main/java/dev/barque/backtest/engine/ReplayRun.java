package dev.barque.backtest.engine;

import dev.barque.core.account.DayTrades;
import dev.barque.core.error.BarqueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One run: bars of all symbols in the order of time, what they execute, and what the strategy makes of them. */
final class ReplayRun {
    private final Lane[] lanes;
    private final Lane[] now;
    private final LaneQueue queue;
    private final SessionClock clock;
    private final ExecutionRules rules;
    private final Margin margin;
    private final CostModels costs;
    private final Strategy strategy;
    private final ReplaySink sink;
    private final Ledger ledger;
    private final Broker broker;
    private final Matching matching;
    private final MarketView view;
    private final Ticket ticket;
    private long bars;
    private long instants;
    private int marginCalls;
    private final boolean halting;
    private long staleInstants;

    ReplayRun(PortfolioReplay setup, Lane[] lanes, Strategy strategy, ReplaySink sink) {
        this.lanes = lanes;
        this.strategy = strategy;
        this.sink = sink;
        now = new Lane[lanes.length];
        queue = new LaneQueue(lanes.length);
        clock = new SessionClock(setup.calendar);
        rules = setup.rules;
        margin = setup.margin;
        halting = !setup.halts.isEmpty();
        costs = setup.costs;
        ledger = new Ledger(setup.capital, new DayTrades(setup.calendar), sink, strategy);
        MarketExecution execution = new MarketExecution(setup.readings(strategy), lanes[0]);
        broker = new Broker(rules, margin, costs, ledger, execution, sink, strategy);
        matching = new Matching(rules, broker, clock);
        view = new MarketView(lanes, ledger, halting);
        ticket = new Ticket(lanes, broker, clock, rules);
    }

    PortfolioSummary run() {
        strategy.begin(Arrays.stream(lanes).map(lane -> lane.symbol).toList());
        for (Lane lane : lanes) {
            if (lane.advance()) {
                queue.add(lane);
            }
        }
        while (!queue.isEmpty()) {
            instant();
        }
        end();
        return ledger.summary(bars, instants, broker.orders(), broker.refusals(), marginCalls, staleInstants);
    }

    /** All bars of one instant: first what they execute, then the account, then the strategy. */
    private void instant() {
        long time = queue.firstTime();
        clock.moveTo(time);
        int count = 0;
        do {
            Lane lane = queue.take();
            now[count++] = lane;
            execute(lane);
        } while (!queue.isEmpty() && queue.firstTime() == time);
        bars += count;
        instants++;
        double equity = ledger.equity();
        view.account(equity, clock.close());
        guardMargin(equity, time);
        if (halting) {
            double stale = ledger.exposureHalted(time);
            if (stale > 0) {
                staleInstants++;
                sink.stale(time, stale);
            }
        }
        sink.equity(time, equity, ledger.cash, ledger.exposure());
        for (int k = 0; k < count; k++) {
            Lane lane = now[k];
            decide(lane);
            if (lane.advance()) {
                queue.add(lane);
            }
        }
    }

    private void execute(Lane lane) {
        if (lane.position < 0) {
            ledger.chargeBorrowing(lane, costs.borrowRate(lane));
        }
        while (lane.time > lane.actionMicros) {
            apply(lane, lane.takeAction());
        }
        double close = lane.bars.close(lane.i);
        lane.days.bar(clock.close(), close, lane.bars.volume(lane.i));
        if (!lane.orders.isEmpty()) {
            matching.bar(lane);
        }
        if (close > 0 && !isHalted(lane)) {
            lane.mark = lane.displacement.price(close);
        }
        if (lane.position != 0) {
            lane.trip.bars++;
        }
    }

    /** What a bar in the midst of a halt says is no price that anybody traded at. */
    private static boolean isHalted(Lane lane) {
        return lane.halts.overlap(lane.begin, lane.time) && lane.halts.contain(lane.begin, lane.time);
    }

    private void guardMargin(double equity, long time) {
        if (ledger.held().isEmpty()) {
            broker.closeDown(false);
        } else if (!broker.isClosingDown() && equity < ledger.maintenance(margin)) {
            marginCalls++;
            broker.closeDown(true);
            for (Lane lane : lanes) {
                callIn(lane, time);
            }
        }
    }

    private void callIn(Lane lane, long time) {
        List<Order> standing = new ArrayList<>(lane.orders);
        for (Order order : standing) {
            if (order.live) {
                broker.refuse(lane, order, time, Refusal.Reason.MARGIN_CALL, "it was cancelled by a margin call");
            }
        }
        lane.dropDeadOrders();
        if (lane.position != 0) {
            int side = lane.position > 0 ? -1 : 1;
            Order order = broker.place(lane, side, OrderType.MARKET, OrderCause.MARGIN_CALL, Math.abs(lane.position));
            order.from = time;
        }
    }

    private void decide(Lane lane) {
        try {
            strategy.onBar(view.at(lane), ticket.at(lane, lane.time));
        } catch (BarqueException e) {
            throw e;
        } catch (RuntimeException e) {
            throw EngineErrors.strategyFailed(strategy.id(), lane.symbol, lane.time, e);
        } finally {
            ticket.close();
        }
    }

    private void apply(Lane lane, CorporateAction action) {
        if (action instanceof CorporateAction.Split split) {
            split(lane, split.ratio());
        } else if (action instanceof CorporateAction.CashDividend dividend && lane.position != 0) {
            ledger.dividend(lane, dividend.perShare());
        }
        strategy.onAction(action);
    }

    private void split(Lane lane, double ratio) {
        lane.days.split(ratio);
        lane.mark /= ratio;
        for (Order order : lane.orders) {
            order.split(ratio);
        }
        if (lane.position != 0) {
            lane.trip.split(ratio);
            lane.position *= ratio;
            double whole = Math.copySign(rules.floor(Math.abs(lane.position)), lane.position);
            if (whole != lane.position) {
                // What is no whole lot is paid in cash at the price before the split.
                Order paid = new Order(0, whole > 0 ? -1 : 1, OrderType.MARKET, OrderCause.SPLIT, 0);
                double recorded = lane.displacement.recorded(lane.mark);
                ledger.fill(lane, paid, whole - lane.position, Paid.plain(recorded, lane.mark), 0, FillPoint.OPEN);
            }
        }
        wholeLots(lane);
    }

    private void wholeLots(Lane lane) {
        for (int k = 0; k < lane.orders.size(); k++) {
            Order order = lane.orders.get(k);
            double whole = rules.floor(order.remaining);
            if (order.live && whole == 0) {
                broker.refuse(lane, order, Refusal.Reason.LOT, "a split left it less than a lot");
            }
            order.remaining = whole;
        }
    }

    private void end() {
        for (Lane lane : lanes) {
            for (Order order : new ArrayList<>(lane.orders)) {
                if (order.live && !order.reduceOnly) {
                    broker.refuse(lane, order, Refusal.Reason.END_OF_DATA, "there are no more bars of " + lane.symbol);
                }
            }
        }
    }
}
