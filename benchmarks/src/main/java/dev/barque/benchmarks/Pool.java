package dev.barque.benchmarks;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads that end when they are closed. */
final class Pool implements AutoCloseable {
    private final ExecutorService threads;

    Pool(int count) {
        threads = Executors.newFixedThreadPool(count);
    }

    ExecutorService threads() {
        return threads;
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
