package dev.barque.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DampingTest {
    private static final HealthStatus[] STATUSES = HealthStatus.values();

    @Test
    void the_first_result_is_shown_as_it_is() {
        assertThat(shown(3, 3, "U")).isEqualTo("U");
    }

    @Test
    void worse_is_shown_after_so_many_in_a_row_and_better_after_so_many() {
        assertThat(shown(3, 2, "HUUUHH")).isEqualTo("HHHUUH");
    }

    @Test
    void one_success_in_between_begins_the_count_anew() {
        assertThat(shown(3, 1, "HUUHUUHUUHUUU")).isEqualTo("HHHHHHHHHHHHU");
        assertThat(shown(1, 3, "UHHUHHUHHH")).isEqualTo("UUUUUUUUUH");
    }

    @Test
    void trouble_of_several_kinds_counts_as_the_least_of_them() {
        assertThat(shown(3, 1, "HDUUU")).isEqualTo("HHHDU");
        assertThat(shown(2, 2, "H?U")).isEqualTo("HH?");
    }

    @Test
    void random_results_agree_with_looking_back_over_all_of_them() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int failures = random.nextInt(1, 5);
            int successes = random.nextInt(1, 5);
            Damping damping = new Damping(CheckPolicy.standard().withDamping(failures, successes));
            List<HealthStatus> all = new ArrayList<>();
            HealthStatus expected = HealthStatus.UNKNOWN;
            for (int i = 0; i < 60; i++) {
                HealthStatus next =
                        random.nextInt(3) == 0 || all.isEmpty() ? STATUSES[random.nextInt(4)] : all.get(all.size() - 1);
                all.add(next);
                damping.add(next);
                expected = all.size() == 1 ? next : naive(all, expected, failures, successes);
                assertThat(damping.shown())
                        .as("seed %d, result %d of %s", seed, i, all)
                        .isEqualTo(expected);
                assertThat(damping.recent()).isEqualTo(all.subList(Math.max(0, all.size() - 20), all.size()));
            }
        }
    }

    @Test
    void flapping_begins_with_ten_changes_in_twenty_steps_and_ends_below_five() {
        Damping damping = new Damping(CheckPolicy.standard());
        for (int i = 0; i <= 9; i++) {
            damping.add(STATUSES[i % 2]);
        }
        assertThat(damping.isFlapping()).as("nine changes").isFalse();
        damping.add(HealthStatus.HEALTHY);
        assertThat(damping.isFlapping()).as("ten").isTrue();
        // Ten changes leave the last 20 steps one by one once 20 steps have gone by.
        for (int i = 0; i < 15; i++) {
            damping.add(HealthStatus.HEALTHY);
        }
        assertThat(damping.isFlapping()).as("five are left").isTrue();
        damping.add(HealthStatus.HEALTHY);
        assertThat(damping.isFlapping()).as("four").isFalse();
    }

    @Test
    void a_policy_refuses_what_makes_no_sense() {
        CheckPolicy policy = CheckPolicy.standard();
        assertThatThrownBy(() -> policy.withDamping(0, 1)).hasMessageContaining("count from 1");
        assertThatThrownBy(() -> policy.withTimeToLive(Duration.ofHours(1))).hasMessageContaining("stale after");
    }

    /** Worse: the least of the last n, if that is worse. Better: the worst of the last m, if that is better. */
    private static HealthStatus naive(List<HealthStatus> all, HealthStatus shown, int failures, int successes) {
        if (all.size() >= failures) {
            HealthStatus least = all.subList(all.size() - failures, all.size()).stream()
                    .min(HealthStatus::compareTo)
                    .orElseThrow();
            if (least.compareTo(shown) > 0) {
                return least;
            }
        }
        if (all.size() >= successes) {
            HealthStatus worst = all.subList(all.size() - successes, all.size()).stream()
                    .max(HealthStatus::compareTo)
                    .orElseThrow();
            if (worst.compareTo(shown) < 0) {
                return worst;
            }
        }
        return shown;
    }

    private static String shown(int failures, int successes, String results) {
        Damping damping = new Damping(CheckPolicy.standard().withDamping(failures, successes));
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < results.length(); i++) {
            damping.add(STATUSES["HD?U".indexOf(results.charAt(i))]);
            for (HealthStatus status : STATUSES) {
                if (status == damping.shown()) {
                    shown.append("HD?U".charAt(List.of(STATUSES).indexOf(status)));
                }
            }
        }
        return shown.toString();
    }
}
