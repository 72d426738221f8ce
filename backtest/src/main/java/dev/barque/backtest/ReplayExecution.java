package dev.barque.backtest;

import dev.barque.backtest.execution.Execution;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;

/** What the day replay knows of an execution: its sizes are units of the host, and it sees bars and the Amihud ratio only. */
final class ReplayExecution implements Execution {
    private final Bars bars;
    private int bar;
    private double price;
    private double amihud;

    ReplayExecution(Bars bars) {
        this.bars = bars;
    }

    ReplayExecution of(int i, double atPrice, double ratio) {
        bar = i;
        price = atPrice;
        amihud = ratio;
        return this;
    }

    @Override
    public Symbol symbol() {
        return bars.symbol();
    }

    @Override
    public long timeMicros() {
        return bars.time(bar);
    }

    @Override
    public double price() {
        return price;
    }

    @Override
    public double quantity() {
        return Double.NaN;
    }

    @Override
    public double barVolume() {
        return Double.NaN;
    }

    @Override
    public double dailyVolume() {
        return Double.NaN;
    }

    @Override
    public double dailyVolatility() {
        return Double.NaN;
    }

    @Override
    public double amihud() {
        return amihud;
    }

    @Override
    public double bid() {
        return Double.NaN;
    }

    @Override
    public double ask() {
        return Double.NaN;
    }
}
