package dev.barque.benchmarks.peers;

import dev.barque.benchmarks.MinuteRows;
import dev.barque.benchmarks.contest.Work;

/** All questions one after the other, and the sum of all values of their answers. */
abstract class PointReads implements Work {
    private final MinuteRows given;
    private double sum;

    PointReads(MinuteRows given) {
        this.given = given;
    }

    /** The sum of the values of the last row of a symbol up to an instant. */
    abstract double sum(int symbol, long time) throws Exception;

    @Override
    public void run() throws Exception {
        sum = 0;
        for (int q = 0; q < given.questions(); q++) {
            sum += sum(given.symbol(q), given.time(q));
        }
    }

    @Override
    public double checksum() {
        return sum;
    }
}
