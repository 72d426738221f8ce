package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.cli.internal.work.DemoData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code features schema}, {@code features compare-versions} and {@code features migrate}. */
class VersionCommandsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/features");

    @TempDir
    private Path folder;

    @Test
    void the_corrected_set_adds_a_feature_and_leaves_one_out() {
        Cli.Result result = Cli.run("features", "compare-versions", "v0.1.0", "v1.0.0", "--home", folder);

        assertThat(result.exit()).isZero();
        assertThat(result.out())
                .containsPattern("added +\\| liquidity.present.amihud_rank ")
                .containsPattern("removed +\\| sentiment.past.iv_drift ")
                .contains("v0.1.0 (37 features) and v1.0.0 (37): 1 added, 1 removed, 0 changed, 36 the same.");
    }

    @Test
    void a_saved_schema_is_a_gate_that_lets_its_own_version_pass_and_blocks_others_with_the_list() throws IOException {
        Path saved = folder.resolve("model/feature_schema.json");
        assertThat(Cli.run("features", "schema", "v1.0.0", "--home", folder, "--out", saved)
                        .exit())
                .isZero();
        assertThat(Cli.run("features", "schema", "v1.0.0", "--home", folder)
                        .out()
                        .strip())
                .isEqualTo(Files.readString(saved).strip());

        Cli.Result own = Cli.run("features", "compare-versions", saved, "v1.0.0", "--home", folder, "--strict");
        Cli.Result other =
                Cli.run("features", "compare-versions", saved, "v0.1.0", "--home", folder, "--strict", "--json");

        assertThat(own.exit()).isZero();
        assertThat(own.out()).contains("the gate lets it pass");
        assertThat(other.exit()).isEqualTo(1);
        assertThat(other.json().path("gate_passes").booleanValue()).isFalse();
        assertThat(other.json().path("differences"))
                .extracting(one -> one.path("kind").asString())
                .containsExactly("other_version", "removed", "added");
    }

    @Test
    void unknown_versions_and_edited_files_are_named() throws IOException {
        Cli.Result unknown = Cli.run("features", "compare-versions", "v9", "v1.0.0", "--home", folder);
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("v0.1.0, v1.0.0", "[cli.no-such-version]");

        Path saved = folder.resolve("feature_schema.json");
        Cli.run("features", "schema", "v1.0.0", "--home", folder, "--out", saved);
        Files.writeString(saved, Files.readString(saved).replace("\"bars\"", "\"days\""));
        Cli.Result edited = Cli.run("features", "compare-versions", saved, "v1.0.0", "--home", folder);
        assertThat(edited.exit()).isEqualTo(3);
        assertThat(edited.err()).contains(saved.toString(), "changed after it was saved", "[store.bad-schema-file]");
    }

    @Test
    void published_rows_become_what_the_corrected_engines_compute_for_their_bars() {
        Path home = folder.resolve("home");
        for (Path file : DemoData.copyTo(folder.resolve("in"))) {
            Cli.run("ingest", "--home", home, "--stamps", "open", "--interval", "1m", file);
        }

        JsonNode migrated = migrate(home, "--json").json();
        assertThat(migrated.path("migration").path("rows_written").intValue()).isEqualTo(34);
        assertThat(migrated.path("refused").size()).isZero();

        // Computing all rows of the day finds those that were migrated equal.
        JsonNode all = Cli.run("features", "regenerate", "--home", home, "--date", "2025-10-24", "--json")
                .json();
        assertThat(all.path("rows_equal").intValue()).isEqualTo(34);
        assertThat(all.path("rows_new").intValue()).isEqualTo(370 - 34);
        assertThat(all.path("rows_different").intValue()).isZero();
        assertThat(migrate(home).out()).contains("34 equal", "0 rows refused");
    }

    @Test
    void rows_without_bars_are_refused_by_name() {
        Path home = folder.resolve("home");
        Path second = DemoData.copyTo(folder.resolve("in")).get(1);
        Cli.run("ingest", "--home", home, "--stamps", "open", "--interval", "1m", second);

        Cli.Result result = migrate(home);

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out())
                .contains(
                        "Refused: SPY 2025-10-24T",
                        "there are no bars of SPY on 2025-10-24",
                        "34 rows refused, of which 20 are shown");
        assertThat(Cli.run(
                                "features",
                                "migrate",
                                "--home",
                                home,
                                "--symbol",
                                "QQQ",
                                "--date",
                                "2025-10-24",
                                "--from",
                                GOLDEN)
                        .err())
                .contains("No rows of QQQ in v0.1.0", "[cli.nothing-to-migrate]");
    }

    private static Cli.Result migrate(Path home, Object... more) {
        Object[] words = {
            "features", "migrate", "--home", home, "--symbol", "SPY", "--date", "2025-10-24", "--from", GOLDEN
        };
        Object[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Cli.run(all);
    }
}
