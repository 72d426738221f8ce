package dev.barque.backtest.engine;

/**
 * Where the results of a run go as they come about, so that a long one needs no more memory than a short one. Called by the
 * thread of the run, in the order of time.
 */
public interface ReplaySink {
    /** An order was executed. */
    default void fill(OrderFill fill) {}

    /** A position was closed. */
    default void roundTrip(RoundTrip trip) {}

    /** An order will never be executed. */
    default void refusal(Refusal refusal) {}

    /**
     * The account after all fills and at all marks of an instant; once for each instant at which there is a bar.
     *
     * @param timeMicros the instant, UTC microseconds
     * @param equity cash and positions at their marks
     * @param cash the cash, below 0 where borrowed
     * @param exposure sum of the values of all positions, each counted as positive
     */
    default void equity(long timeMicros, double equity, double cash, double exposure) {}

    /**
     * At an instant something is held whose trading is halted: that part of the exposure stands at marks from before the halt. Called
     * before {@link #equity}, only when there is any.
     *
     * @param timeMicros the instant, UTC microseconds
     * @param exposure value of these positions, each counted as positive
     */
    default void stale(long timeMicros, double exposure) {}

    /** Keeps nothing. */
    static ReplaySink none() {
        return new ReplaySink() {};
    }
}
