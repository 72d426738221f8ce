package dev.barque.core.account;

/** What an account knows of one symbol, also when it holds nothing of it. */
final class Holding {
    /** What is left of 0.1 + 0.2 - 0.3 is no position. */
    private static final double ROUNDING = 1e-12;

    double units;
    /** What a share cost on average. */
    double cost;

    double price = Double.NaN;
    private long marked = Long.MIN_VALUE;
    long lastStopMicros;
    private final DayTurn turn = new DayTurn();

    /** A mark that is older than the latest one tells nothing about the present. */
    void mark(long timeMicros, double at) {
        if (timeMicros >= marked) {
            marked = timeMicros;
            price = at;
        }
    }

    /** Takes a fill in and says whether it completed a day trade: the first sale after purchases of the same day, or the reverse. */
    boolean take(Fill fill, long day) {
        boolean reduces = units * fill.units() < 0;
        double left = units + fill.units();
        if (Math.abs(left) <= ROUNDING * Math.abs(fill.units())) {
            left = 0;
        }
        boolean dayTrade = turn.take(units, fill.units(), left, day);
        if (!reduces) {
            cost = (cost * units + fill.price() * fill.units()) / left;
        } else {
            cost = left * units < 0 ? fill.price() : cost;
        }
        units = left;
        mark(fill.timeMicros(), fill.price());
        if (fill.cause() == Fill.Cause.STOP) {
            lastStopMicros = fill.timeMicros();
        }
        return dayTrade;
    }

    double openReturn() {
        return units == 0 ? Double.NaN : (price - cost) * Math.signum(units) / Math.abs(cost);
    }
}
