package dev.barque.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SharedWorkTest {
    private static final int COUNT = 1_000;

    private static void assertEachOnce(SharedWork work) {
        AtomicIntegerArray done = new AtomicIntegerArray(COUNT);
        work.forEach(COUNT, done::incrementAndGet);
        for (int i = 0; i < COUNT; i++) {
            assertThat(done.get(i)).as("%d", i).isEqualTo(1);
        }
    }

    @Test
    void everything_is_done_once_by_several_threads() {
        ExecutorService helpers = Executors.newFixedThreadPool(3);
        try {
            CountDownLatch both = new CountDownLatch(2);
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            new SharedWork(helpers, 2).forEach(COUNT, i -> {
                if (threads.add(Thread.currentThread())) {
                    both.countDown();
                    await(both);
                }
            });
            assertThat(threads).hasSize(2).contains(Thread.currentThread());
            for (int i = 0; i < 200; i++) {
                assertEachOnce(new SharedWork(helpers, 4));
            }
        } finally {
            helpers.shutdown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void nobody_waits_for_help_that_does_not_come() {
        List<Runnable> ignored = new ArrayList<>();
        assertEachOnce(new SharedWork(ignored::add, 4));
        assertThat(ignored).hasSize(3);
        assertEachOnce(new SharedWork(
                task -> {
                    throw new RejectedExecutionException("full");
                },
                4));

        // Help that comes when all is done finds nothing to do.
        ignored.forEach(Runnable::run);
    }

    @Test
    void the_only_thread_of_a_pool_may_ask_that_pool_for_help() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            one.submit(() -> assertEachOnce(new SharedWork(one, 2))).get();
        } finally {
            one.shutdown();
        }
    }

    @Test
    void the_failure_of_the_least_number_is_thrown_when_all_have_stopped() {
        ExecutorService helpers = Executors.newFixedThreadPool(3);
        try {
            for (int round = 0; round < 50; round++) {
                assertThatThrownBy(() -> new SharedWork(helpers, 4).forEach(COUNT, i -> {
                            if (i % 300 == 299) {
                                throw new IllegalStateException("at " + i);
                            }
                        }))
                        .hasMessage("at 299");
            }
        } finally {
            helpers.shutdown();
        }
    }
}
