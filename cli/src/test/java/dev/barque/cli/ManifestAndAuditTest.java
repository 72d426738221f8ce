package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.backtest.manifest.InputFile;
import dev.barque.backtest.manifest.RunManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A result is bound to the bytes it came from, and what knows the future is named. */
class ManifestAndAuditTest {
    @TempDir
    static Path folder;

    private static Path home;
    private static Path manifest;

    @BeforeAll
    static void demo() {
        home = folder.resolve("home");
        manifest = folder.resolve("run.json");
        Cli.build(home);
        Cli.Result run = backtest("--date", "2025-10-24..2025-10-27", "--slippage", "5bps", "--manifest", manifest);
        assertThat(run.exit()).as(run.toString()).isZero();
        assertThat(run.err()).contains("Manifest: ", " inputs, result ");
    }

    private static Cli.Result backtest(Object... more) {
        Object[] words = new Object[5 + more.length];
        System.arraycopy(new Object[] {"backtest", "--home", home, "--symbol", "SPY"}, 0, words, 0, 5);
        System.arraycopy(more, 0, words, 5, more.length);
        return Cli.run(words);
    }

    private static Cli.Result verify() {
        return Cli.run("backtest", "--home", home, "--verify", manifest);
    }

    private static RunManifest written() throws IOException {
        return RunManifest.ofJson("run.json", Files.readString(manifest));
    }

    @Test
    void a_manifest_names_every_file_that_was_read_and_everything_that_was_set() throws IOException {
        RunManifest run = written();

        assertThat(run.inputs())
                .extracting(InputFile::path)
                .contains("data_l1/l1_2025-10-24.parquet", "data_l1/l1_2025-10-27.parquet")
                .anyMatch(path -> path.startsWith("data/date=2025-10-24/symbol=SPY/feature_set_id=v1.0.0/"))
                .noneMatch(path -> path.contains("2025-10-28") || path.contains("v0.1.0/"));
        assertThat(run.configuration())
                .containsEntry("option --symbol", "SPY")
                .containsEntry("option --slippage", "5bps")
                .doesNotContainKeys("option --home", "option --manifest")
                .containsKey("slippage");
        assertThat(run.parts())
                .extracting(part -> part.kind() + " " + part.id())
                .contains("engine hedge", "agent liquidity");
        assertThat(run.calendar()).isEqualTo("us-equities");
        assertThat(run.resultDigest()).matches("[0-9a-f]{64}");
        assertThat(run.toJson()).isEqualTo(Files.readString(manifest));
    }

    @Test
    void a_run_is_verified_from_its_manifest_alone() {
        Cli.Result result = verify();

        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.err()).contains("Verified: ", " inputs are what they were");
        assertThat(result.out()).contains("2025-10-24 to 2025-10-27, slippage fixed-5bps");
    }

    @Test
    void one_changed_byte_of_any_input_is_refused_by_name() throws IOException {
        for (InputFile input : written().inputs()) {
            Path file = home.resolve(input.path());
            byte[] was = Files.readAllBytes(file);
            byte[] changed = was.clone();
            changed[was.length / 2] ^= 1;
            Files.write(file, changed);
            try {
                Cli.Result result = verify();

                assertThat(result.exit()).as(result.toString()).isEqualTo(3);
                assertThat(result.err())
                        .contains(input.path(), "Expected " + was.length + " bytes with SHA-256 " + input.sha256())
                        .contains("[manifest.input-changed]");
            } finally {
                Files.write(file, was);
            }
        }
        assertThat(verify().exit()).isZero();
    }

    @Test
    void a_file_that_is_gone_another_setup_and_another_result_are_told_apart() throws IOException {
        String json = Files.readString(manifest);
        Path other = folder.resolve("other.json");
        Files.writeString(other, json.replace("data_l1/l1_2025-10-24.parquet", "data_l1/l1_2025-10-23.parquet"));
        Cli.Result gone = Cli.run("backtest", "--home", home, "--verify", other);
        assertThat(gone.exit()).isEqualTo(3);
        assertThat(gone.err()).contains("l1_2025-10-23.parquet", "found no such file");

        Files.writeString(other, json.replace("\"slippage\":\"fixed-5bps\"", "\"slippage\":\"fixed-6bps\""));
        Cli.Result setup = Cli.run("backtest", "--home", home, "--verify", other);
        assertThat(setup.exit()).isEqualTo(2);
        assertThat(setup.err()).contains("configuration slippage: expected fixed-6bps, found fixed-5bps");

        Files.writeString(other, json.replace("\"result_sha256\":\"", "\"result_sha256\":\"f"));
        Cli.Result result = Cli.run("backtest", "--home", home, "--verify", other);
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("Not verified: ", "the result is another");

        Files.writeString(other, "{\"form\":\"barque-manifest/1\"");
        assertThat(Cli.run("backtest", "--home", home, "--verify", other).err()).contains("it is no JSON");
        Files.writeString(other, "{\"form\":\"barque-manifest/1\"}");
        assertThat(Cli.run("backtest", "--home", home, "--verify", other).err()).contains("it lacks ");
    }

    @Test
    void v1_passes_the_audit_and_a_script_hears_what_was_done() {
        Cli.Result text = audit("--samples", 1);
        assertThat(text.exit()).as(text.toString()).isZero();
        assertThat(text.out())
                .contains("profile V1: 1 instants", "Nothing that was computed knows what came later", "baked into");

        JsonNode json = audit("--samples", 1, "--kept-features", "--json").json();
        assertThat(json.path("clean").asBoolean()).isTrue();
        assertThat(json.path("instants").size()).isEqualTo(1);
        assertThat(json.path("runs").asInt()).isGreaterThan(7);
    }

    @Test
    void the_published_profile_is_caught_where_it_is_known_to_look_ahead() {
        Cli.Result text = audit("--samples", 2, "--profile", "PUBLISHED_V1");

        assertThat(text.exit()).as(text.toString()).isEqualTo(1);
        assertThat(text.out()).contains("Something knows the future. First difference: features of SPY at ", "bars");
        assertThat(audit("--samples", 0).exit()).isEqualTo(2);
    }

    private static Cli.Result audit(Object... more) {
        Object[] words = new Object[8 + more.length];
        Object[] first = {"audit", "look-ahead", "--home", home, "--symbol", "SPY", "--date", "2025-10-27"};
        System.arraycopy(first, 0, words, 0, 8);
        System.arraycopy(more, 0, words, 8, more.length);
        return Cli.run(words);
    }
}
