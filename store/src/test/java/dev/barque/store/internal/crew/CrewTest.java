package dev.barque.store.internal.crew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CrewTest {
    private final ExecutorService threads = Executors.newFixedThreadPool(3);
    private final List<Integer> done = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void endThreads() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private List<Crew.Task> tasks(int count) {
        return IntStream.range(0, count)
                .<Crew.Task>mapToObj(i -> () -> done.add(i))
                .toList();
    }

    @Test
    void alone_tasks_are_done_in_their_order() throws IOException {
        Crew.ALONE.run(tasks(50));
        assertThat(done).isEqualTo(IntStream.range(0, 50).boxed().toList());
    }

    @Test
    void each_task_is_done_once_by_whatever_threads() throws IOException {
        Executor never = task -> {};
        Executor full = task -> {
            throw new RejectedExecutionException();
        };
        Executor late = task -> threads.execute(() -> threads.execute(task));
        for (Executor executor : List.of(threads, Runnable::run, never, full, late)) {
            done.clear();
            Crew.of(executor, 4).run(tasks(200));
            assertThat(done).hasSize(200).doesNotHaveDuplicates();
        }
    }

    @Test
    void two_tasks_are_under_way_at_once() throws IOException {
        CountDownLatch both = new CountDownLatch(2);
        Crew.Task meets = () -> {
            both.countDown();
            try {
                assertThat(both.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        Crew.of(threads, 2).run(List.of(meets, meets));
    }

    @Test
    void a_crew_may_work_on_the_only_thread_of_its_own_executor() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            one.submit(() -> {
                        Crew.of(one, 2).run(tasks(20));
                        return null;
                    })
                    .get(30, TimeUnit.SECONDS);
        } finally {
            one.shutdown();
        }
        assertThat(done).hasSize(20);
    }

    @Test
    void a_task_may_wait_for_an_earlier_one() throws IOException {
        for (int round = 0; round < 200; round++) {
            FutureTask<Integer> first = new FutureTask<>(() -> 5);
            List<Crew.Task> tasks = new ArrayList<>(List.of(first::run));
            for (int i = 0; i < 6; i++) {
                tasks.add(() -> {
                    try {
                        done.add(first.get());
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
            }
            Crew.of(threads, 4).run(tasks);
        }
        assertThat(done).hasSize(1_200);
    }

    @Test
    void the_first_failure_in_order_is_thrown_when_all_that_were_begun_have_ended() {
        CountDownLatch failed = new CountDownLatch(1);
        List<Crew.Task> tasks = List.of(
                () -> {
                    await(failed);
                    throw new IOException("first");
                },
                () -> {
                    failed.countDown();
                    throw new IllegalStateException("second");
                },
                () -> done.add(2));
        assertThatThrownBy(() -> Crew.of(threads, 2).run(tasks))
                .isInstanceOf(IOException.class)
                .hasMessage("first");
        assertThat(done).as("begun after a failure").isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void an_interrupt_is_kept_and_nothing_is_left_under_way() throws IOException {
        Thread.currentThread().interrupt();
        Crew.of(threads, 3).run(tasks(100));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(done).hasSize(100);
    }

    @Test
    void what_is_begun_is_done_once_whether_a_thread_comes_or_not() {
        for (Executor executor : List.<Executor>of(threads, Runnable::run, task -> {})) {
            done.clear();
            Helper begun = Crew.of(executor, 2).begin(() -> done.add(1));
            begun.finish();
            begun.finish();
            assertThat(done).containsExactly(1);
        }
    }

    @Test
    void what_is_made_ready_in_any_order_is_done_in_its_own() throws Exception {
        for (long seed = 1; seed <= 200; seed++) {
            done.clear();
            InTurn turns = new InTurn(40);
            List<Integer> numbers =
                    new ArrayList<>(IntStream.range(0, 40).boxed().toList());
            Collections.shuffle(numbers, new Random(seed));
            List<Crew.Task> tasks = numbers.stream()
                    .<Crew.Task>map(i -> () -> turns.ready(i, () -> done.add(i)))
                    .toList();
            Crew.of(threads, 1 + (int) (seed % 4)).run(tasks);
            assertThat(done)
                    .as("seed %d", seed)
                    .isEqualTo(IntStream.range(0, 40).boxed().toList());
        }
    }
}
