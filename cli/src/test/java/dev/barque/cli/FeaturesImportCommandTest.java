package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.cli.internal.work.DemoData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class FeaturesImportCommandTest {
    private static final String HEADER = "driver_id,event_timestamp,created,trips,rate\n";
    private static final String FIRST = "1001,2025-10-24T14:00:00Z,2025-10-24T14:00:05Z,3,0.5\n";
    private static final String CORRECTED = "1001,2025-10-24T14:00:00Z,2025-10-24T18:00:00Z,4,0.75\n";

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void name_the_home() {
        home = folder.resolve("home");
    }

    private Cli.Result take(Path file, Object... more) {
        return words(file, Arrays.asList("--created", "created"), more);
    }

    private Cli.Result words(Path file, Iterable<?> knowledge, Object... more) {
        List<Object> all = new ArrayList<>(Arrays.asList(
                "features",
                "import",
                "--home",
                home,
                "--set",
                "feast-1",
                "--entity",
                "driver_id",
                "--time",
                "event_timestamp",
                file));
        knowledge.forEach(all::add);
        all.addAll(Arrays.asList(more));
        return Cli.run(all.toArray());
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private JsonNode shown(String at, Object... more) {
        List<Object> all = new ArrayList<>(Arrays.asList(
                "features", "show", "--home", home, "--set", "feast-1", "--symbol", "1001", "--json", "--at", at));
        all.addAll(Arrays.asList(more));
        Cli.Result result = Cli.run(all.toArray());
        assertThat(result.exit()).as(result.toString()).isZero();
        return result.json();
    }

    @Test
    void a_table_of_feast_is_taken_in_and_shown_as_it_was_known() throws IOException {
        Path file = file("stats.csv", HEADER + FIRST + CORRECTED);

        Cli.Result result = take(file);

        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out())
                .contains("feast-1", "inferred from the first file", "| trips   | INT64   |", "| rate    | FLOAT64 |")
                .contains("|    2 |        2 |        0 |       0 | 2025-10-24 |");
        assertThat(result.err()).contains("Importing stats.csv: 100 % of the file");
        assertThat(shown("2025-10-24T15:00:00Z").path("features").path("trips").intValue())
                .isEqualTo(3);
        assertThat(shown("2025-10-24T15:00:00Z", "--known-at", "2025-10-24T18:00:00Z")
                        .path("features")
                        .path("trips")
                        .intValue())
                .isEqualTo(4);
        assertThat(home.resolve("data/date=2025-10-24/symbol=1001/feature_set_id=feast-1/features.parquet"))
                .exists();
    }

    @Test
    void an_imported_row_is_read_as_far_back_as_is_said() throws IOException {
        take(file("stats.csv", HEADER + FIRST));

        Cli.Result nextDay = Cli.run(
                "features",
                "show",
                "--home",
                home,
                "--set",
                "feast-1",
                "--symbol",
                "1001",
                "--at",
                "2025-10-25T14:00:00Z");

        assertThat(nextDay.exit()).isEqualTo(1);
        assertThat(nextDay.err()).contains("[store.no-features]", "2025-10-24");
        assertThat(shown("2025-10-25T14:00:00Z", "--max-age", "1d")
                        .path("event_time")
                        .asString())
                .isEqualTo("2025-10-24T14:00:00Z");
        assertThat(Cli.run(
                                "features",
                                "show",
                                "--home",
                                home,
                                "--symbol",
                                "1001",
                                "--at",
                                "2025-10-25T14:00:00Z",
                                "--max-age",
                                "0s")
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void importing_again_adds_nothing_and_what_differs_from_the_recorded_schema_is_refused() throws IOException {
        Path file = file("stats.csv", HEADER + FIRST + CORRECTED);
        take(file);

        JsonNode again = take(file, "--json").json();
        Cli.Result other = take(file("other.csv", "driver_id,event_timestamp,created,trips\n"));
        Cli.Result bad = take(file("bad.csv", HEADER + FIRST.replace(",3,", ",3.5,")));

        assertThat(again.path("schema").path("from").asString()).isEqualTo("recorded");
        assertThat(again.path("files").path(0).path("appended").intValue()).isZero();
        assertThat(again.path("files").path(0).path("repeated").intValue()).isEqualTo(2);
        assertThat(other.exit()).isEqualTo(3);
        assertThat(other.err()).contains("it has no column for rate", "[ingest.other-schema]");
        assertThat(bad.exit()).isEqualTo(1);
        assertThat(bad.out()).contains("Refused 1 row of", "row 2: Cannot take '3.5' as the feature trips");
    }

    @Test
    void a_dry_run_says_what_would_become_of_a_table_and_makes_no_home() throws IOException {
        Cli.Result result = take(file("stats.csv", HEADER + FIRST + "1001,noon,,1,1\n"), "--dry-run", "--json");

        assertThat(result.exit()).isEqualTo(1);
        JsonNode file = result.json().path("files").path(0);
        assertThat(file.path("appended").intValue()).isEqualTo(1);
        assertThat(file.path("refusals").path(0).path("code").asString()).isEqualTo("ingest.bad-time");
        assertThat(file.path("refusals")
                        .path(0)
                        .path("examples")
                        .path(0)
                        .path("row")
                        .intValue())
                .isEqualTo(3);
        assertThat(result.json().path("dry_run").booleanValue()).isTrue();
        assertThat(home).doesNotExist();
    }

    @Test
    void whose_and_since_when_are_never_guessed() throws IOException {
        Path file = file("stats.csv", HEADER + FIRST);

        Cli.Result unknown = words(file, List.of());
        Cli.Result negative = words(file, List.of("--lag", "PT-1S"));
        Cli.Result twice = take(file, "--symbol", "SPY");
        Cli.Result endless = take(file, "--stamps", "open");

        for (Cli.Result wrong : List.of(unknown, negative, twice, endless)) {
            assertThat(wrong.exit()).as(wrong.toString()).isEqualTo(2);
            assertThat(wrong.out()).isEmpty();
        }
        assertThat(unknown.err()).contains("--created", "--lag");
        assertThat(negative.err()).contains("lag must be zero or more");
        assertThat(twice.err()).contains("--entity", "--symbol");
        assertThat(endless.err()).contains("--interval");
        assertThat(home).doesNotExist();
    }

    @Test
    void a_bad_file_does_not_keep_the_others_out_and_an_unknown_one_keeps_all_out() throws IOException {
        Path good = file("good.csv", HEADER + FIRST);
        Path broken = file("broken.parquet", "PAR1 and nothing else");
        Path missing = folder.resolve("missing.parquet");

        Cli.Result unknown = take(good, file("table.xlsx", "x"));
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(home).doesNotExist();

        Cli.Result result = take(good, broken, missing, "--json");
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.json().path("files").path(0).path("appended").intValue())
                .isEqualTo(1);
        assertThat(result.json().path("errors").path(0).path("code").asString()).isEqualTo("store.corrupt-file");
        assertThat(result.json().path("errors").path(1).path("code").asString()).isEqualTo("store.cannot-read");
    }

    @Test
    void the_packaged_bars_come_in_as_plain_features() {
        Path bars = DemoData.copyTo(folder.resolve("demo")).get(0);

        JsonNode result = Cli.run(
                        "features",
                        "import",
                        "--home",
                        home,
                        "--set",
                        "closes-1",
                        "--entity",
                        "symbol",
                        "--time",
                        "t_event",
                        "--stamps",
                        "open",
                        "--interval",
                        "1m",
                        "--lag",
                        "5s",
                        "--feature",
                        "price=close",
                        "--without",
                        "dollar_volume",
                        "--json",
                        bars)
                .json();

        assertThat(result.path("files").path(0).path("appended").intValue()).isEqualTo(390);
        assertThat(result.path("schema").path("fields").path(0).path("name").asString())
                .isEqualTo("close");
        JsonNode row = Cli.run(
                        "features",
                        "show",
                        "--home",
                        home,
                        "--set",
                        "closes-1",
                        "--symbol",
                        "SPY",
                        "--json",
                        "--at",
                        "2025-10-24T13:31:05Z")
                .json();
        assertThat(row.path("event_time").asString()).isEqualTo("2025-10-24T13:31:00Z");
        assertThat(row.path("known_at").asString()).isEqualTo("2025-10-24T13:31:05Z");
        assertThat(row.path("features").path("close").doubleValue()).isEqualTo(675.8800048828125);
    }
}
