package dev.barque.ops.checks.data;

import static dev.barque.ops.checks.Asked.NOW;
import static dev.barque.ops.checks.Asked.ask;
import static dev.barque.ops.checks.Asked.degradedText;
import static dev.barque.ops.checks.Asked.healthy;
import static dev.barque.ops.checks.Asked.unhealthyText;
import static dev.barque.ops.checks.Asked.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.barque.core.time.UtcMicros;
import dev.barque.ops.Homes;
import dev.barque.ops.Verdict;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What hosts measure: latencies of bars, slow operations, failures. */
class MeasuredChecksTest {
    private static final long MILLI = 1_000_000;
    private static final long SEED = Long.getLong("barque.test.seed", 20_251_121);

    @Test
    void bars_within_their_budget_are_healthy_and_few_of_them_are_unknown() {
        LatencyRecorder recorder = LatencyRecorder.standard();
        assertThat(unknown(latency(recorder))).contains("Only 0 bars");
        record(recorder, 29, 2 * MILLI);
        assertThat(unknown(latency(recorder))).contains("Only 29 bars so far, fewer than the 30");

        record(recorder, 1, 2 * MILLI);
        healthy(latency(recorder));
    }

    @Test
    void a_median_or_a_tail_above_the_budget_is_unhealthy_and_a_single_slow_bar_degraded() {
        LatencyRecorder slow = LatencyRecorder.standard();
        record(slow, 100, 25 * MILLI);
        assertThat(unhealthyText(latency(slow))).contains("the median of the last 100 bars | 25 ms | at most 20 ms");

        LatencyRecorder tail = LatencyRecorder.standard();
        record(tail, 97, MILLI);
        record(tail, 3, 90 * MILLI);
        assertThat(unhealthyText(latency(tail))).contains("the 99th percentile").doesNotContain("the median");

        LatencyRecorder near = LatencyRecorder.standard();
        record(near, 100, 17 * MILLI);
        assertThat(degradedText(latency(near))).contains("with room to spare");

        LatencyRecorder one = LatencyRecorder.standard();
        record(one, 200, MILLI);
        one.record(Homes.QQQ, UtcMicros.of(NOW), 900 * MILLI);
        assertThat(degradedText(latency(one))).contains("the bar of QQQ at 2025-11-03T15:30:00Z | 900 ms");
    }

    @Test
    void old_bars_make_room_for_new_ones() {
        LatencyRecorder recorder = LatencyRecorder.ofLast(100);
        record(recorder, 100, 800 * MILLI);
        unhealthyText(latency(recorder));

        record(recorder, 100, MILLI);

        healthy(latency(recorder));
    }

