package dev.barque.testkit.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.trial.Trial;
import dev.barque.core.trial.TrialEntry;
import dev.barque.core.trial.TrialHistory;
import dev.barque.core.trial.TrialLedger;
import dev.barque.store.trials.JsonlTrialLedger;
import dev.barque.testkit.TrialLedgerConformance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The suite is tested too. */
class TrialLedgerConformanceTest {
    private static UnaryOperator<TrialLedger> fault = UnaryOperator.identity();

    @Test
    void a_sound_ledger_passes() {
        fault = UnaryOperator.identity();

        assertThat(SuiteRun.of(Suite.class).failures()).isEmpty();
    }

    @Test
    void a_ledger_that_never_finds_anything_fails() {
        fault = sound -> new Delegate(sound) {
            @Override
            public TrialHistory history() {
                TrialHistory history = super.history();
                return new TrialHistory(history.entries(), history.counted(), List.of());
            }
        };

        assertThat(SuiteRun.of(Suite.class).failed())
                .containsExactlyInAnyOrder(
                        "a_first_entry_that_is_taken_out_is_noticed_and_still_counts",
                        "an_entry_that_is_taken_out_of_the_middle_is_noticed_and_still_counts",
                        "a_last_entry_that_is_taken_out_is_noticed_and_still_counts");
    }

    @Test
    void a_ledger_that_counts_what_is_left_fails() {
        fault = sound -> new Delegate(sound) {
            @Override
            public TrialHistory history() {
                TrialHistory history = super.history();
                return new TrialHistory(history.entries(), history.entries().size(), history.findings());
            }
        };

        assertThat(SuiteRun.of(Suite.class).failed())
                .contains("a_last_entry_that_is_taken_out_is_noticed_and_still_counts");
    }

    @Test
    void a_ledger_that_enters_a_run_once_only_fails() {
        fault = sound -> new Delegate(sound) {
            @Override
            public TrialEntry enter(Trial trial) {
                Optional<TrialEntry> same = super.history().entries().stream()
                        .filter(entry -> entry.trial().repeats(trial))
                        .findFirst();
                return same.orElseGet(() -> super.enter(trial));
            }
        };

        assertThat(SuiteRun.of(Suite.class).failed())
                .contains("a_run_that_is_made_again_is_entered_again_and_counts_once");
    }

    @Test
    void a_ledger_that_remembers_its_history_fails() {
        fault = sound -> new Delegate(sound) {
            private @Nullable TrialHistory seen;

            @Override
            public TrialHistory history() {
                TrialHistory history = seen == null ? super.history() : seen;
                seen = history;
                return history;
            }
        };

        assertThat(SuiteRun.of(Suite.class).failed())
                .contains("an_entry_is_in_the_history_when_it_was_acknowledged_also_for_others");
    }

    @Test
    void a_ledger_whose_seals_stand_for_single_trials_fails() {
        fault = sound -> new Delegate(sound) {
            @Override
            public TrialEntry enter(Trial trial) {
                return alone(super.enter(trial));
            }

            @Override
            public TrialHistory history() {
                TrialHistory history = super.history();
                List<TrialEntry> entries =
                        history.entries().stream().map(this::alone).toList();
                return new TrialHistory(entries, history.counted(), history.findings());
            }

            private TrialEntry alone(TrialEntry entry) {
                return new TrialEntry(
                        entry.number(), entry.trial(), "s" + entry.trial().hashCode());
            }
        };

        assertThat(SuiteRun.of(Suite.class).failed()).containsExactly("a_seal_stands_for_an_entry_and_all_before_it");
    }

    @Test
    void a_ledger_that_cuts_long_texts_fails() {
        fault = sound -> new Delegate(sound) {
            @Override
            public TrialEntry enter(Trial trial) {
                String text = trial.configuration();
                return super.enter(new Trial(
                        trial.at(),
                        trial.family(),
                        trial.name(),
                        text.substring(0, Math.min(text.length(), 255)),
                        trial.firstDate(),
                        trial.lastDate(),
                        trial.resultDigest(),
                        trial.returns()));
            }
        };

        assertThat(SuiteRun.of(Suite.class).failed())
                .contains("texts_in_any_script_and_numbers_at_their_bounds_come_back");
    }

    /** Like the sound one. */
    static class Delegate implements TrialLedger {
        private final TrialLedger sound;

        Delegate(TrialLedger sound) {
            this.sound = sound;
        }

        @Override
        public TrialEntry enter(Trial trial) {
            return sound.enter(trial);
        }

        @Override
        public TrialHistory history() {
            return sound.history();
        }
    }

    static class Suite extends TrialLedgerConformance {
        @TempDir
        private Path home;

        @Override
        protected TrialLedger open() {
            return fault.apply(JsonlTrialLedger.ofHome(home));
        }

        @Override
        protected void takeOut(long number, long entries) throws IOException {
            Path file = JsonlTrialLedger.ofHome(home).file();
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            lines.remove((int) number - 1);
            Files.write(file, lines);
        }
    }
}
