package dev.barque.benchmarks;

import dev.barque.benchmarks.contest.Work;
import java.util.concurrent.Callable;

/** Work whose result is a sum. */
final class SumWork implements Work {
    private final Callable<Double> sum;
    private final AutoCloseable[] opened;
    private double found;

    /** What was opened for it is closed with it, the last first. */
    SumWork(Callable<Double> sum, AutoCloseable... opened) {
        this.sum = sum;
        this.opened = opened;
    }

    @Override
    public void run() throws Exception {
        found = sum.call();
    }

    @Override
    public double checksum() {
        return found;
    }

    @Override
    public void close() throws Exception {
        for (int i = opened.length - 1; i >= 0; i--) {
            opened[i].close();
        }
    }
}