    @Test
    void figures_are_those_of_sorted_values() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            int size = 100 + random.nextInt(50);
            LatencyRecorder recorder = LatencyRecorder.ofLast(size);
            List<Long> all = new ArrayList<>();
            int told = random.nextInt(300);
            for (int i = 0; i < told; i++) {
                long nanos = random.nextInt(1_000_000);
                all.add(nanos);
                recorder.record(Homes.SPY, i, nanos);
            }
            List<Long> last = new ArrayList<>(all.subList(Math.max(0, all.size() - size), all.size()));
            Collections.sort(last);
            LatencyRecorder.Figures figures = recorder.figures();
            assertThat(figures.bars()).as("seed " + SEED).isEqualTo(last.size());
            if (!last.isEmpty()) {
                // The smallest value that at least the share of all does not exceed, counted one by one.
                assertThat(figures.medianNanos()).as("seed " + SEED).isEqualTo(byCounting(last, 50));
                assertThat(figures.p99Nanos()).as("seed " + SEED).isEqualTo(byCounting(last, 99));
                assertThat(figures.maxNanos()).as("seed " + SEED).isEqualTo(last.get(last.size() - 1));
            }
        }
    }

    @Test
    void telling_a_latency_allocates_nothing() {
        LatencyRecorder recorder = LatencyRecorder.standard();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        record(recorder, 20_000, MILLI);
        long before = threads.getThreadAllocatedBytes(thread);
        record(recorder, 100_000, MILLI);
        long allocated = threads.getThreadAllocatedBytes(thread) - before;

        assertThat(allocated / 100_000.0).isLessThan(1);
    }

    @Test
    void slow_operations_are_named_with_their_slowest_case_and_forgotten_after_the_window() {
        SlowOperationLog log = SlowOperationLog.standard();
        log.record("append SPY", NOW, 499 * MILLI);
        healthy(slow(log, NOW));

        log.record("append SPY", NOW, 500 * MILLI);
        log.record("append SPY", NOW.plusSeconds(1), 2_000 * MILLI);
        assertThat(degradedText(slow(log, NOW.plusSeconds(2))))
                .contains("append SPY | 2 times in 15 min, the slowest 2000 ms at 2025-11-03T15:30:01Z");

        for (int i = 0; i < 20; i++) {
            log.record("quotes", NOW, 600 * MILLI);
        }
        assertThat(unhealthyText(slow(log, NOW.plusSeconds(2)))).contains("quotes | 20 times");

        healthy(slow(log, NOW.plus(Duration.ofMinutes(16))));
    }

    @Test
    void of_slow_operations_the_latest_are_kept() {
        SlowOperationLog log = SlowOperationLog.of(Duration.ofMillis(1), 3);
        for (int i = 0; i < 10; i++) {
            log.record("operation " + i, NOW, MILLI);
        }

        assertThat(log.slow())
                .extracting(SlowOperationLog.Slow::operation)
                .containsExactly("operation 7", "operation 8", "operation 9");
    }

    @Test
    void failures_are_a_share_of_what_happened_in_the_window() {
        Hand clock = new Hand();
        OutcomeCounter counter = OutcomeCounter.standard(clock);
        healthy(errors(counter));
        for (int i = 0; i < 95; i++) {
            counter.success();
        }
        counter.failure("timed out");
        healthy(errors(counter, new ErrorRate(0.05, 0.1, 50)));
        assertThat(degradedText(errors(counter))).contains("1 of 96 operations failed", "timed out");

        for (int i = 0; i < 20; i++) {
            counter.failure("no route");
        }
        assertThat(unhealthyText(errors(counter))).contains("21 of 116 operations failed; the last error: no route");

        clock.now = clock.now.plus(Duration.ofMinutes(15));
        healthy(errors(counter));
    }

    @Test
    void a_clock_that_jumps_back_loses_counts_and_never_makes_up_failures() {
        Hand clock = new Hand();
        OutcomeCounter counter = OutcomeCounter.standard(clock);
        counter.failure("before the jump");
        clock.now = clock.now.minus(Duration.ofHours(1));
        counter.success();

        assertThat(counter.outcomes()).isEqualTo(new OutcomeCounter.Outcomes(Duration.ofMinutes(15), 1, 0, ""));
    }

    @Test
    void sizes_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> LatencyRecorder.ofLast(1))
                .hasMessageContaining("bars of its recorder is 1. Expected 100 to 1000000");
        assertThatThrownBy(() -> SlowOperationLog.of(Duration.ZERO, 1))
                .hasMessageContaining("threshold of its log is PT");
        assertThatThrownBy(() -> OutcomeCounter.of(new Hand(), Duration.ofDays(2)))
                .hasMessageContaining("window");
        assertThatThrownBy(() -> new ErrorRate(0.2, 0.1, 1)).hasMessageContaining("degradedShare");
        assertThatThrownBy(() -> new BarLatency(Duration.ofMillis(3), Duration.ofMillis(2), Duration.ofMillis(4), 1, 1))
                .hasMessageContaining("median is");
    }

    private static long byCounting(List<Long> values, int percent) {
        for (long candidate : values) {
            long within = values.stream().filter(value -> value <= candidate).count();
            if (within * 100 >= (long) percent * values.size()) {
                return candidate;
            }
        }
        throw new AssertionError("no value is enough");
    }

    private static void record(LatencyRecorder recorder, int bars, long nanos) {
        for (int i = 0; i < bars; i++) {
            recorder.record(Homes.SPY, i, nanos);
        }
    }

    private static Verdict latency(LatencyRecorder recorder) {
        return ask(new BarLatency(), NOW, LatencyRecorder.class, recorder);
    }

    private static Verdict slow(SlowOperationLog log, Instant now) {
        return ask(new SlowOperations(), now, SlowOperationLog.class, log);
    }

    private static Verdict errors(OutcomeCounter counter) {
        return errors(counter, new ErrorRate());
    }

    private static Verdict errors(OutcomeCounter counter, ErrorRate check) {
        return ask(check, NOW, OutcomeCounter.class, counter);
    }

    /** A clock that is set by hand. */
    private static final class Hand extends Clock {
        private Instant now = NOW;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
