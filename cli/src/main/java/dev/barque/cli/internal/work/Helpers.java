package dev.barque.cli.internal.work;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** Threads of the command's own; libraries start none. None are started before there is work for them. */
public final class Helpers implements Executor, AutoCloseable {
    private final int size;
    private final ExecutorService threads;

    /** So many; there may be none. */
    public Helpers(int size) {
        this.size = size;
        threads = Executors.newFixedThreadPool(Math.max(1, size), work -> {
            Thread thread = new Thread(work, "barque-helper");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void execute(Runnable work) {
        if (size == 0) {
            throw new RejectedExecutionException("there are no helpers");
        }
        threads.execute(work);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
