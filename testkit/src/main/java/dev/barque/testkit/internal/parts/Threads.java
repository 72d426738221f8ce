package dev.barque.testkit.internal.parts;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** The same work on several threads at once. */
public final class Threads {
    private Threads() {}

    /** What each of so many threads answers, all of them started together. */
    public static <T> List<T> answers(int count, IntFunction<T> work) {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            CountDownLatch ready = new CountDownLatch(count);
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int thread = i;
                Callable<T> task = () -> {
                    ready.countDown();
                    ready.await();
                    return work.apply(thread);
                };
                running.add(threads.submit(task));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> one : running) {
                answers.add(one.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw new AssertionError("It failed on another thread: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
