package dev.barque.store.asof;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/** Runs tasks on an executor of the host. */
final class Tasks {
    private Tasks() {}

    /** Runs all and waits for them, also when the thread is interrupted; then throws what the first that failed has thrown. */
    static void runAll(List<Runnable> tasks, Executor executor) {
        List<FutureTask<?>> running = new ArrayList<>();
        Throwable failure = null;
        for (Runnable task : tasks) {
            FutureTask<?> next = new FutureTask<>(task, null);
            try {
                executor.execute(next);
                running.add(next);
            } catch (RejectedExecutionException e) {
                failure = e;
                break;
            }
        }
        boolean interrupted = false;
        for (FutureTask<?> task : running) {
            for (boolean done = false; !done; ) {
                try {
                    task.get();
                    done = true;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    done = true;
                    failure = failure == null ? e.getCause() : failure;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        // A task throws nothing that has to be declared.
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
