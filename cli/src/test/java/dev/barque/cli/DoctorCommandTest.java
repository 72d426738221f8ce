package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class DoctorCommandTest {
    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void a_home_with_three_days() {
        home = folder.resolve("home");
        Cli.build(home);
    }

    /** Every command that a report offers is one that the command line takes. */
    private static void remediesExist(Cli.Result result) {
        for (JsonNode diagnosis : result.json().path("diagnoses")) {
            for (JsonNode remedy : diagnosis.path("remedies")) {
                if (!remedy.path("command").isNull()) {
                    String command = remedy.path("command").asString();
                    List<String> words = new ArrayList<>(List.of(command.split(" ")));
                    assertThat(words.remove(0)).isEqualTo("barque");
                    words.replaceAll(word -> word.equals("DATE") ? "2025-10-24" : word.replace("=DAYS", "=30"));
                    CommandLine line = Barque.commandLine(Shell.silent(Cli.CLOCK));
                    try {
                        line.parseArgs(words.toArray(new String[0]));
                    } catch (CommandLine.ParameterException e) {
                        throw new AssertionError(command + ": " + e.getMessage(), e);
                    }
                }
            }
        }
    }

    @Test
    void a_home_in_order_has_nothing_to_be_diagnosed() {
        Cli.Result result = Cli.run("doctor", "--home", home);

        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out())
                .startsWith("healthy  2026-01-02 03:04:05 UTC")
                .contains("nothing found", "LOOKED AT", "left out  zero-trades: ");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void damage_is_diagnosed_ranked_and_gone_after_the_commands_that_are_named() throws IOException {
        Path file = home.resolve("data/date=2025-10-27/symbol=SPY/feature_set_id=v1.0.0/features.parquet");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        Cli.Result result = Cli.run("doctor", "corrupt-store", "--home", home, "--json");
        assertThat(result.exit()).as(result.toString()).isEqualTo(1);
        JsonNode found = result.json().path("diagnoses").path(0);
        assertThat(found.path("likelihood").asString()).isEqualTo("certain");
        remediesExist(result);

        for (JsonNode remedy : found.path("remedies")) {
            String command = remedy.path("command").asString();
            Cli.Result done =
                    Cli.run((Object[]) command.replaceFirst("barque ", "").split(" "));
            assertThat(done.exit()).as(command + "\n" + done).isIn(0, 1);
        }
        Cli.Result after = Cli.run("doctor", "corrupt-store", "--home", home);
        assertThat(after.exit()).as(after.toString()).isZero();
        assertThat(after.out()).contains("as it should be", "quarantine-review");
        assertThat(Cli.run("doctor", "no-features", "--home", home, "--symbol", "SPY", "--date", "2025-10-27")
                        .out())
                .contains("nothing found");
    }

    @Test
    void no_features_names_weekend_spelling_and_lack() {
        Object[] asked = {"doctor", "no-features", "--home", home, "--json", "--symbol"};
        for (List<String> question : List.of(
                List.of("SPY", "--date", "2025-10-25"),
                List.of("spy", "--date", "2025-10-27"),
                List.of("SPY", "--date", "2025-10-23"),
                List.of("SPY", "--at", "2025-10-27T12:00:00Z"))) {
            List<Object> words = new ArrayList<>(List.of(asked));
            words.addAll(question);
            Cli.Result result = Cli.run(words.toArray());
            assertThat(result.json().path("diagnoses").size())
                    .as(question + "\n" + result)
                    .isEqualTo(1);
            remediesExist(result);
        }
    }

    @Test
    void zero_trades_of_the_published_profile_are_explained_from_its_log() {
        Object[] asked = {"doctor", "zero-trades", "--home", home, "--json"};
        Cli.Result before = Cli.run(asked);
        assertThat(before.exit()).isEqualTo(5);
        for (String profile : List.of("PUBLISHED_V1", "V1")) {
            Cli.run(
                    "backtest",
                    "--home",
                    home,
                    "--symbol",
                    "SPY",
                    "--date",
                    "2025-10-24..2025-10-28",
                    "--profile",
                    profile,
                    "--log");
        }

        Cli.Result result = Cli.run(asked);
        assertThat(result.exit()).as(result.toString()).isEqualTo(4);
        assertThat(result.json().path("diagnoses").valueStream())
                .isNotEmpty()
                .allSatisfy(
                        found -> assertThat(found.path("symptom").asString()).contains("by PUBLISHED_V1"));
        remediesExist(result);
    }

    @Test
    void fills_are_looked_at_where_they_are_named() {
        Cli.Result without = Cli.run("doctor", "high-slippage", "--home", home);
        assertThat(without.exit()).as(without.toString()).isEqualTo(5);

        Cli.Result result =
                Cli.run("doctor", "high-slippage", "--home", home, "--fills", "../docs/examples/fills.csv", "--json");
        assertThat(result.json().path("examined").path(0).path("text").asString())
                .contains("fills");
        remediesExist(result);
    }

    @Test
    void a_case_and_a_home_that_are_not_there_are_told_with_what_there_is() {
        Cli.Result none = Cli.run("doctor", "headache", "--home", home);
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).contains("'headache'", "corrupt-store, no-features");

        Cli.Result absent = Cli.run("doctor", "no-features", "--home", folder.resolve("hom"), "--json");
        assertThat(absent.exit()).as(absent.toString()).isEqualTo(1);
        assertThat(absent.out()).contains("barque doctor no-features --home " + home);
        remediesExist(absent);
        assertThat(Cli.run("doctor", "--home", folder.resolve("hom")).exit()).isEqualTo(1);
    }
}
