package dev.barque.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.error.BarqueException;
import dev.barque.core.trial.Trial;
import dev.barque.core.trial.TrialHistory;
import dev.barque.store.io.FileAccess;
import dev.barque.store.trials.JsonlTrialLedger;
import dev.barque.testkit.FaultyFileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trial ledger on a bad disk: what was entered stays, and a death is never taken for somebody who cuts. */
class TrialLedgerCrashTest {
    private static final int TRIALS = 3;
    private static final int LATER = 900;

    @TempDir
    private Path root;

    private final List<Integer> acknowledged = new ArrayList<>();

    @Test
    void the_process_may_die_at_any_call() throws IOException {
        AtEveryCall.of(root, this::script).theProcessDies(this::requireAll);
    }

    @Test
    void the_power_may_go_at_any_call() throws IOException {
        AtEveryCall.of(root, this::script).thePowerGoes(Dose.of(4, 100), this::requireAll);
    }

    @Test
    void any_call_may_fail_once_or_from_then_on() throws IOException {
        AtEveryCall.of(root, this::script).itFails(this::requireAll);
    }

    @Test
    void a_ledger_that_does_not_sync_is_noticed() throws IOException {
        int missing = 0;
        for (int seed = 0; seed < 20; seed++) {
            Path home = Files.createTempDirectory(root, "home");
            FaultyFileAccess disk = FaultyFileAccess.at(home, seed);
            enter(home, PlantedFaults.withoutSync(disk, file -> true), 1);
            disk.crash();
            missing += numbers(JsonlTrialLedger.ofHome(home, disk).history()).contains(1) ? 0 : 1;
        }
        assertThat(missing).isPositive();
    }

    private void script(Path home, FileAccess disk) {
        acknowledged.clear();
        for (int number = 0; number < TRIALS; number++) {
            enter(home, disk, number);
        }
    }

    private void enter(Path home, FileAccess disk, int number) {
        try {
            JsonlTrialLedger.ofHome(home, disk).enter(trial(number));
            acknowledged.add(number);
        } catch (BarqueException e) {
            assertThat(e.code()).isIn("store.cannot-write", "store.cannot-read");
        }
    }

    private void requireAll(Path home, FaultyFileAccess disk, String when) {
        JsonlTrialLedger ledger = JsonlTrialLedger.ofHome(home, disk);
        TrialHistory found = ledger.history();
        assertThat(numbers(found)).as(when).containsAll(acknowledged);
        assertThat(found.findings()).as(when).isEmpty();
        ledger.enter(trial(LATER));
        TrialHistory after = ledger.history();
        assertThat(after.findings()).as(when + ", and another one").isEmpty();
        assertThat(numbers(after)).containsAll(numbers(found)).contains(LATER);
        assertThat(after.counted()).isEqualTo(after.entries().size());
    }

    private static List<Integer> numbers(TrialHistory history) {
        return history.entries().stream()
                .map(entry -> Integer.parseInt(entry.trial().configuration()))
                .toList();
    }

    private static Trial trial(int number) {
        LocalDate day = LocalDate.parse("2025-10-24");
        return new Trial(
                Instant.EPOCH.plusSeconds(number),
                "SPY",
                "number " + number + "x".repeat(number * 37 % 200),
                String.valueOf(number),
                day,
                day,
                "r",
                new Trial.Returns(List.of(day), List.of(number / 3.0)));
    }
}
