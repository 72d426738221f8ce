package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code slippage models}, {@code calibrate} and {@code report} on the packaged fills, which grow with the square root at 0.9. */
class SlippageCommandsTest {
    private static final Path FILLS = Path.of("../docs/examples/fills.csv");

    @TempDir
    Path folder;

    @Test
    void what_made_the_fills_is_found_again_and_offered_for_the_next_replay() {
        Cli.Result result = Cli.run("slippage", "calibrate", FILLS, "--json");

        assertThat(result.exit()).isZero();
        JsonNode tree = result.json();
        assertThat(tree.get("best").asString()).startsWith("sqrt-impact:y=");
        JsonNode root = tree.get("models").get(4);
        assertThat(root.get("lower").asDouble()).isLessThan(0.9);
        assertThat(root.get("upper").asDouble()).isGreaterThan(0.9);
        assertThat(root.get("test_error_bps").asDouble())
                .isLessThan(root.get("naive_error_bps").asDouble());
        assertThat(Cli.run("slippage", "calibrate", FILLS).out())
                .contains("--slippage " + tree.get("best").asString());
    }

    @Test
    void too_few_fills_are_a_finding_with_its_reason() throws IOException {
        List<String> lines = Files.readAllLines(FILLS);
        Path few = Files.write(folder.resolve("few.csv"), lines.subList(0, 30));

        Cli.Result result = Cli.run("slippage", "calibrate", few);

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).contains("Refused sqrt-impact: 29 of 29 fills", "No model can be told");
    }

    @Test
    void the_report_says_in_words_where_the_money_went() {
        Cli.Result result = Cli.run("slippage", "report", FILLS, "--zone", "America/New_York");

        assertThat(result.exit()).isZero();
        assertThat(result.out())
                .contains("least liquid", "09:00", "160 fills paid", "before it", "of the slippage was paid in");
    }

    @Test
    void every_kind_of_model_is_listed() {
        assertThat(Cli.run("slippage", "models").out()).contains("sqrt-impact:y=1", "ibkr-tiered", "flat:rate=0.03");
        assertThat(Cli.run("slippage", "models", "--json").json().get("fees").size())
                .isGreaterThan(5);
    }

    @Test
    void files_that_are_not_there_or_hold_something_else_are_named() throws IOException {
        Cli.Result missing = Cli.run("slippage", "report", folder.resolve("none.csv"));
        assertThat(missing.exit()).isEqualTo(3);
        assertThat(missing.err()).contains("none.csv", "Expected a file of comma-separated values");

        Path other = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");
        assertThat(Cli.run("slippage", "report", other).err()).contains("no column time but a, b");
    }
}
