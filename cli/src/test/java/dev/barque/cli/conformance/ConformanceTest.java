package dev.barque.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A sample of the recordings of the published system, at least one of each kind, in src/test/resources/golden. The whole set
 * is checked by {@code barque conformance}.
 */
class ConformanceTest {
    @Test
    void the_published_profile_agrees_with_every_recorded_case_of_the_sample() {
        ConformanceReport report = Conformance.run(golden(), file -> {});

        assertThat(report.files().stream()
                        .flatMap(f -> f.firstFailure().stream().map(o -> f.file() + " " + o.id() + " " + o.detail())))
                .isEmpty();
        assertThat(report.isConforming()).isTrue();
        assertThat(report.files())
                .hasSize(10)
                .allSatisfy(f -> assertThat(f.count(Outcome.Kind.PASSED)).isPositive());
        assertThat(report.count(Outcome.Kind.PASSED)).isGreaterThan(700);
    }

    @Test
    void what_is_mended_or_excluded_says_by_which_rule() {
        ConformanceReport report = Conformance.run(golden(), file -> {});

        List<Outcome> others = report.files().stream()
                .flatMap(f -> f.outcomes().stream())
                .filter(o -> o.kind() != Outcome.Kind.PASSED)
                .toList();
        assertThat(others).extracting(Outcome::kind).contains(Outcome.Kind.MENDED, Outcome.Kind.EXCLUDED);
        assertThat(others).allSatisfy(o -> assertThat(o.detail()).isNotBlank());
        // A handful, not a way out.
        assertThat(others).hasSizeLessThan(30);
    }

    @ParameterizedTest
    @CsvSource({
        "engines.jsonl, '\"amihud\": 0.004', '\"amihud\": 0.00400001', ",
        "engines.jsonl, '\"hedge_force\": 0.', '\"hedge_force\": 0.1', ",
        "engines.jsonl, '\"zones_held\": 1', '\"zones_held\": 2', ",
        "engines.jsonl, '\"raises\": \"ValueError', '\"raises\": \"KeyError', ",
        "views.jsonl, '\"thesis\": \"pin\"', '\"thesis\": \"pins\"', ",
        "views.jsonl, 'notes\": \"amihud=', 'notes\": \"amihud=9', ",
        "ideas.jsonl, '\"time_stop_bars\": 7', '\"time_stop_bars\": 6', ",
        "ideas.jsonl, '\"reason\": \"mixed_signals\"', '\"reason\": \"no_alignment\"', ",
        "pipeline.jsonl, '\"flip_prob_10b\": 0.', '\"flip_prob_10b\": 0.1', ",
        "l1_transform.jsonl, '\"iv_dec\": 0.187', '\"iv_dec\": 0.188', ",
        "store_reads.jsonl, '\"fill_rate\": 0.0', '\"fill_rate\": 0.5', ",
        "backtest/edge/edge.jsonl, '\"exit_reason\": \"time_stop\"', '\"exit_reason\": \"stop\"', ",
        "backtest/scn_b/2025-10-24.zones_as_lists.json, '\"num_trades\": 26', '\"num_trades\": 25', ",
        "backtest/scn_b/2025-10-24.zones_as_lists.decisions.jsonl, '\"read_pit\": \"ValueError', '\"read_pit\": \"KeyError', "
                + "backtest/scn_b/2025-10-24.zones_as_lists.json",
        "backtest/scn_b/2025-10-24.zones_as_lists.decisions.jsonl, '\"take_trade\": true', '\"take_trade\": false', "
                + "backtest/scn_b/2025-10-24.zones_as_lists.json"
    })
    void a_planted_difference_is_found(
            String file, String recorded, String planted, String reportedAt, @TempDir Path folder) throws IOException {
        copy(golden(), folder);
        Path changed = folder.resolve(file);
        String text = Files.readString(changed);
        // The last one: in a case, outputs stand behind inputs.
        int at = text.lastIndexOf(recorded);
        assertThat(at).as("the sample holds " + recorded).isNotNegative();
        Files.writeString(changed, text.substring(0, at) + planted + text.substring(at + recorded.length()));

        ConformanceReport report = Conformance.run(folder, f -> {});

        assertThat(report.isConforming()).isFalse();
        assertThat(report.count(Outcome.Kind.FAILED)).isEqualTo(1);
        Optional<FileResult> failed = report.files().stream()
                .filter(f -> f.firstFailure().isPresent())
                .findFirst();
        assertThat(failed.orElseThrow().file()).isEqualTo(reportedAt == null ? file : reportedAt);
        assertThat(failed.orElseThrow().firstFailure().orElseThrow().detail()).contains("expected", "found");
    }

    @Test
    void a_slippage_that_is_off_by_a_millionth_is_found(@TempDir Path folder) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(golden().resolve("slippage.csv")));
        String[] parts = lines.get(9).split(",", -1);
        lines.set(9, parts[0] + "," + parts[1] + "," + Double.parseDouble(parts[2]) * 1.000001);
        Files.write(folder.resolve("slippage.csv"), lines);

        ConformanceReport report = Conformance.run(folder, f -> {});

        assertThat(report.count(Outcome.Kind.FAILED)).isEqualTo(1);
        assertThat(report.files().get(0).firstFailure().orElseThrow().id()).isEqualTo("line 10");
    }

    @Test
    void a_line_that_is_not_json_fails_and_the_others_are_run(@TempDir Path folder) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(golden().resolve("views.jsonl")));
        lines.set(4, lines.get(4).substring(0, 50));
        Files.write(folder.resolve("views.jsonl"), lines);

        FileResult views = Conformance.run(folder, f -> {}).files().get(0);

        assertThat(views.count(Outcome.Kind.FAILED)).isEqualTo(1);
        assertThat(views.firstFailure().orElseThrow().id()).isEqualTo("line 5");
        assertThat(views.outcomes()).hasSize(lines.size());
    }

    @Test
    void a_folder_without_cases_is_refused_by_name(@TempDir Path folder) {
        assertThatThrownBy(() -> Conformance.run(folder.resolve("nowhere"), f -> {}))
                .isInstanceOf(BarqueException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("engines.jsonl");
    }

    private static Path golden() {
        try {
            Path file = Path.of(Objects.requireNonNull(ConformanceTest.class.getResource("/golden/engines.jsonl"))
                    .toURI());
            return Objects.requireNonNull(file.getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path source : all.toList()) {
                Path target = to.resolve(from.relativize(source).toString());
                if (Files.isDirectory(source)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(source, target);
                }
            }
        }
    }
}
