package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class FeaturesCommandsTest {
    @TempDir
    static Path folder;

    private static Path home;

    @BeforeAll
    static void build() {
        home = folder.resolve("home");
        Cli.build(home);
    }

    private static Cli.Result show(String... more) {
        Object[] all = new Object[6 + more.length];
        System.arraycopy(new Object[] {"features", "show", "--home", home, "--symbol", "SPY"}, 0, all, 0, 6);
        System.arraycopy(more, 0, all, 6, more.length);
        return Cli.run(all);
    }

    private static Cli.Result build(String date, String profile, Object... more) {
        Object[] words = {
            "features", "build", "--home", home, "--symbol", "SPY", "--date", date, "--profile", profile, "--json"
        };
        Object[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Cli.run(all);
    }

    @Test
    void windows_of_V1_reach_over_the_night_and_those_of_the_published_system_do_not() {
        JsonNode mended = build("2025-10-24..2025-10-27", "V1").json();
        JsonNode published = build("2025-10-24..2025-10-27", "published_v1").json();

        assertThat(mended.path("feature_set").asString()).isEqualTo("v1.0.0");
        assertThat(mended.path("dates").path(0).path("rows").intValue()).isEqualTo(370);
        assertThat(mended.path("dates").path(1).path("rows").intValue()).isEqualTo(390);
        assertThat(mended.path("caveat").isNull()).isTrue();
        assertThat(published.path("feature_set").asString()).isEqualTo("v0.1.0");
        assertThat(published.path("dates").path(0).path("rows").intValue()).isEqualTo(340);
        assertThat(published.path("dates").path(1).path("rows").intValue()).isEqualTo(340);
        assertThat(published.path("caveat").asString()).contains("not on market data");
    }

    @Test
    void days_without_a_session_are_skipped_and_named() {
        Cli.Result result = build("2025-10-24..2025-10-27", "V1");

        assertThat(result.exit()).isZero();
        assertThat(result.err()).contains("no session of us-equities: 2025-10-25 (Saturday), 2025-10-26 (Sunday)");
        assertThat(result.json().path("dates").size()).isEqualTo(2);
        assertThat(build("2025-10-24..2025-10-27", "V1", "--calendar", "always-open")
                        .err())
                .contains("no bars of SPY although always-open has a session: 2025-10-25, 2025-10-26");
    }

    @Test
    void a_row_is_shown_as_of_an_instant() {
        JsonNode row = show("--at", "2025-10-27T11:00", "--zone", "America/New_York", "--json")
                .json();

        assertThat(row.path("event_time").asString()).isEqualTo("2025-10-27T15:00:00Z");
        assertThat(row.path("known_at").asString()).isEqualTo("2025-10-27T15:00:00Z");
        assertThat(row.path("ingested_at").asString())
                .isEqualTo(Cli.CLOCK.instant().toString());
        assertThat(row.path("features").path("liquidity.present.conf").doubleValue())
                .isBetween(0.0, 1.0);
        assertThat(row.path("features").path("liquidity.present.support").isArray())
                .isTrue();
        assertThat(show("--at", "2025-10-27T15:00:00Z").out())
                .contains("sentiment.present.regime", "event time 2025-10-27T15:00:00Z");
    }

    @Test
    void the_published_set_stamps_rows_with_the_opening_of_the_bar() {
        JsonNode row = show("--set", "v0.1.0", "--at", "2025-10-27T14:59:59Z", "--json")
                .json();

        assertThat(row.path("event_time").asString()).isEqualTo("2025-10-27T14:59:00Z");
    }

    @Test
    void what_was_not_known_yet_is_not_shown() {
        Cli.Result result = show("--at", "2025-10-27T15:00:00Z", "--known-at", "2025-10-27T14:57:00Z", "--json");

        assertThat(result.json().path("event_time").asString()).isEqualTo("2025-10-27T14:57:00Z");
    }

    @Test
    void nothing_to_show_is_a_finding_with_what_is_there_instead() {
        assertThat(show("--at", "2025-10-29T15:00:00Z").err())
                .contains("barque: No features for SPY", "2025-10-28T20:00:00Z before", "[store.no-features]");
        Cli.Result version = show("--at", "2025-10-27T15:00:00Z", "--set", "v9");
        assertThat(version.exit()).isEqualTo(1);
        assertThat(version.out()).isEmpty();
        assertThat(version.err()).contains("v0.1.0", "v1.0.0");
        Cli.Result symbol =
                Cli.run("features", "show", "--home", home, "--symbol", "QQQ", "--at", "2025-10-27T15:00:00Z");
        assertThat(symbol.exit()).isEqualTo(1);
        assertThat(symbol.err()).contains("no such symbol", "SPY");
    }

    @Test
    void an_unclear_time_is_a_matter_of_usage() {
        assertThat(show("--at", "yesterday").exit()).isEqualTo(2);
        assertThat(show("--at", "yesterday").err()).contains("yesterday", "ISO 8601");
        assertThat(show("--at", "2025-10-27T15:00").err()).contains("--zone", "[cli.zoneless-time]");
        assertThat(show("--at", "2025-11-02T01:30", "--zone", "America/New_York")
                        .err())
                .contains("was twice in America/New_York");
        assertThat(show("--at", "2025-03-09T02:30", "--zone", "America/New_York")
                        .err())
                .contains("never was in America/New_York");
    }

    @Test
    void a_day_or_symbol_without_bars_is_named_with_what_is_there() {
        Cli.Result date = build("2025-10-29", "V1");
        assertThat(date.exit()).isEqualTo(3);
        assertThat(date.err())
                .contains("No bars of SPY on 2025-10-29", "2025-10-24, 2025-10-27, 2025-10-28", "[cli.no-bars]");
        Cli.Result symbol = Cli.run("features", "build", "--home", home, "--symbol", "QQQ", "--date", "2025-10-24");
        assertThat(symbol.err()).contains("no bar of QQQ at all", "SPY");
        Cli.Result empty = Cli.run(
                "features", "build", "--home", folder.resolve("empty"), "--symbol", "SPY", "--date", "2025-10-24");
        assertThat(empty.err()).contains("There are no bars in", "barque ingest");
        assertThat(build("2025-10-28..2025-10-24", "V1").exit()).isEqualTo(2);
        assertThat(build("24.10.2025", "V1").err()).contains("2025-10-24..2025-10-28");
    }

    @Test
    void a_damaged_file_of_bars_is_named() throws IOException {
        Path damaged = folder.resolve("damaged");
        Files.createDirectories(damaged.resolve("data_l1"));
        byte[] whole = Files.readAllBytes(home.resolve("data_l1/l1_2025-10-24.parquet"));
        Path file =
                Files.write(damaged.resolve("data_l1/l1_2025-10-24.parquet"), Arrays.copyOf(whole, whole.length - 100));

        Cli.Result result = Cli.run("features", "build", "--home", damaged, "--symbol", "SPY", "--date", "2025-10-24");

        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err())
                .contains(file.toString(), "[store.corrupt-file]")
                .doesNotContain("\tat ");
    }

    @Test
    void a_bar_taken_by_itself_has_the_features_that_the_store_holds() {
        JsonNode stored = show("--at", "2025-10-27T13:31:00Z", "--json").json();
        JsonNode computed = Cli.run(
                        "run-bar", "--home", home, "--symbol", "SPY", "--at", "2025-10-27T13:31:00Z", "--json")
                .json();

        assertThat(computed.path("features")).isEqualTo(stored.path("features"));
        assertThat(computed.path("bar").path("price").doubleValue()).isEqualTo(681.0, within(20.0));
    }
}
