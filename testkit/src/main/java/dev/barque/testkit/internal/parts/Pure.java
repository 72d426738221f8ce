package dev.barque.testkit.internal.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Whether a function of an execution depends on nothing else and leaves nothing behind. */
public final class Pure {
    private static final int CALLS = 2_000;

    private Pure() {}

    /** Answers are the same when asked again, forwards and backwards, and on several threads. */
    public static void assertSameAnswers(ToDoubleFunction<AnyExecution> function) {
        double[] forward = answers(function, 1);
        assertThat(answers(function, 1)).as("asked again").isEqualTo(forward);
        assertThat(answers(function, -1)).as("asked in another order").isEqualTo(forward);
        List<double[]> others = Threads.answers(4, thread -> answers(function, thread % 2 == 0 ? 1 : -1));
        assertThat(others)
                .as("asked by several threads")
                .allSatisfy(one -> assertThat(one).isEqualTo(forward));
    }

    /** A call leaves no garbage. */
    public static void assertNoAllocation(ToDoubleFunction<AnyExecution> function) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM does not count what threads allocate");
        AnyExecution execution = AnyExecution.usual();
        long least = Long.MAX_VALUE;
        double sum = 0;
        for (int round = 0; round < 20; round++) {
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int i = 0; i < CALLS; i++) {
                sum += function.applyAsDouble(execution.shares(1_000 + i));
            }
            least = Math.min(
                    least,
                    threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
        }
        assertThat(sum).isNotNaN();
        assertThat(least).as("bytes allocated by %d calls", CALLS).isLessThan(CALLS);
    }

    private static double[] answers(ToDoubleFunction<AnyExecution> function, int step) {
        double[] answers = new double[CALLS];
        AnyExecution execution = new AnyExecution();
        for (int n = 0; n < CALLS; n++) {
            int i = step > 0 ? n : CALLS - 1 - n;
            answers[i] = function.applyAsDouble(execution.draw(new SplittableRandom(i)));
        }
        return answers;
    }
}
