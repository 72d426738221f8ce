package dev.barque.ops.doctor;

import static dev.barque.ops.doctor.Ward.SPY;
import static dev.barque.ops.doctor.Ward.evidence;
import static dev.barque.ops.doctor.Ward.only;
import static dev.barque.ops.doctor.Ward.silent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.HealthChecks;
import dev.barque.ops.HealthRunner;
import dev.barque.ops.HealthStatus;
import dev.barque.ops.checks.data.DataHome;
import dev.barque.ops.checks.data.HomeWritable;
import dev.barque.ops.checks.data.LatencyRecorder;
import dev.barque.ops.checks.data.SlowOperationLog;
import dev.barque.ops.checks.data.SlowOperations;
import dev.barque.ops.history.HealthHistory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With histories that real checks wrote. */
class SlowCallsTest {
    private static final Complaint COMPLAINT = Complaint.of(DoctorCase.SLOW_CALLS);

    @TempDir
    Path home;

    private final SlowOperationLog slow = SlowOperationLog.standard();
    private Ward ward;

    @BeforeEach
    void a_home() {
        ward = new Ward(home);
        ward.features(SPY, Ward.FRIDAY);
    }

    /** Runs checks at an instant, as an application does that records them. */
    private void record(Instant at, HealthCheck... checks) {
        CheckContext context = CheckContext.builder(Clock.fixed(at, ZoneOffset.UTC))
                .with(SlowOperationLog.class, slow)
                .with(DataHome.class, DataHome.of(home))
                .build();
        try (HealthHistory history = HealthHistory.open(HealthHistory.directoryOf(home));
                HealthRunner runner = HealthRunner.builder(HealthChecks.of(List.of(checks)), context, work -> {
                            Thread thread = new Thread(work, "recorder");
                            thread.setDaemon(true);
                            return thread;
                        })
                        .listener(history)
                        .build()) {
            runner.run();
        }
    }

    /** Without a look at this machine, which is as it is. */
    private DoctorReport examine() {
        return Doctor.of(CheckContext.builder(Ward.CLOCK)
                        .with(DataHome.class, DataHome.of(home))
                        .build())
                .examine(COMPLAINT);
    }

    /** Ten operations of two seconds each that ended just now. */
    private void tenSlowOperations(Instant now) {
        for (int i = 0; i < 10; i++) {
            slow.record("append SPY", now.minusSeconds(i), Duration.ofSeconds(2).toNanos());
        }
    }

    /** No disk syncs in a nanosecond. */
    private static HealthCheck slowDisk() {
        return new HomeWritable(1, Duration.ofNanos(1), Duration.ofNanos(2));
    }

    @Test
    void trouble_at_the_same_time_is_a_likely_cause() {
        Instant before = Ward.NOW.minus(Duration.ofHours(2));
        tenSlowOperations(before);
        record(before, new SlowOperations(), slowDisk());

        Diagnosis together = only(examine());
        assertThat(together.likelihood()).isEqualTo(Likelihood.LIKELY);
        assertThat(together.cause()).contains("slow to sync");
        assertThat(evidence(together))
                .contains("HOME/health, slow-operations: 1 of 1 results", "append SPY", "near 100 % of the slow");
    }

    @Test
    void trouble_at_another_time_is_a_possible_cause() {
        Instant before = Ward.NOW.minus(Duration.ofHours(2));
        tenSlowOperations(before);
        record(before, new SlowOperations());
        record(before.plus(Duration.ofHours(1)), slowDisk());

        Diagnosis apart = only(examine());
        assertThat(apart.likelihood()).isEqualTo(Likelihood.POSSIBLE);
        assertThat(evidence(apart)).contains("near 0 % of the slow");
    }

    @Test
    void slow_operations_that_nothing_explains_are_told_as_such_and_are_gone_after_a_day() {
        Instant before = Ward.NOW.minus(Duration.ofHours(2));
        tenSlowOperations(before);
        record(before, new SlowOperations());

        assertThat(only(examine()).cause()).contains("no check looked at");

        Doctor tomorrow = Doctor.of(CheckContext.builder(Clock.offset(Ward.CLOCK, Duration.ofDays(1)))
                .with(DataHome.class, DataHome.of(home))
                .build());
        assertThat(tomorrow.examine(COMPLAINT).diagnoses()).isEmpty();
        assertThat(tomorrow.examine(COMPLAINT).status()).isEqualTo(HealthStatus.UNKNOWN);
    }

    @Test
    void a_host_that_measures_its_bars_is_told_without_a_history() {
        LatencyRecorder bars = LatencyRecorder.standard();
        for (int i = 0; i < 100; i++) {
            bars.record(SPY, i, Duration.ofMillis(i == 70 ? 900 : 90).toNanos());
        }
        DoctorReport report = Doctor.of(
                        ward.context().with(LatencyRecorder.class, bars).build())
                .examine(COMPLAINT);

        assertThat(evidence(report.diagnoses().get(0)))
                .contains("this process, bar-latency", "90 ms", "the bar of SPY");

        LatencyRecorder quick = LatencyRecorder.standard();
        for (int i = 0; i < 100; i++) {
            quick.record(SPY, i, Duration.ofMillis(1).toNanos());
        }
        silent(Doctor.of(ward.context().with(LatencyRecorder.class, quick).build())
                .examine(COMPLAINT));
    }
}
