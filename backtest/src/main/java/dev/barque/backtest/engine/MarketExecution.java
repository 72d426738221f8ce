package dev.barque.backtest.engine;

import dev.barque.backtest.execution.Execution;
import dev.barque.core.market.Symbol;

/** What models are told of an execution; one object for a whole run. */
final class MarketExecution implements Execution {
    private final ExecutionReadings readings;
    private Lane lane;
    private double price;
    private double quantity;

    MarketExecution(ExecutionReadings readings, Lane any) {
        this.readings = readings;
        lane = any;
    }

    MarketExecution of(Lane of, double atPrice, double signed) {
        lane = of;
        price = atPrice;
        quantity = signed;
        return this;
    }

    @Override
    public Symbol symbol() {
        return lane.symbol;
    }

    @Override
    public long timeMicros() {
        return lane.time;
    }

    @Override
    public double price() {
        return price;
    }

    @Override
    public double quantity() {
        return quantity;
    }

    @Override
    public double barVolume() {
        return lane.bars.volume(lane.i);
    }

    @Override
    public double dailyVolume() {
        return lane.days.meanVolume();
    }

    @Override
    public double dailyVolatility() {
        return lane.days.volatility();
    }

    @Override
    public double amihud() {
        return readings.amihud(lane.symbol, lane.time);
    }

    @Override
    public double bid() {
        return readings.bid(lane.symbol, lane.time);
    }

    @Override
    public double ask() {
        return readings.ask(lane.symbol, lane.time);
    }
}
