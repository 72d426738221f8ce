package dev.barque.store.trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.trial.Trial;
import dev.barque.core.trial.TrialEntry;
import dev.barque.core.trial.TrialHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the ledger keeps, and every way to make it forget that is noticed. */
class JsonlTrialLedgerTest {
    @TempDir
    private Path home;

    private JsonlTrialLedger ledger;

    @BeforeEach
    void open() {
        ledger = JsonlTrialLedger.ofHome(home);
    }

    @Test
    void a_home_without_trials_has_an_empty_history_and_is_not_touched() throws IOException {
        assertThat(ledger.history()).isEqualTo(new TrialHistory(List.of(), 0, List.of()));
        try (var files = Files.list(home)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void trials_come_back_bit_by_bit_in_their_order() {
        List<TrialEntry> entered = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            entered.add(ledger.enter(trial(i)));
        }
        TrialHistory history = JsonlTrialLedger.ofHome(home).history();
        assertThat(history.entries()).isEqualTo(entered);
        assertThat(history.entries().stream().map(TrialEntry::trial))
                .isEqualTo(IntStream.range(0, 20)
                        .mapToObj(JsonlTrialLedgerTest::trial)
                        .toList());
        assertThat(history.isWhole()).isTrue();
        assertThat(history.counted()).isEqualTo(20);
        assertThat(history.missing()).isZero();
        assertThat(history.entry(7)).contains(entered.get(6));
    }

    @Test
    void a_run_that_is_made_again_counts_once_and_other_days_or_settings_count_anew() {
        ledger.enter(trial(1));
        ledger.enter(trial(2));
        TrialEntry again = ledger.enter(trial(1));
        Trial otherFamily = new Trial(
                trial(1).at(), "QQQ", "V1", "c1", trial(1).firstDate(), trial(1).lastDate(), "r", trial(1).returns());
        ledger.enter(otherFamily);
        assertThat(ledger.history().different("SPY").stream().map(TrialEntry::number))
                .containsExactly(2L, 3L);
        assertThat(ledger.history().different("SPY")).contains(again);
        assertThat(ledger.history().different("QQQ")).hasSize(1);
        assertThat(ledger.history().different("IWM")).isEmpty();
    }

    @Test
    void any_byte_that_is_altered_is_noticed() throws IOException {
        for (int i = 0; i < 4; i++) {
            ledger.enter(trial(i));
        }
        byte[] whole = Files.readAllBytes(ledger.file());
        for (int at = 0; at < whole.length; at++) {
            byte[] altered = whole.clone();
            altered[at] ^= 1;
            Files.write(ledger.file(), altered);
            assertThat(ledger.history().isWhole()).as("byte %d", at).isFalse();
        }
    }

    @Test
    void a_file_cut_at_any_byte_is_noticed_and_goes_on_being_noticed_after_the_next_trial() throws IOException {
        for (int i = 0; i < 3; i++) {
            ledger.enter(trial(i));
        }
        byte[] whole = Files.readAllBytes(ledger.file());
        byte[] head = Files.readAllBytes(home.resolve("trials-head.json"));
        for (int cut = 0; cut < whole.length; cut++) {
            Files.write(ledger.file(), Arrays.copyOf(whole, cut));
            Files.write(home.resolve("trials-head.json"), head);
            TrialHistory cutOff = ledger.history();
            assertThat(cutOff.isWhole()).as("cut at %d", cut).isFalse();
            assertThat(cutOff.counted())
                    .as("the number of trials is not forgotten")
                    .isEqualTo(3);
            assertThat(cutOff.missing()).isPositive();
            if (cut % 29 != 0 && (cut == 0 || whole[cut - 1] != '\n')) {
                continue; // entering waits for the disk
            }
            TrialEntry next = ledger.enter(trial(9));
            assertThat(next.number()).as("cut at %d", cut).isEqualTo(4);
            assertThat(ledger.history().isWhole())
                    .as("cut at %d, after the next", cut)
                    .isFalse();
            assertThat(ledger.history().entries()).contains(next);
        }
    }

    @Test
    void lines_taken_out_moved_doubled_or_put_in_are_noticed() throws IOException {
        for (int i = 0; i < 6; i++) {
            ledger.enter(trial(i));
        }
        List<String> lines = Files.readAllLines(ledger.file());
        SplittableRandom random = new SplittableRandom(42);
        for (int round = 0; round < 200; round++) {
            List<String> changed = new ArrayList<>(lines);
            int at = random.nextInt(changed.size());
            switch (random.nextInt(3)) {
                case 0 -> changed.remove(at);
                case 1 -> changed.add(random.nextInt(changed.size() + 1), changed.get(at));
                default ->
                    Collections.swap(changed, at, (at + 1 + random.nextInt(changed.size() - 1)) % changed.size());
            }
            Files.write(ledger.file(), changed);
            assertThat(ledger.history().isWhole())
                    .as("seed 42, round %d", round)
                    .isFalse();
        }
        Files.write(ledger.file(), lines);
        assertThat(ledger.history().isWhole()).isTrue();
    }

    @Test
    void a_ledger_that_was_deleted_is_noticed_and_the_count_goes_on() throws IOException {
        for (int i = 0; i < 5; i++) {
            ledger.enter(trial(i));
        }
        Files.delete(ledger.file());
        assertThat(ledger.history().findings()).containsExactly("All entries are missing: 5 were entered");
        assertThat(ledger.history().missing()).isEqualTo(5);
        assertThat(ledger.enter(trial(7)).number()).isEqualTo(6);
        assertThat(ledger.history().findings()).containsExactly("Entries 1 to 5 are missing before line 1");
        assertThat(ledger.history().counted()).isEqualTo(6);
    }

    @Test
    void a_head_that_is_gone_damaged_or_put_back_is_noticed_where_it_could_hide_something() throws IOException {
        Path head = home.resolve("trials-head.json");
        ledger.enter(trial(0));
        ledger.enter(trial(1));
        byte[] older = Files.readAllBytes(head);
        ledger.enter(trial(2));
        Files.write(head, older);
        assertThat(ledger.history().isWhole())
                .as("a death came before the head")
                .isTrue();
        Files.delete(head);
        assertThat(ledger.history().findings())
                .containsExactly("The file that says how many entries there are is missing");
        Files.writeString(head, "{");
        assertThat(ledger.history().findings().get(0)).contains("trials-head.json was altered or damaged");
    }

    @Test
    void a_ledger_written_anew_is_noticed_by_whoever_kept_a_seal() throws IOException {
        ledger.enter(trial(0));
        String kept = ledger.enter(trial(1)).seal();
        Files.delete(ledger.file());
        Files.delete(home.resolve("trials-head.json"));
        ledger.enter(trial(5));
        ledger.enter(trial(1));
        assertThat(ledger.history().isWhole())
                .as("by itself the home does not show it")
                .isTrue();
        assertThat(ledger.history().entry(2).orElseThrow().seal()).isNotEqualTo(kept);
    }

    @Test
    void threads_that_enter_at_once_wait_for_each_other() {
        IntStream.range(0, 40)
                .parallel()
                .forEach(i -> JsonlTrialLedger.ofHome(home).enter(trial(i)));
        TrialHistory history = ledger.history();
        assertThat(history.isWhole()).isTrue();
        assertThat(history.entries().stream()
                        .map(e -> e.trial().configuration())
                        .distinct())
                .hasSize(40);
    }

    @Test
    void entering_reads_and_writes_as_much_however_many_trials_there_are() {
        CountingFiles disk = new CountingFiles();
        JsonlTrialLedger counted = JsonlTrialLedger.ofHome(home, disk);
        for (int i = 0; i < 100; i++) {
            counted.enter(yearOf(i));
        }
        long early = disk.bytes();
        for (int i = 100; i < 700; i++) {
            counted.enter(yearOf(i));
        }
        disk.bytes();
        for (int i = 700; i < 800; i++) {
            counted.enter(yearOf(i));
        }
        long late = disk.bytes();

        assertThat(late).isBetween(early / 2, early * 11 / 10);
        TrialHistory history = ledger.history();
        assertThat(history.isWhole()).isTrue();
        assertThat(history.entries()).hasSize(800);
    }

    @Test
    void processes_that_enter_at_once_wait_for_each_other() throws Exception {
        List<Process> children = new ArrayList<>();
        for (int child = 1; child <= 2; child++) {
            children.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            EnteringProcess.class.getName(),
                            home.toString(),
                            String.valueOf(child * 100))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start());
        }
        do {
            ledger.enter(trial(0));
        } while (children.stream().anyMatch(Process::isAlive));
        for (Process child : children) {
            assertThat(child.waitFor()).isZero();
        }
        assertThat(ledger.history().findings()).isEmpty();
        assertThat(ledger.history().different("SPY")).hasSize(1 + 2 * EnteringProcess.TRIALS);
    }

    /** Another process that enters trials into a home. */
    static final class EnteringProcess {
        static final int TRIALS = 20;

        private EnteringProcess() {}

        public static void main(String[] words) {
            int first = Integer.parseInt(words[1]);
            for (int i = first; i < first + TRIALS; i++) {
                JsonlTrialLedger.ofHome(Path.of(words[0])).enter(trial(i));
            }
        }
    }

    @Test
    void names_in_any_script_and_numbers_at_their_bounds_come_back() {
        Trial strange = new Trial(
                Instant.parse("2026-01-02T03:04:05.678901Z"),
                "ES=F,BTC/USDT",
                "\"naïve\" \\ 戦略\n\u0001",
                "c",
                LocalDate.parse("2025-01-01"),
                LocalDate.parse("2025-01-03"),
                "r",
                new Trial.Returns(
                        List.of(
                                LocalDate.parse("2025-01-01"),
                                LocalDate.parse("2025-01-02"),
                                LocalDate.parse("2025-01-03")),
                        List.of(Double.MIN_VALUE, -0.0, -Double.MAX_VALUE)));
        assertThat(ledger.enter(strange).trial()).isEqualTo(strange);
        assertThat(ledger.history().entries().get(0).trial()).isEqualTo(strange);
    }

    @Test
    void trials_that_cannot_be_are_refused_before_anything_is_written() {
        LocalDate day = LocalDate.parse("2025-01-01");
        Trial.Returns none = new Trial.Returns(List.of(), List.of());
        assertThatThrownBy(() -> new Trial(Instant.EPOCH, " ", "n", "c", day, day, "r", none))
                .isInstanceOf(BarqueException.class)
                .hasMessageContaining("family is blank");
        assertThatThrownBy(() -> new Trial(Instant.EPOCH, "f", "n", "c", day, day.minusDays(1), "r", none))
                .hasMessageContaining("2025-01-01 to 2024-12-31");
        assertThatThrownBy(() -> new Trial.Returns(List.of(day), List.of(Double.NaN)))
                .hasMessageContaining("is NaN");
        assertThatThrownBy(() -> new Trial.Returns(List.of(day, day), List.of(0.0, 0.0)))
                .hasMessageContaining("comes");
    }

    private static Trial yearOf(int i) {
        LocalDate first = LocalDate.parse("2025-01-02");
        List<LocalDate> dates =
                IntStream.range(0, 252).mapToObj(first::plusDays).toList();
        return new Trial(
                Instant.parse("2026-01-02T03:04:05Z"),
                "SPY",
                "V1",
                "c" + i,
                first,
                first.plusDays(252),
                "r",
                new Trial.Returns(dates, Collections.nCopies(252, 0.001)));
    }

    private static Trial trial(int i) {
        LocalDate first = LocalDate.parse("2025-10-24");
        return new Trial(
                Instant.parse("2026-01-02T03:04:05Z").plusSeconds(i),
                "SPY",
                "V1 " + i,
                "c" + i,
                first,
                first.plusDays(3),
                "r" + i,
                new Trial.Returns(List.of(first, first.plusDays(3)), List.of(i / 7.0, -0.001 * i)));
    }
}
