package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.store.decisions.DecisionQuery;
import dev.barque.store.decisions.DecisionRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a new user does after the demonstration: explain, why-no-trade, parity. */
class DecisionLogCommandsTest {
    private static final String DATES = "2025-10-24..2025-10-28";

    @TempDir
    static Path folder;

    private static Path home;

    @BeforeAll
    static void demo() {
        home = folder.resolve("home");
        assertThat(Cli.run("demo", "--home", home).exit()).isZero();
    }

    private static Cli.Result spy(String verb, Object... more) {
        List<Object> words = new ArrayList<>(List.of(verb, "--home", home, "--symbol", "SPY"));
        words.addAll(List.of(more));
        return Cli.run(words.toArray());
    }

    @Test
    void a_bar_without_a_trade_is_explained_by_each_profile() {
        Cli.Result text = spy("explain", "--at", "2025-10-27T15:00:30Z", "--zone", "America/New_York");

        assertThat(text.exit()).as(text.toString()).isZero();
        assertThat(text.out())
                .contains("profile PUBLISHED_V1", "profile V1")
                .contains("bar complete at 2025-10-27T15:00:00Z (2025-10-27 11:00:00 America/New_York)")
                .contains("Decision: no trade, insufficient_alignment", "Nearest:  ", "Votes:    ")
                .contains("Features: v1.0.0 of SPY about 2025-10-27T15:00:00Z, known at ")
                .contains("Guards:   none was asked", "Account:  nobody said", "Record:   number ");
    }

    @Test
    void a_trade_is_explained_and_a_script_gets_the_record_itself() {
        List<Object> times = new ArrayList<>();
        DecisionRecords.ofHome(home).read(DecisionQuery.all().by("V1"), logged -> {
            if (logged.decision() instanceof dev.barque.core.decision.Trade) {
                times.add(logged.decision().time());
            }
        });
        assertThat(times).isNotEmpty();

        Cli.Result text = spy("explain", "--at", times.get(0), "--profile", "V1");
        assertThat(text.out()).contains("Decision: trade ", "Size:     ", "2/2 agents agree");
        JsonNode json = spy("explain", "--at", times.get(0), "--profile", "V1", "--json")
                .json();
        assertThat(json.path("records").size()).isEqualTo(1);
        JsonNode decision = json.path("records").path(0).path("decision");
        assertThat(decision.path("decision").asString()).isEqualTo("trade");
        assertThat(decision.path("time").asString()).isEqualTo(times.get(0).toString());
    }

    @Test
    void an_instant_without_a_record_is_answered_with_the_nearest_ones() {
        Cli.Result result = spy("explain", "--at", "2025-10-27T13:00:00Z");

        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err())
                .contains("2025-10-24T20:00:00Z before", "2025-10-27T13:31:00Z after", "[cli.no-record]");
        Cli.Result other = Cli.run("why-no-trade", "--home", home, "--symbol", "QQQ", "--date", DATES);
        assertThat(other.exit()).isEqualTo(3);
        assertThat(other.err()).contains("No decisions on QQQ", "Symbols with decisions: SPY");
        assertThat(spy("why-no-trade", "--date", "2025-01-01").err())
                .contains("are there of 2025-10-24, 2025-10-27, 2025-10-28 by PUBLISHED_V1, V1");
        assertThat(Cli.run("explain", "--home", folder.resolve("no"), "--symbol", "SPY", "--at", "2025-10-27T13:00:00Z")
                        .err())
                .contains("none before, none after", "barque backtest --log");
    }

    @Test
    void reasons_are_counted_and_agree_with_the_backtest() {
        JsonNode profiles =
                spy("why-no-trade", "--date", DATES, "--json").json().path("profiles");
        Cli.Result text = spy("why-no-trade", "--date", DATES, "--profile", "V1", "--nearest", "3");

        assertThat(profiles.size()).isEqualTo(2);
        JsonNode published = profiles.path(0);
        assertThat(published.path("profile").asString()).isEqualTo("PUBLISHED_V1");
        assertThat(published.path("trades").intValue()).isZero();
        assertThat(published.path("no_trades").intValue()).isEqualTo(1170);
        int bars = 0;
        for (JsonNode reason : published.path("reasons")) {
            bars += reason.intValue();
        }
        assertThat(bars).isEqualTo(1170);
        JsonNode liquidity = published.path("missing").path("liquidity confidence");
        assertThat(liquidity.path("bars").intValue()).isPositive();
        assertThat(liquidity.path("least").doubleValue()).isPositive();
        assertThat(liquidity.path("median").doubleValue())
                .isBetween(
                        liquidity.path("least").doubleValue(),
                        liquidity.path("most").doubleValue());
        assertThat(published.path("nearest_misses").size()).isEqualTo(10);
        assertThat(text.out())
                .contains("profile V1: 1170 decisions", "insufficient_alignment", "###", "nearest misses");
    }

    @Test
    void parity_holds_after_the_demonstration_for_both_profiles() {
        for (String profile : new String[] {"V1", "PUBLISHED_V1"}) {
            Cli.Result text = spy("parity", "--date", DATES, "--profile", profile);
            assertThat(text.exit()).as(text.toString()).isZero();
            assertThat(text.out()).contains("1170 bars, 1170 records", "Parity holds", "SHA-256");
            JsonNode json = spy("parity", "--date", DATES, "--profile", profile, "--json")
                    .json();
            assertThat(json.path("holds").asBoolean()).isTrue();
            assertThat(json.path("live_sha256").asString())
                    .isEqualTo(json.path("replay_sha256").asString())
                    .hasSize(64);
        }
    }

    @Test
    void a_damaged_line_is_reported_by_each_verb_and_parity_does_not_hold() throws IOException {
        Path own = folder.resolve("damaged");
        Cli.Result logged = spy("backtest", "--date", "2025-10-24", "--log-to", own);
        assertThat(logged.err()).contains("Logged 390 decisions in " + own);
        Path file = own.resolve("date=2025-10-24/decisions-000001.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(99, lines.get(99).replace("\"V1\"", "\"V2\""));
        Files.write(file, lines, StandardOpenOption.TRUNCATE_EXISTING);

        Cli.Result parity = spy("parity", "--log", own, "--date", "2025-10-24");
        Cli.Result why = spy("why-no-trade", "--log", own, "--date", "2025-10-24");

        assertThat(parity.exit()).isEqualTo(1);
        assertThat(parity.out())
                .contains("389 records", "First difference: the bar of 2025-10-24T15:10:00Z, record: live has none")
                .contains("line 100: its check sum is");
        assertThat(why.exit()).isZero();
        assertThat(why.err()).contains("Passed over", "line 100");
    }

    @Test
    void logging_again_what_is_logged_changes_nothing_and_something_else_is_refused() {
        Path own = folder.resolve("again");
        spy("backtest", "--date", "2025-10-24", "--log-to", own);

        Cli.Result again = spy("backtest", "--date", "2025-10-24", "--log-to", own);
        Cli.Result bar = spy("run-bar", "--at", "2025-10-24T15:00:00Z", "--log");

        assertThat(again.exit()).isZero();
        assertThat(again.err()).contains("Logged 0 decisions in " + own + ", 390 were there already");
        assertThat(bar.exit()).isEqualTo(2); // computed afresh: its row has no number
        assertThat(bar.err()).contains("[store.other-decision]", "barque explain --symbol SPY");
    }
}
