package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.barque.cli.internal.work.DemoData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code run-bar}, {@code backtest} and {@code compare}. */
class DecidingCommandsTest {
    @TempDir
    static Path folder;

    private static Path home;

    @BeforeAll
    static void build() {
        home = folder.resolve("home");
        Cli.build(home);
    }

    private static Cli.Result spy(String verb, Object... more) {
        Object[] words = {verb, "--home", home, "--symbol", "SPY"};
        Object[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Cli.run(all);
    }

    @Test
    void a_bar_is_explained() {
        Cli.Result text = spy("run-bar", "--at", "2025-10-27T15:00:30Z");

        assertThat(text.exit()).isZero();
        assertThat(text.out())
                .contains("bar complete at 2025-10-27T15:00:00Z", "hedge", "abstains", "Votes: ", "Decision: ");
        assertThat(home.resolve("decisions")).doesNotExist();
    }

    @Test
    void a_decision_is_logged_when_asked_for() throws IOException {
        Path own = folder.resolve("logging");
        Cli.build(own);

        JsonNode tree = Cli.run(
                        "run-bar",
                        "--home",
                        own,
                        "--symbol",
                        "SPY",
                        "--at",
                        "2025-10-27T15:00:00Z",
                        "--profile",
                        "PUBLISHED_V1",
                        "--log",
                        "--json")
                .json();
        Cli.run("backtest", "--home", own, "--symbol", "SPY", "--date", "2025-10-28", "--log");

        assertThat(tree.path("profile").asString()).isEqualTo("PUBLISHED_V1");
        assertThat(tree.path("decision").path("decision").asString()).isEqualTo("no_trade");
        assertThat(tree.path("caveat").asString()).contains("not on market data");
        assertThat(Files.readAllLines(own.resolve("decisions/date=2025-10-27/decisions-000001.jsonl")))
                .hasSize(1);
        assertThat(Files.readAllLines(own.resolve("decisions/date=2025-10-28/decisions-000001.jsonl")))
                .hasSize(390);
    }

    @Test
    void a_bar_before_which_there_are_too_few_is_not_traded() {
        JsonNode tree = spy("run-bar", "--at", "2025-10-24T13:35:00Z", "--json").json();

        assertThat(tree.path("features").isNull()).isTrue();
        assertThat(tree.path("decision").path("reason").asString()).isEqualTo("no_features");
        assertThat(tree.path("decision").path("explanation").asString()).contains("4 bars", "20 are needed");
    }

    @Test
    void an_instant_without_a_bar_is_answered_with_the_nearest_ones() {
        Cli.Result result = spy("run-bar", "--at", "2025-10-27T13:00:00Z");

        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err())
                .contains("2025-10-24T20:00:00Z before", "2025-10-27T13:31:00Z after", "[cli.no-bar-at]");
    }

