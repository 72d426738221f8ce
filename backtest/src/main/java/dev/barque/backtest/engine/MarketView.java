package dev.barque.backtest.engine;

import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;

/**
 * What a strategy sees on a bar: the bar, and the account after everything that was executed up to it. Prices of the bar stand as
 * the run has moved them, which they are only under a model of permanent impact. One object for a whole run;
 * valid during the call. Numbers of the bar are NaN where unknown.
 */
public final class MarketView {
    private final Lane[] lanes;
    private final Ledger ledger;
    private final boolean halting;
    private Lane lane;
    private double equity;
    private double peakEquity;
    private double sessionStartEquity;
    private long session = Long.MIN_VALUE;

    MarketView(Lane[] lanes, Ledger ledger, boolean halting) {
        this.lanes = lanes;
        this.ledger = ledger;
        this.halting = halting;
        lane = lanes[0];
        equity = ledger.cash;
        peakEquity = equity;
    }

    /** The account at an instant, in a session that is named by its close. */
    void account(double worth, long ofSession) {
        if (ofSession != session) {
            session = ofSession;
            // A gap over night is of the day on which it is seen.
            sessionStartEquity = equity;
        }
        equity = worth;
        peakEquity = Math.max(peakEquity, worth);
    }

    MarketView at(Lane of) {
        lane = of;
        return this;
    }

    Bars bars() {
        return lane.bars;
    }

    int bar() {
        return lane.i;
    }

    /** Whose bar it is. */
    public Symbol symbol() {
        return lane.symbol;
    }

    /** The place of the symbol in the list that {@link Strategy#begin} was given. */
    public int index() {
        return lane.index;
    }

    /** When the bar became complete, UTC microseconds. */
    public long timeMicros() {
        return lane.time;
    }

    /** First price. */
    public double open() {
        return lane.displacement.price(lane.bars.open(lane.i));
    }

    /** Highest price. */
    public double high() {
        return lane.displacement.price(lane.bars.high(lane.i));
    }

    /** Lowest price. */
    public double low() {
        return lane.displacement.price(lane.bars.low(lane.i));
    }

    /** Last price. */
    public double close() {
        return lane.displacement.price(lane.bars.close(lane.i));
    }

    /** Shares traded. */
    public double volume() {
        return lane.bars.volume(lane.i);
    }

    /** Value traded. */
    public double dollarVolume() {
        return lane.displacement.price(lane.bars.dollarVolume(lane.i));
    }

    /**
     * The price as the run has moved it over the recorded one: what is computed from recorded prices, such as a stop price, has to be
     * multiplied with it. 1 without a model of permanent impact.
     */
    public double displacement() {
        return lane.displacement.factor();
    }

    /** Whether the run was told of halts at all: otherwise {@link #haltReason} says nothing. */
    public boolean knowsHalts() {
        return halting;
    }

    /** Why trading in the symbol is halted when the bar is complete; empty when it is not. */
    public String haltReason() {
        return lane.halts.reason(lane.time);
    }

    /**
     * Day trades of the account over the five sessions that end with the present one, see {@link
     * dev.barque.core.account.DayTrades}.
     */
    public int dayTrades() {
        return ledger.dayTrades(lane.time);
    }

    /** Shares held of the symbol, below 0 when short. */
    public double position() {
        return lane.position;
    }

    /** Shares held of another symbol, by its place. */
    public double position(int index) {
        return lanes[index].position;
    }

    /** Last price known of a symbol, by its place; NaN before its first bar. */
    public double mark(int index) {
        return lanes[index].mark;
    }

    /** Mean price at which the position of the symbol was opened, slippage included; NaN without one. */
    public double entryPrice() {
        return lane.position == 0 ? Double.NaN : lane.trip.entryPrice();
    }

    /** Orders of the symbol that stand, protective ones included. */
    public int openOrders() {
        int count = 0;
        for (int k = 0; k < lane.orders.size(); k++) {
            count += lane.orders.get(k).live ? 1 : 0;
        }
        return count;
    }

    /** Cash, below 0 where borrowed. */
    public double cash() {
        return ledger.cash;
    }

    /** Cash and positions at their marks. */
    public double equity() {
        return equity;
    }

    /** Equity at the last instant before the present session. */
    public double sessionStartEquity() {
        return sessionStartEquity;
    }

    /** The highest equity so far. */
    public double peakEquity() {
        return peakEquity;
    }

    /** Sum of the values of all positions, each counted as positive. */
    public double exposure() {
        return ledger.exposure();
    }
}
