package dev.barque.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.trial.Trial;
import dev.barque.core.trial.TrialEntry;
import dev.barque.core.trial.TrialHistory;
import dev.barque.core.trial.TrialLedger;
import dev.barque.testkit.internal.Seeds;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link TrialLedger} does. Extend it in the tests of yours. */
public abstract class TrialLedgerConformance {
    private static final LocalDate DAY = LocalDate.parse("2025-10-24");

    /** For subclasses. */
    protected TrialLedgerConformance() {}

    /** The ledger, always the same one within a test and empty at its beginning, as another process would open it. */
    protected abstract TrialLedger open() throws Exception;

    /**
     * Takes one entry out as somebody would who wants a trial forgotten: its line, row or object, and nothing by which the ledger
     * notices.
     *
     * @param number of the entry
     * @param entries how many there are
     */
    protected abstract void takeOut(long number, long entries) throws Exception;

    @Test
    void an_empty_ledger_is_whole_and_has_counted_nothing() throws Exception {
        assertThat(open().history()).isEqualTo(new TrialHistory(List.of(), 0, List.of()));
    }

    @Test
    void entries_are_numbered_from_1_without_gaps_and_come_back_in_order_whoever_opens_next() throws Exception {
        List<TrialEntry> entered = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            entered.add(open().enter(trial(i)));
        }