    @Test
    void a_backtest_shows_figures_and_writes_what_was_asked_for() {
        Path html = folder.resolve("out/report.html");
        Path csv = folder.resolve("out/csv");

        Cli.Result result = spy("backtest", "--date", "2025-10-24..2025-10-28", "--html", html, "--csv", csv);

        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out()).contains("P&L after costs", "why no trade", "slippage amihud-log", "1170");
        assertThat(result.err()).contains("Skipped, no session of us-equities", "Report: ", "Tables: ");
        assertThat(html).content().contains("<html");
        assertThat(csv.resolve("decisions.csv")).isNotEmptyFile();
    }

    @Test
    void a_script_gets_the_report_and_nothing_else() {
        Cli.Result days = spy("backtest", "--date", "2025-10-24..2025-10-28", "--json");

        JsonNode run = days.json().path("runs").path(0);
        assertThat(days.json().path("format").asString()).isEqualTo("barque-report/1");
        assertThat(run.path("results").size()).isEqualTo(3);
        Cli.Result text = spy("backtest", "--date", "2025-10-24..2025-10-28");
        // Figures of the table and of the report come from different code.
        double drawdown = run.path("totals").path("max_drawdown").doubleValue();
        assertThat(text.out()).contains(String.format(Locale.ROOT, "|  %.4f |", drawdown));
        assertThat(run.path("totals").path("trades").intValue()).isPositive();
    }

    @Test
    void a_decision_reads_the_same_in_the_report_and_in_the_log() throws IOException {
        Path own = folder.resolve("agreeing");
        Cli.build(own);
        JsonNode report = Cli.run(
                        "backtest", "--home", own, "--symbol", "SPY", "--date", "2025-10-24", "--log", "--json")
                .json();
        List<Object> reported = new ArrayList<>();
        report.path("runs").path(0).path("results").path(0).path("decisions").forEach(d -> reported.add(plain(d)));

        Path log;
        try (Stream<Path> files = Files.walk(own.resolve("decisions"))) {
            log = files.filter(file -> file.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
        }
        List<String> logged = Files.readAllLines(log);
        assertThat(reported).hasSize(389);
        assertThat(logged).hasSize(390); // that on the last bar is not executed
        for (int i = 0; i < reported.size(); i++) {
            assertThat(partOf(plain(new JsonMapper().readTree(logged.get(i))), reported.get(i)))
                    .isEqualTo(reported.get(i));
        }
    }

    /** A document without the fields that another one does not have. */
    private static Object partOf(Object document, Object other) {
        if (document instanceof List<?> list && other instanceof List<?> shape && list.size() == shape.size()) {
            List<Object> part = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                part.add(partOf(list.get(i), shape.get(i)));
            }
            return part;
        }
        if (document instanceof Map<?, ?> map && other instanceof Map<?, ?> shape) {
            Map<Object, Object> part = new LinkedHashMap<>();
            shape.forEach((name, value) -> part.put(name, partOf(Objects.requireNonNull(map.get(name)), value)));
            return part;
        }
        return document;
    }

    /** Numbers by their value: 1 and 1.0 are one. */
    private static Object plain(JsonNode node) {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(element -> list.add(plain(element)));
            return list;
        }
        if (node.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            node.properties().forEach(field -> map.put(field.getKey(), plain(field.getValue())));
            return map;
        }
        // The log has a text for what is not a number, the report has nothing.
        return node.isString() && node.asString().equals("NaN") ? "null" : node.toString();
    }

    @Test
    void dearer_execution_earns_less_with_the_same_trades() {
        JsonNode runs = spy(
                        "compare",
                        "--date",
                        "2025-10-24..2025-10-28",
                        "--profiles",
                        "V1",
                        "--slippage",
                        "0bps,5bps",
                        "--json")
                .json()
                .path("runs");

        assertThat(runs.size()).isEqualTo(2);
        JsonNode free = runs.path(0).path("totals");
        JsonNode dear = runs.path(1).path("totals");
        assertThat(runs.path(1).path("name").asString()).isEqualTo("V1 fixed-5bps");
        assertThat(dear.path("trades").intValue()).isEqualTo(free.path("trades").intValue());
        assertThat(free.path("costs").doubleValue()).isZero();
        assertThat(dear.path("pnl").doubleValue())
                .isCloseTo(free.path("pnl").doubleValue() - dear.path("costs").doubleValue(), within(1e-9));
        assertThat(dear.path("costs").doubleValue()).isPositive();
    }

    @Test
    void profiles_stand_side_by_side() {
        Cli.Result result = spy("compare", "--date", "2025-10-27");

        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("| PUBLISHED_V1 |", "insufficient_alignment");
        assertThat(result.err()).contains("not on market data");
        assertThat(spy("compare", "--date", "2025-10-27", "--profiles", "V1,V1", "--json")
                        .json()
                        .path("runs")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void a_day_without_features_says_how_to_get_them() {
        Path bare = folder.resolve("bare");
        for (Path file : DemoData.copyTo(bare.resolve("demo"))) {
            Cli.run("ingest", "--home", bare, "--stamps", "open", "--interval", "1m", file);
        }

        Cli.Result result = Cli.run("backtest", "--home", bare, "--symbol", "SPY", "--date", "2025-10-27");

        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("No features of SPY on 2025-10-27", "barque features build --home", "[cli.no-features]");
    }

    @Test
    void unknown_symbols_dates_profiles_and_models_are_named_with_what_there_is() {
        assertThat(Cli.run("backtest", "--home", home, "--symbol", "spy", "--date", "2025-10-27")
                        .err())
                .contains("no bar of spy at all", "bars of SPY");
        assertThat(spy("backtest", "--date", "2025-10-26").err()).contains("2025-10-24, 2025-10-27, 2025-10-28");
        Cli.Result profile = spy("backtest", "--date", "2025-10-27", "--profile", "V2");
        assertThat(profile.exit()).isEqualTo(2);
        assertThat(profile.err()).contains("V1", "PUBLISHED_V1");
        assertThat(spy("backtest", "--date", "2025-10-27", "--slippage", "cheap")
                        .err())
                .contains("'cheap' is no slippage", "5bps");
        assertThat(spy("backtest", "--date", "1950-01-03..2025-10-27").err()).contains("us-equities");
    }
}
