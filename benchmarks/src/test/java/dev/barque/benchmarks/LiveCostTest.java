package dev.barque.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.market.Symbol;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a live bar costs in heap, from coming in to its decision, features stored; its time is measured by the benchmarks. */
class LiveCostTest {
    private static final int WARM_UP = 390 * 30;
    private static final int ROUND = 390 * 6;
    private static final int ROUNDS = 4;
    /** See docs/performance.md for what it consists of. */
    private static final long BUDGET = 2_304;

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"PUBLISHED_V1", "V1"})
    void a_bar_takes_no_more_heap_than_its_budget(String profile) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        int decided = 0;
        try (LiveSystem system = new LiveSystem(home, profile, "none")) {
            LiveFeed feed = new LiveFeed(Symbol.of("SPY"), 1);
            for (int round = 0; round <= ROUNDS; round++) {
                // The best round counts: in the others code may still run that was not compiled yet.
                long before = threads.getThreadAllocatedBytes(thread);
                int bars = round == 0 ? WARM_UP : ROUND;
                for (int i = 0; i < bars; i++) {
                    feed.next();
                    Decision decision = system.offer(feed);
                    decided += decision instanceof NoTrade none && none.reason() == NoTrade.Reason.NO_FEATURES ? 0 : 1;
                }
                long bytes = (threads.getThreadAllocatedBytes(thread) - before) / bars;
                least = round == 0 ? least : Math.min(least, bytes);
            }
        }
        assertThat(decided).as("bars with features").isGreaterThan((WARM_UP + ROUNDS * ROUND) * 8 / 10);
        assertThat(least).as("bytes a bar, %s", profile).isLessThanOrEqualTo(BUDGET);
    }
}