        assertThat(entered).extracting(TrialEntry::number).containsExactlyElementsOf(numbers(10));
        assertThat(entered).extracting(TrialEntry::trial).containsExactlyElementsOf(trials(10));
        assertThat(open().history()).isEqualTo(new TrialHistory(entered, 10, List.of()));
    }

    @Test
    void an_entry_is_in_the_history_when_it_was_acknowledged_also_for_others() throws Exception {
        TrialLedger writer = open();
        TrialLedger reader = open();
        for (int i = 0; i < 5; i++) {
            TrialEntry entry = writer.enter(trial(i));

            assertThat(reader.history().entries()).as("entry %d", i + 1).endsWith(entry);
        }
    }

    @Test
    void a_history_does_not_change_after_it_was_given() throws Exception {
        TrialLedger ledger = open();
        ledger.enter(trial(0));
        TrialHistory before = ledger.history();
        ledger.enter(trial(1));

        assertThat(before.entries()).hasSize(1);
        assertThat(before.counted()).isEqualTo(1);
    }

    @Test
    void a_run_that_is_made_again_is_entered_again_and_counts_once() throws Exception {
        TrialLedger ledger = open();
        ledger.enter(trial(1));
        ledger.enter(trial(2));
        TrialEntry again = ledger.enter(trial(1));

        assertThat(ledger.history().entries()).hasSize(3);
        assertThat(ledger.history().different("SPY"))
                .extracting(TrialEntry::number)
                .containsExactly(2L, 3L);
        assertThat(ledger.history().different("SPY")).contains(again);
    }

    @Test
    void a_seal_stands_for_an_entry_and_all_before_it() throws Exception {
        TrialLedger ledger = open();
        Set<String> seals = new HashSet<>();
        for (int i = 0; i < 6; i++) {
            // Equal trials behind different entries have different seals.
            seals.add(ledger.enter(trial(i % 2)).seal());
        }

        assertThat(seals).hasSize(6).doesNotContain("");
        assertThat(open().history().entries()).extracting(TrialEntry::seal).containsExactlyInAnyOrderElementsOf(seals);
    }

    @Test
    void a_first_entry_that_is_taken_out_is_noticed_and_still_counts() throws Exception {
        requireNoticed(1);
    }

    @Test
    void an_entry_that_is_taken_out_of_the_middle_is_noticed_and_still_counts() throws Exception {
        requireNoticed(2);
    }

    @Test
    void a_last_entry_that_is_taken_out_is_noticed_and_still_counts() throws Exception {
        requireNoticed(3);
    }

    private void requireNoticed(long gone) throws Exception {
        TrialLedger ledger = open();
        for (int i = 0; i < 3; i++) {
            ledger.enter(trial(i));
        }
        assertThat(ledger.history().isWhole()).as("before").isTrue();

        takeOut(gone, 3);

        TrialHistory history = open().history();
        assertThat(history.isWhole()).isFalse();
        assertThat(history.missing()).isEqualTo(1);
        assertThat(history.counted()).isEqualTo(3);
        TrialEntry next = open().enter(trial(9));
        assertThat(next.number()).as("no number is given twice").isEqualTo(4);
        assertThat(open().history().isWhole()).as("with another one behind it").isFalse();
        assertThat(open().history().counted()).isEqualTo(4);
        assertThat(open().history().entries()).contains(next);
    }

    @Test
    void threads_that_enter_at_once_get_numbers_of_their_own() throws Exception {
        TrialLedger shared = open();
        TrialLedger other = open();
        List<TrialEntry> entered = IntStream.range(0, 32)
                .parallel()
                .mapToObj(i -> (i % 2 == 0 ? shared : other).enter(trial(i)))
                .toList();

        TrialHistory history = open().history();
        assertThat(history.isWhole()).isTrue();
        assertThat(history.entries()).extracting(TrialEntry::number).containsExactlyElementsOf(numbers(32));
        assertThat(history.entries()).containsExactlyInAnyOrderElementsOf(entered);
    }

    @Test
    void texts_in_any_script_and_numbers_at_their_bounds_come_back() throws Exception {
        Trial strange = new Trial(
                Instant.parse("2026-01-02T03:04:05.678901Z"),
                "ES=F,BTC/USDT",
                "\"na\u00efve\" \\ \u6226\u7565\n\t'x'; --",
                "c".repeat(500),
                LocalDate.parse("1999-12-31"),
                LocalDate.parse("2030-01-01"),
                "r",
                new Trial.Returns(
                        List.of(DAY, DAY.plusDays(1), DAY.plusDays(2), DAY.plusDays(3)),
                        List.of(Double.MIN_VALUE, -0.0, -Double.MAX_VALUE, 0.1 + 0.2)));
        Trial without = new Trial(Instant.EPOCH, "f", "n", "c", DAY, DAY, "r", new Trial.Returns(List.of(), List.of()));
        open().enter(strange);
        open().enter(without);

        assertThat(open().history().entries()).extracting(TrialEntry::trial).containsExactly(strange, without);
    }

    @Test
    void random_histories_agree_with_a_list() throws Exception {
        for (long seed : Seeds.seeds(1)) {
            Random random = new Random(seed);
            TrialLedger ledger = open();
            List<TrialEntry> expected = new ArrayList<>(ledger.history().entries());
            for (int i = 0; i < 60; i++) {
                switch (random.nextInt(4)) {
                    case 0 -> ledger = open();
                    case 1 ->
                        assertThat(ledger.history().entries())
                                .as(Seeds.repeat(seed))
                                .isEqualTo(expected);
                    default -> expected.add(ledger.enter(trial(random.nextInt(12))));
                }
            }
            assertThat(open().history())
                    .as(Seeds.repeat(seed))
                    .isEqualTo(new TrialHistory(expected, expected.size(), List.of()));
            assertThat(expected).extracting(TrialEntry::number).containsExactlyElementsOf(numbers(expected.size()));
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void nothing_is_no_trial() throws Exception {
        TrialLedger ledger = open();

        assertThatThrownBy(() -> ledger.enter(null)).isInstanceOf(NullPointerException.class);
        assertThat(open().history().entries()).isEmpty();
    }

    private static List<Long> numbers(int count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }

    private static List<Trial> trials(int count) {
        return IntStream.range(0, count).mapToObj(TrialLedgerConformance::trial).toList();
    }

    private static Trial trial(int i) {
        return new Trial(
                Instant.parse("2026-01-02T03:04:05Z").plusSeconds(i),
                "SPY",
                "V1 " + i,
                "c" + i,
                DAY,
                DAY.plusDays(3),
                "r" + i,
                new Trial.Returns(List.of(DAY, DAY.plusDays(3)), List.of(i / 7.0, -0.001 * i)));
    }
}
