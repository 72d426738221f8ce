package dev.barque.benchmarks.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.benchmarks.nightly.Comparison.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    private static final Map<String, Double> BEFORE = Map.of("join: each", 2.0, "read: find", 4.0);

    private static String results(double ours, String limit) {
        return """
                {"questions": [
                  {"question": "join", "unit": "NANOS", "lines": [
                    {"name": "each", "role": "OURS", "nanos": %s, "bytes": 0},
                    {"name": "DuckDB", "role": "PEER", "nanos": 900},
                    {"name": "absent loop", "role": "LIMIT", "nanos": "NaN"},
                    {"name": "plain loop", "role": "LIMIT", "nanos": %s}]},
                  {"question": "health", "lines": [{"name": "pass", "role": "OURS", "nanos": 5}]}]}
                """.formatted(ours, limit);
    }

    @Test
    void figures_are_ratios_to_the_limit_of_the_same_run_so_that_a_slow_machine_changes_nothing() {
        assertThat(Figures.ofResults(results(300, "100"))).isEqualTo(Map.of("join: each", 3.0));
        assertThat(Figures.ofResults(results(3_000, "1000"))).isEqualTo(Map.of("join: each", 3.0));
        assertThat(Figures.ofResults(results(300, "\"NaN\""))).isEmpty();
    }

    @Test
    void what_takes_longer_beside_its_limit_than_the_tolerance_allows_fails_and_comes_first() {
        Comparison comparison = Comparison.of(BEFORE, Map.of("join: each", 3.02, "read: find", 4.2), 1.5);

        assertThat(comparison.fails()).isTrue();
        assertThat(comparison.rows()).extracting(Comparison.Row::change).containsExactly(Change.SLOWER, Change.SAME);
        assertThat(comparison.table())
                .contains("| join: each | 2.00 | 3.02 | slower, 1.51 times |", "| read: find | 4.00 | 4.20 |  |");
    }

    @Test
    void what_stays_within_the_tolerance_or_becomes_faster_or_is_new_fails_nothing() {
        Comparison comparison =
                Comparison.of(BEFORE, Map.of("join: each", 2.99, "read: find", 2.0, "scan: column", 9.0), 1.5);

        assertThat(comparison.fails()).isFalse();
        assertThat(comparison.rows())
                .extracting(Comparison.Row::change)
                .containsExactly(Change.FASTER, Change.NEW, Change.SAME);
    }

    @Test
    void a_figure_that_is_gone_fails() {
        assertThat(Comparison.of(BEFORE, Map.of("join: each", 2.0), 1.5).fails())
                .isTrue();
    }

    @Test
    void a_tolerance_that_is_none_is_refused() {
        assertThatThrownBy(() -> Comparison.of(BEFORE, BEFORE, 1)).hasMessageContaining("tolerance must be above 1");
    }

    @Test
    void a_baseline_comes_back_as_it_was_kept(@TempDir Path directory) throws IOException {
        Figures kept = new Figures("2026-11-21", "17.0.15", BEFORE);
        kept.write(directory.resolve("baseline.json"));
        assertThat(Figures.read(directory.resolve("baseline.json"))).isEqualTo(kept);
    }
}
