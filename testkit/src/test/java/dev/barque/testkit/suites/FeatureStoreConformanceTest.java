package dev.barque.testkit.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureStore;
import dev.barque.testkit.FeatureStoreConformance;
import dev.barque.testkit.suites.FaultyStore.Fault;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The suite is tested too: each planted fault fails the test that is about it. In a package of its own, as the tests of
 * plug-in authors are.
 */
class FeatureStoreConformanceTest {
    private static final String MODEL = "random_histories_agree_with_a_naive_model";

    private static Fault fault = Fault.NONE;

    @Test
    void a_sound_store_passes() {
        SuiteRun run = run(Fault.NONE);

        assertThat(run.failed()).isEmpty();
        assertThat(run.passed()).hasSizeGreaterThan(25);
    }

    @Test
    void a_store_that_looks_a_microsecond_ahead_fails() {
        assertThat(failures(Fault.LOOKS_A_MICROSECOND_AHEAD))
                .contains(
                        "a_row_is_seen_at_its_own_instant_and_not_a_microsecond_before",
                        "a_row_is_seen_from_the_microsecond_at_which_it_was_known",
                        "a_correction_does_not_change_what_was_known_before_it",
                        MODEL);
    }

    @Test
    void a_store_that_forgets_when_rows_were_known_fails() {
        assertThat(failures(Fault.FORGETS_WHEN_A_ROW_WAS_KNOWN))
                .contains("a_correction_does_not_change_what_was_known_before_it", MODEL);
    }

    @Test
    void a_store_that_breaks_ties_wrongly_fails() {
        assertThat(failures(Fault.LETS_THE_FIRST_OF_EQUAL_TIMES_WIN))
                .contains("of_rows_with_equal_times_the_one_written_last_wins", MODEL);
        assertThat(failures(Fault.PREFERS_KNOWLEDGE_TO_EVENT_TIME))
                .contains("the_latest_event_wins_even_over_a_row_that_became_known_later", MODEL);
    }

    @Test
    void a_store_that_keeps_repeated_rows_fails() {
        assertThat(failures(Fault.KEEPS_REPEATED_ROWS))
                .contains(
                        "repeating_a_row_changes_nothing", "repeating_an_overruled_row_does_not_bring_it_back", MODEL);
    }

    @Test
    void a_store_that_keeps_half_a_batch_fails() {
        assertThat(failures(Fault.KEEPS_HALF_A_BATCH))
                .containsExactlyInAnyOrder(
                        "a_batch_with_a_changed_schema_is_refused_as_a_whole",
                        "a_batch_that_holds_a_null_is_refused_as_a_whole");
    }

    @Test
    void a_store_that_looks_back_without_end_fails() {
        assertThat(failures(Fault.LOOKS_BACK_WITHOUT_END))
                .contains(
                        "a_same_date_set_looks_at_the_utc_date_of_the_instant_only",
                        "a_maximal_age_reaches_over_midnight_and_ends_to_the_microsecond",
                        MODEL);
    }

    @Test
    void a_store_that_folds_the_case_of_symbols_fails() {
        assertThat(failures(Fault.FOLDS_THE_CASE_OF_SYMBOLS))
                .contains("symbols_are_told_apart_by_every_character", MODEL);
    }

    @Test
    void a_store_that_misnames_the_reason_fails() {
        assertThat(failures(Fault.MISNAMES_THE_REASON))
                .hasSizeGreaterThanOrEqualTo(5)
                .allMatch(name -> name.contains("diagnosed"));
    }

    @Test
    void a_failure_of_the_random_histories_names_the_seed_to_repeat_with() {
        assertThat(run(Fault.LOOKS_A_MICROSECOND_AHEAD).failures().get(MODEL))
                .contains("repeat with -Dbarque.test.seed=1");
    }

    private static Set<String> failures(Fault planted) {
        return run(planted).failed();
    }

    private static SuiteRun run(Fault planted) {
        fault = planted;
        return SuiteRun.of(Suite.class);
    }

    /** Not found by Surefire, which leaves nested classes to JUnit, nor by JUnit, for which it is no nested test. */
    static class Suite extends FeatureStoreConformance {
        @Override
        protected FeatureStore open(List<FeatureSet> sets) {
            return new FaultyStore(fault);
        }
    }
}
