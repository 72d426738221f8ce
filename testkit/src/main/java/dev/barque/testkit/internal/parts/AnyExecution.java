package dev.barque.testkit.internal.parts;

import dev.barque.backtest.execution.Execution;
import dev.barque.core.market.Symbol;
import java.util.SplittableRandom;

/** An execution whose fields a suite sets; one object serves many calls, as an engine's does. */
public final class AnyExecution implements Execution {
    private static final Symbol[] SYMBOLS = {Symbol.of("SPY"), Symbol.of("BRK.A"), Symbol.of("ES=F")};
    private static final long FIRST = 1_262_304_000_000_000L;
    private static final long SPAN = 16L * 365 * 86_400 * 1_000_000;

    /** How many inputs may be unknown. */
    public static final int INPUTS = 7;

    /** In the order of the interface: price, quantity, volumes of bar and day, volatility, Amihud ratio, bid, ask. */
    private final double[] values = new double[INPUTS + 1];

    private Symbol symbol = SYMBOLS[0];
    private long time = FIRST;

    /** A usual one: 1,000 of 100,000 shares of the bar, 0.01 per cent of the day, at 100, one basis point from the quotes. */
    public static AnyExecution usual() {
        AnyExecution usual = new AnyExecution();
        double[] values = {100, 1_000, 100_000, 1e7, 0.01, 1e-10, 99.99, 100.01};
        System.arraycopy(values, 0, usual.values, 0, values.length);
        return usual;
    }

    /** Anything that an engine may show; a tenth of the inputs is unknown. Price and quantity are known. */
    public AnyExecution draw(SplittableRandom random) {
        symbol = SYMBOLS[random.nextInt(SYMBOLS.length)];
        time = FIRST + random.nextLong(SPAN);
        values[0] = Math.pow(10, -1 + 5 * random.nextDouble());
        values[1] = (random.nextBoolean() ? 1 : -1) * Math.ceil(Math.pow(10, 6 * random.nextDouble()));
        values[2] = random.nextInt(10) == 0 ? 0 : Math.pow(10, 7 * random.nextDouble());
        values[3] = values[2] * 390;
        values[4] = 0.1 * random.nextDouble();
        values[5] = random.nextInt(10) == 0 ? 0 : Math.pow(10, -15 + 12 * random.nextDouble());
        double half = values[0] * 0.01 * (random.nextDouble() - 0.05);
        values[6] = values[0] - half;
        values[7] = values[0] + half;
        for (int input = 2; input <= INPUTS; input++) {
            if (random.nextInt(10) == 0) {
                values[input] = Double.NaN;
            }
        }
        return this;
    }

    /** The same with an input, from 1, the quantity, to {@link #INPUTS}, that is not known. */
    public AnyExecution without(int input) {
        values[input] = Double.NaN;
        return this;
    }

    /** The same with so many shares. */
    public AnyExecution shares(double quantity) {
        values[1] = quantity;
        return this;
    }

    /** The same at another price. */
    public AnyExecution at(double price) {
        values[0] = price;
        return this;
    }

    @Override
    public Symbol symbol() {
        return symbol;
    }

    @Override
    public long timeMicros() {
        return time;
    }

    @Override
    public double price() {
        return values[0];
    }

    @Override
    public double quantity() {
        return values[1];
    }

    @Override
    public double barVolume() {
        return values[2];
    }

    @Override
    public double dailyVolume() {
        return values[3];
    }

    @Override
    public double dailyVolatility() {
        return values[4];
    }

    @Override
    public double amihud() {
        return values[5];
    }

    @Override
    public double bid() {
        return values[6];
    }

    @Override
    public double ask() {
        return values[7];
    }

    @Override
    public String toString() {
        return quantity() + " " + symbol + " at " + price() + ", volume " + barVolume() + " of " + dailyVolume()
                + ", volatility " + dailyVolatility() + ", Amihud " + amihud() + ", quotes " + bid() + " " + ask();
    }
}
