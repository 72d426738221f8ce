package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TrainingSetCommandTest {
    @TempDir
    static Path folder;

    private static Path home;
    private static Path spine;

    @BeforeAll
    static void build() throws IOException {
        home = folder.resolve("home");
        Cli.build(home);
        Cli.run("features", "build", "--home", home, "--symbol", "SPY", "--date", "2025-10-27", "--profile", "V1");
        spine = folder.resolve("labels.csv");
        Files.writeString(spine, """
                symbol,time,up
                SPY,2025-10-27T15:00:30Z,1
                SPY,2025-10-27T15:10:00Z,0
                QQQ,2025-10-27T15:10:00Z,1
                """);
    }

    private static Cli.Result write(Path out, String... more) {
        Object[] all = new Object[7 + more.length];
        System.arraycopy(new Object[] {"training-set", "--home", home, "--spine", spine, "--out", out}, 0, all, 0, 7);
        System.arraycopy(more, 0, all, 7, more.length);
        return Cli.run(all);
    }

    @Test
    void questions_get_the_features_that_the_show_command_shows() throws IOException {
        Path out = folder.resolve("set.csv");
        Cli.Result result = write(out, "--features", "v1.0.0:liquidity.present.conf");

        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out()).contains("3 questions", "v1.0.0: 2 with an answer, 1 without", "manifest");
        List<String> lines = Files.readAllLines(out);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0))
                .isEqualTo("symbol,time,known_at,up,feature_event_time,feature_known_at,liquidity.present.conf");
        JsonNode shown = Cli.run(
                        "features", "show", "--home", home, "--symbol", "SPY", "--at", "2025-10-27T15:00:30Z", "--json")
                .json();
        assertThat(lines.get(1))
                .isEqualTo("SPY,2025-10-27T15:00:30Z,2025-10-27T15:00:30Z,1,2025-10-27T15:00:00Z,2025-10-27T15:00:00Z,"
                        + shown.path("features").path("liquidity.present.conf").doubleValue());
        assertThat(lines.get(3)).isEqualTo("QQQ,2025-10-27T15:10:00Z,2025-10-27T15:10:00Z,1,,,");
    }

    @Test
    void json_says_where_it_is_and_what_it_holds() {
        Path out = folder.resolve("set.parquet");
        JsonNode told =
                write(out, "--tolerance", "10s", "--threads", "2", "--json").json();

        assertThat(told.path("rows").intValue()).isEqualTo(3);
        assertThat(told.path("matched").path("v1.0.0").intValue()).isEqualTo(1);
        assertThat(told.path("known_at").asString()).isEqualTo("2025-10-27T15:10:00Z");
        assertThat(Path.of(told.path("file").asString())).isNotEmptyFile();
        assertThat(Path.of(told.path("manifest").asString()))
                .content()
                .contains(told.path("sha256").asString());
    }

    @Test
    void nothing_is_known_later_than_the_cut_off() {
        JsonNode told = write(folder.resolve("cut.parquet"), "--known-at", "2025-10-27T13:00:00Z", "--json")
                .json();
        assertThat(told.path("matched").path("v1.0.0").intValue()).isZero();
    }

    @Test
    void what_cannot_be_followed_is_refused_by_name() throws IOException {
        Path out = folder.resolve("no.parquet");
        assertRefused(write(out, "--features", "v9"), ExitCode.USAGE, "v9", "v1.0.0");
        assertRefused(write(out, "--features", "v1.0.0:missing"), ExitCode.USAGE, "missing");
        assertRefused(write(out, "--threads", "0"), ExitCode.USAGE, "--threads");
        assertRefused(
                write(out, "--features", "v1.0.0", "--features", "v0.1.0"), ExitCode.USAGE, "prefix", "two of its");
        Path bad = folder.resolve("bad.csv");
        Files.writeString(bad, "symbol,time\nSPY,noon\n");
        Cli.Result result = Cli.run("training-set", "--home", home, "--spine", bad, "--out", out);
        assertRefused(result, ExitCode.FAILURE, "line 2", "noon");
        assertThat(out).doesNotExist();
    }

    private static void assertRefused(Cli.Result result, int exit, String... named) {
        assertThat(result.exit()).as(result.toString()).isEqualTo(exit);
        assertThat(result.err()).contains(named);
    }
}
