package dev.barque.store.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Evidence;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.Levels;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Scores;
import dev.barque.core.decision.Shortfall;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Interval;
import dev.barque.core.feature.RowId;
import dev.barque.core.market.Symbol;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log adds to the way of a bar: memory, which unlike time can be asserted anywhere. */
class DecisionLogCostTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final Instant TIME = Instant.parse("2025-10-24T00:00:00Z");
    private static final int ROUND = 1 << 12;
    private static final int ROUNDS = 6;
    private static final int DATES = 40;
    private static final long MOST_FOR_A_DATE = 14_000;

    @TempDir
    Path home;

    @Test
    void a_record_of_a_kilobyte_allocates_at_most_a_hundred_bytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        Random random = new Random(1);
        long least = Long.MAX_VALUE;
        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(home)) {
            for (int round = 0; round < ROUNDS; round++) {
                List<Decision> decisions = new ArrayList<>();
                for (int i = 0; i < ROUND; i++) {
                    decisions.add(usual(random, round * ROUND + i));
                }
                assertThat(DecisionJson.of(decisions.get(0)).length()).isGreaterThan(1_000);
                long before = threads.getThreadAllocatedBytes(thread);
                for (Decision decision : decisions) {
                    log.append(decision);
                }
                // The best round counts: in the first ones code still runs that was not compiled yet.
                least = Math.min(least, (threads.getThreadAllocatedBytes(thread) - before) / ROUND);
            }
            assertThat(log.written()).isEqualTo(ROUND * ROUNDS);
        }
        assertThat(least).as("bytes per record").isLessThanOrEqualTo(100);
    }

    @Test
    void a_date_that_was_made_ready_long_before_its_session_is_opened_again_for_few_bytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        Random random = new Random(2);
        LocalDate first = LocalDate.ofInstant(TIME, ZoneOffset.UTC);
        long least = Long.MAX_VALUE;
        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(home)) {
            for (int day = 0; day < DATES; day++) {
                log.prepare(first.plusDays(day));
            }
            for (int day = 0; day < DATES; day++) {
                Decision decision = usual(random, day * 86_400);
                long before = threads.getThreadAllocatedBytes(thread);
                log.append(decision);
                least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
            }
            assertThat(log.written()).isEqualTo(DATES);
        }
        assertThat(least).as("bytes for the first record of such a date").isLessThanOrEqualTo(MOST_FOR_A_DATE);
    }

    /** As most bars have it: three views with zones, a guard, no trade, numbers of 16 digits. */
    private static Decision usual(Random random, int bar) {
        Instant time = TIME.plusSeconds(bar);
        List<AgentView> views = new ArrayList<>();
        for (String agent : new String[] {"hedge", "liquidity", "sentiment"}) {
            views.add(AgentView.of(
                    agent,
                    1,
                    random.nextDouble(),
                    "regime_neutral",
                    new Levels(List.of(zone(random), zone(random)), List.of(zone(random))),
                    Evidence.of("amihud=1.234e-11, lambda=0.0123, zones=2S/1R")));
        }
        return new NoTrade(
                new Grounds(
                        SPY,
                        time,
                        "V1",
                        new RowId(SPY, FeatureSetId.of("v1.0.0"), time, time, bar),
                        views,
                        new Scores(random.nextDouble(), random.nextDouble()),
                        List.of(new GuardVerdict("stale", GuardVerdict.Outcome.PASSED, 1, "fresh"))),
                NoTrade.Reason.INSUFFICIENT_ALIGNMENT,
                new SmallestChange(
                        "liquidity +0.026 confidence would align 2 agents long",
                        random.nextDouble(),
                        List.of(new Shortfall(
                                "liquidity",
                                Shortfall.CONFIDENCE,
                                random.nextDouble(),
                                Shortfall.Reach.AT_LEAST,
                                0.6))));
    }

    private static Interval zone(Random random) {
        return new Interval(600 + random.nextDouble(), 601 + random.nextDouble());
    }
}
