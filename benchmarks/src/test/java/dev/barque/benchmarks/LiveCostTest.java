package dev.barque.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.decision.Decision;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.market.Symbol;
import dev.barque.testkit.cost.Heap;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a live bar costs in heap, from coming in to its decision, features stored and recorded; see docs/performance.md. */
class LiveCostTest {
    private static final int ROUND = 390 * 6;

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({"PUBLISHED_V1, none, 1580", "PUBLISHED_V1, jsonl, 1730", "V1, none, 1820", "V1, jsonl, 1985"})
    void a_bar_takes_no_more_heap_than_its_budget(String profile, String log, double budget) {
        int[] decided = new int[1];
        int[] bars = new int[1];
        double least;
        try (LiveSystem system = new LiveSystem(home, profile, log)) {
            LiveFeed feed = new LiveFeed(Symbol.of("SPY"), 1);
            least = Heap.perCall(ROUND, bar -> {
                feed.next();
                Decision decision = system.offer(feed);
                decided[0] += decision instanceof NoTrade none && none.reason() == NoTrade.Reason.NO_FEATURES ? 0 : 1;
                bars[0]++;
            });
        }
        assertThat(decided[0]).as("bars with features").isGreaterThan(bars[0] * 8 / 10);
        assertThat(least).as("bytes a bar, %s, log %s", profile, log).isLessThanOrEqualTo(budget);
    }
}
