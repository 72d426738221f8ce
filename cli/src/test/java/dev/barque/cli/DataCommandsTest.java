package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.cli.internal.work.DemoData;
import dev.barque.core.quality.Defect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The packaged real minutes, as they are and spoilt. */
class DataCommandsTest {
    @TempDir
    Path folder;

    private Path home;
    private List<Path> days;

    @BeforeEach
    void the_packaged_days() {
        home = folder.resolve("home");
        days = DemoData.copyTo(folder.resolve("in"));
    }

    private void ingest(Path... files) {
        for (Path file : files) {
            Cli.Result result = Cli.run("ingest", "--home", home, "--stamps", "open", "--interval", "1m", file);
            assertThat(result.exit()).as(result.toString()).isZero();
        }
    }

    private Cli.Result file(String verb, Path file, Object... more) {
        List<Object> words =
                new ArrayList<>(List.of("data", verb, "--home", home, "--stamps", "open", "--interval", "1m", file));
        words.addAll(Arrays.asList(more));
        return Cli.run(words.toArray());
    }

    /** A packaged day with some of its lines left out and others added. */
    private Path spoilt(int day, int fromLine, int toLine, String... added) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(days.get(day)));
        lines.subList(fromLine - 1, toLine - 1).clear();
        lines.addAll(List.of(added));
        return Files.write(folder.resolve("spoilt-" + day + ".csv"), lines);
    }

    private static JsonNode finding(JsonNode report, String id) {
        for (JsonNode finding : report.path("symbols").path(0).path("findings")) {
            if (finding.path("finding").asString().equals(id)) {
                return finding;
            }
        }
        throw new AssertionError("no " + id + " in " + report);
    }

    @Test
    void real_days_are_clean_in_a_home_and_in_files() {
        ingest(days.toArray(Path[]::new));

        Cli.Result inHome = Cli.run("data", "check", "--home", home);
        Cli.Result inFile = file("check", days.get(0));
        Cli.Result inFiles = file("check", days.get(0), days.get(1), days.get(2), "--json");

        assertThat(inHome.exit()).as(inHome.toString()).isZero();
        assertThat(inHome.out())
                .contains("3 sessions of us-equities from 2025-10-24 to 2025-10-28")
                .contains("| SPY    | 1170 | 1170 |  1170 | 100.0 % |        3 | 2025-10-28T20:00:00Z |        0 |")
                .endsWith("all in order" + System.lineSeparator());
        assertThat(inFile.exit()).as(inFile.toString()).isZero();
        assertThat(inFile.out()).contains("1 session of us-equities from 2025-10-24 to 2025-10-24", "all in order");
        assertThat(inFiles.exit()).isZero();
        assertThat(inFiles.json().path("clean").booleanValue()).isTrue();
        JsonNode symbol = inFiles.json().path("symbols").path(0);
        assertThat(symbol.path("symbol").asString()).isEqualTo("SPY");
        assertThat(symbol.path("expected").intValue()).isEqualTo(1_170);
        assertThat(symbol.path("present").intValue()).isEqualTo(1_170);
        assertThat(symbol.path("fill_rate").doubleValue()).isEqualTo(1);
        assertThat(symbol.path("findings")).isEmpty();
        assertThat(Cli.run("data", "gaps", "--home", home).out()).contains("no gaps");
        assertThat(Cli.run("data", "gaps", "--home", home).exit()).isZero();
    }

    @Test
    void a_file_shows_what_ingest_would_drop_replace_and_refuse_and_is_not_taken_in() throws IOException {
        Path spoilt = spoilt(
                0,
                100,
                104,
                "2025-10-24T10:00:00-04:00,SPY,900.0,5,",
                "2025-10-24T10:00:00-04:00,SPY,900.0,5,",
                "2025-10-24T16:00:00-04:00,SPY,677.0,5,",
                "2025-10-24T10:01:00-04:00,SPY,-1,5,");

        Cli.Result table = file("check", spoilt);
        JsonNode json = file("check", spoilt, "--json").json();

        assertThat(table.exit()).isEqualTo(1);
        assertThat(table.out())
                .contains("duplicate", "conflict", "out-of-order", "out-of-session", "outlier", "missing-bars")
                .contains("2025-10-24T15:09:00Z 386 of 390 bars")
                .contains("Rejected " + spoilt + ":391: ", "[ingest.bad-number]")
                .contains("missing-bars: expected a bar at every interval of the session.")
                .contains("7 findings");
        assertThat(json.path("clean").booleanValue()).isFalse();
        assertThat(finding(json, "missing-bars").path("count").intValue()).isEqualTo(4);
        assertThat(finding(json, "duplicate").path("count").intValue()).isEqualTo(1);
        assertThat(finding(json, "conflict").path("count").intValue()).isEqualTo(1);
        assertThat(finding(json, "conflict")
                        .path("examples")
                        .path(0)
                        .path("time")
                        .asString())
                .isEqualTo("2025-10-24T14:01:00Z");
        assertThat(finding(json, "out-of-session").path("count").intValue()).isEqualTo(1);
        assertThat(finding(json, "outlier").path("count").intValue()).isEqualTo(2);
        assertThat(finding(json, "outlier").path("remedy").asString()).isNotBlank();
        assertThat(json.path("files").path(0).path("read").intValue()).isEqualTo(390);
        assertThat(json.path("files")
                        .path(0)
                        .path("rejects")
                        .path(0)
                        .path("line")
                        .intValue())
                .isEqualTo(391);
        assertThat(home).doesNotExist();
        assertThat(file(
                                "check",
                                spoilt,
                                "--ignore",
                                "MISSING_BARS,duplicate,conflict,out-of-order,out-of-session,outlier")
                        .out())
                .as("what ingest would refuse is still there")
                .contains("1 finding");
    }

    @Test
    void gaps_are_listed_with_their_ends() throws IOException {
        ingest(spoilt(0, 100, 104), days.get(2));

        Cli.Result table = Cli.run("data", "gaps", "--home", home);
        JsonNode json = Cli.run("data", "gaps", "--home", home, "--json").json();

        assertThat(table.exit()).isEqualTo(1);
        assertThat(table.out())
                .contains("| SPY    | 2025-10-24T15:09:00Z | 2025-10-24T15:12:00Z |    4 | a session       |")
                .contains("| SPY    | 2025-10-27T13:31:00Z | 2025-10-27T20:00:00Z |  390 | a whole session |")
                .contains("2 gaps, 394 bars missing");
        assertThat(json.path("gap_count").intValue()).isEqualTo(2);
        JsonNode gap = json.path("symbols").path(0).path("gaps").path(1);
        assertThat(gap.path("first").asString()).isEqualTo("2025-10-27T13:31:00Z");
        assertThat(gap.path("last").asString()).isEqualTo("2025-10-27T20:00:00Z");
        assertThat(gap.path("bars").intValue()).isEqualTo(390);
        assertThat(gap.path("sessions").intValue()).isEqualTo(1);
        assertThat(Cli.run("data", "gaps", "--home", home, "--limit", "1").out())
                .contains("Of SPY 1 more gaps", "2 gaps, 394 bars missing");
    }

    @Test
    void dates_and_symbols_that_are_named_are_expected() {
        ingest(days.get(0));

        assertThat(Cli.run("data", "check", "--home", home, "--date", "2025-10-24")
                        .exit())
                .isZero();
        Cli.Result week = Cli.run("data", "check", "--home", home, "--date", "2025-10-20..2025-10-24", "--json");
        Cli.Result other = Cli.run("data", "check", "--home", home, "--symbol", "SPY", "--symbol", "QQQ", "--json");

        assertThat(week.exit()).isEqualTo(1);
        assertThat(finding(week.json(), "missing-session").path("count").intValue())
                .isEqualTo(4);
        assertThat(other.exit()).isEqualTo(1);
        assertThat(other.json().path("symbols").path(0).path("symbol").asString())
                .isEqualTo("QQQ");
        assertThat(other.json().path("symbols").path(0).path("last_bar").isNull())
                .isTrue();
        assertThat(Cli.run("data", "gaps", "--home", home, "--symbol", "QQQ").exit())
                .isEqualTo(1);
    }

    @Test
    void what_is_allowed_can_be_said() throws IOException {
        ingest(spoilt(0, 100, 104));

        assertThat(Cli.run("data", "check", "--home", home).exit()).isEqualTo(1);
        assertThat(Cli.run("data", "check", "--home", home, "--min-fill", "0.98")
                        .exit())
                .isZero();
        assertThat(Cli.run("data", "check", "--home", home, "--ignore", "missing-bars")
                        .exit())
                .isZero();
        assertThat(Cli.run(
                                "data",
                                "check",
                                "--home",
                                home,
                                "--min-fill",
                                "0",
                                "--outlier",
                                "3",
                                "--outlier-return",
                                "0")
                        .out())
                .contains("outlier");
        assertThat(Cli.run("data", "check", "--home", home, "--min-fill", "0", "--flat", "2")
                        .out())
                .contains(" flat ");
        Cli.Result stale = Cli.run("data", "check", "--home", home, "--min-fill", "0", "--max-age", "1h");
        assertThat(stale.exit()).isEqualTo(1);
        assertThat(stale.out()).contains("stale", "allowed 1 h 0 min");
    }

    @Test
    void returns_of_the_packaged_minutes_stay_within_seven_robust_deviations_so_that_twelve_are_an_outlier() {
        ingest(days.toArray(Path[]::new));

        assertThat(Cli.run("data", "check", "--home", home, "--outlier", "7", "--outlier-return", "0")
                        .exit())
                .isZero();
        assertThat(Cli.run("data", "check", "--home", home, "--outlier", "6", "--outlier-return", "0")
                        .exit())
                .isEqualTo(1);
    }

    @Test
    void a_damaged_date_is_a_finding_and_the_others_are_looked_at() throws IOException {
        ingest(days.toArray(Path[]::new));
        Files.writeString(home.resolve("data_l1/l1_2025-10-27.parquet"), "no bars");

        Cli.Result table = Cli.run("data", "check", "--home", home);
        Cli.Result gaps = Cli.run("data", "gaps", "--home", home, "--json");

        assertThat(table.exit()).isEqualTo(1);
        assertThat(table.out())
                .contains("Unreadable 2025-10-27: ", "[store.corrupt-file]", "| SPY    |  780 | 780 |   780 |");
        assertThat(gaps.exit()).isEqualTo(1);
        assertThat(gaps.json().path("unreadable").path(0).path("date").asString())
                .isEqualTo("2025-10-27");
    }

    @Test
    void what_cannot_be_followed_or_done_has_its_own_exit() throws IOException {
        Path day = days.get(0);

        assertThat(Cli.run("data").exit()).isEqualTo(2);
        assertThat(Cli.run("data", "check", day).err()).contains("--stamps");
        assertThat(Cli.run("data", "check", day).exit()).isEqualTo(2);
        assertThat(Cli.run("data", "check", "--stamps", "open", day).err()).contains("--interval");
        assertThat(Cli.run("data", "gaps", "--home", home, "--stamps", "open").err())
                .contains("none is named");
        assertThat(file("check", day, "--min-fill", "1.5").err()).contains("--min-fill", "0 to 1");
        assertThat(file("check", day, "--ignore", "nonsense").err()).contains("'nonsense'", "missing-bars");
        assertThat(file("check", day, "--date", "1980-01-01").exit()).isEqualTo(2);
        assertThat(Cli.run("data", "check", "--home", home).exit()).isEqualTo(3);
        assertThat(Cli.run("data", "check", "--home", home).err()).contains("[cli.no-bars]");
        assertThat(file("check", folder.resolve("none.csv")).exit()).isEqualTo(3);
        assertThat(file("check", Files.writeString(folder.resolve("header.csv"), "t,symbol,price\n"))
                        .exit())
                .isEqualTo(3);
    }

    @Test
    void the_help_names_every_finding() {
        assertThat(DataCheckCommand.FINDINGS)
                .isEqualTo(Arrays.stream(Defect.values()).map(Defect::id).collect(Collectors.joining(", ")));
    }
}
