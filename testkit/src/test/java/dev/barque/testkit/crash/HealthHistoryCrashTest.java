package dev.barque.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.error.BarqueException;
import dev.barque.ops.CheckResult;
import dev.barque.ops.CheckState;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.HealthEvent;
import dev.barque.ops.HealthStatus;
import dev.barque.ops.Verdict;
import dev.barque.ops.history.HealthHistory;
import dev.barque.ops.history.HealthHistory.Limits;
import dev.barque.ops.history.HealthRecord;
import dev.barque.ops.history.HealthRecords;
import dev.barque.store.io.FileAccess;
import dev.barque.testkit.FaultyFileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history of health checks on a bad disk: what {@link HealthHistory} promises about changes and about the other lines. */
class HealthHistoryCrashTest {
    private static final Instant START = Instant.parse("2026-11-20T14:00:00Z");
    /** Files of some lines, so that a script fills several; as many as it takes, so that none is deleted. */
    private static final Limits LIMITS = new Limits(1_024, 50, Duration.ZERO);

    @TempDir
    private Path root;

    private final List<Integer> acknowledged = new ArrayList<>();
    private final List<Integer> changes = new ArrayList<>();

    @Test
    void the_process_may_die_at_any_call() throws IOException {
        AtEveryCall.of(root, this::script).theProcessDies(this::requireAll);
    }

    @Test
    void the_power_may_go_at_any_call() throws IOException {
        AtomicInteger lost = new AtomicInteger();
        AtEveryCall.of(root, this::script).thePowerGoes(Dose.of(6, 100), (home, disk, when) -> {
            List<Integer> found = later(home, disk);
            assertThat(found).as(when).containsAll(changes);
            lost.addAndGet(found.containsAll(acknowledged) ? 0 : 1);
        });
        assertThat(lost)
                .as("losses of lines that tell of no change, which are allowed")
                .hasPositiveValue();
    }

    @Test
    void any_call_may_fail_once_or_from_then_on() throws IOException {
        AtEveryCall.of(root, this::script).itFails(this::requireAll);
    }

    @Test
    void a_history_that_does_not_sync_is_noticed() throws IOException {
        int missing = 0;
        for (int seed = 0; seed < 20; seed++) {
            Path home = Files.createTempDirectory(root, "home");
            FaultyFileAccess disk = FaultyFileAccess.at(home, seed);
            script(home, PlantedFaults.withoutSync(disk, file -> true));
            disk.crash();
            missing += later(home, disk).containsAll(changes) ? 0 : 1;
        }
        assertThat(missing).isPositive();
    }

    private void requireAll(Path home, FaultyFileAccess disk, String when) {
        assertThat(later(home, disk)).as(when).containsAll(acknowledged);
    }

    /** Two lives of a history; every third event is a change. */
    private void script(Path home, FileAccess disk) {
        acknowledged.clear();
        changes.clear();
        for (int life = 0; life < 2; life++) {
            try (HealthHistory history = HealthHistory.open(home.resolve("health"), disk, LIMITS)) {
                for (int number = life * 7; number < life * 7 + 7; number++) {
                    tell(history, number);
                }
            } catch (BarqueException e) {
                assertThat(e.code()).isEqualTo("ops.cannot-write-history");
            }
        }
    }

    private void tell(HealthHistory history, int number) {
        try {
            history.on(event(number));
            acknowledged.add(number);
            if (number % 3 == 0) {
                changes.add(number);
            }
        } catch (BarqueException e) {
            assertThat(e.code()).isEqualTo("ops.cannot-write-history");
        }
    }

    /** Another process goes on with it: its line is whole, whatever stood before. */
    private static List<Integer> later(Path home, FaultyFileAccess disk) {
        Path directory = home.resolve("health");
        try (HealthHistory history = HealthHistory.open(directory, disk, LIMITS)) {
            history.on(event(900));
        }
        List<Integer> numbers = new ArrayList<>();
        for (HealthRecord record : HealthRecords.read(directory, disk).records()) {
            int number = (int) Duration.between(START, record.at()).toSeconds();
            assertThat(record.text()).isEqualTo(text(number));
            numbers.add(number);
        }
        assertThat(numbers).doesNotHaveDuplicates().contains(900);
        return numbers;
    }

    private static String text(int number) {
        return "number " + number + " " + "x".repeat(number * 37 % 200);
    }

    private static HealthEvent event(int number) {
        HealthStatus status = number % 6 < 3 ? HealthStatus.HEALTHY : HealthStatus.DEGRADED;
        return new HealthEvent(
                START.plusSeconds(number),
                new CheckState(
                        new CheckResult(
                                new HealthCheck.Descriptor(
                                        "disk",
                                        "Is it well?",
                                        Set.of(),
                                        Duration.ofSeconds(1),
                                        HealthCheck.Criticality.CRITICAL,
                                        Set.of()),
                                new Verdict.Healthy(text(number)),
                                START,
                                Duration.ZERO,
                                Optional.empty()),
                        status,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        List.of()),
                number % 3 == 0 ? HealthStatus.UNKNOWN : status);
    }
}
