package dev.barque.store.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.Evidence;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.Levels;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Rationale;
import dev.barque.core.decision.Scores;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.decision.Trade;
import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Interval;
import dev.barque.core.feature.RowId;
import dev.barque.core.market.Symbol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonlDecisionLogTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Symbol SPY = Symbol.of("SPY");
    private static final Instant TIME = Instant.parse("2025-10-24T14:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2025-10-24");

    @TempDir
    Path home;

    @Test
    void a_trade_says_everything_that_it_rests_on() {
        String line = DecisionJson.of(trade(SPY, TIME));

        assertThat(line).doesNotContain("\n").isEqualTo("""
                {"decision":"trade","symbol":"SPY","time":"2025-10-24T14:00:00Z","profile":"V1",\
                "row":{"symbol":"SPY","feature_set":"v0.1.0","event_time":"2025-10-24T14:00:00Z",\
                "known_at":"2025-10-24T14:00:01Z","sequence":7},\
                "views":[{"agent":"liquidity","bias":1.0,"confidence":0.1,"thesis":"two \\"walls\\"","abstains":false,\
                "levels":{"support":[[1.5,2.0]],"resistance":[[null,3.0]]},"evidence":"amihud=1e-15\\n\\u0000é"},\
                {"agent":"hedge","bias":0.0,"confidence":0.0,"thesis":"abstains","abstains":true,\
                "levels":{"support":[],"resistance":[]},"evidence":"no option chain"}],\
                "scores":{"up":0.002,"down":0.0},\
                "verdicts":[{"guard":"stale","outcome":"shrunk","size_factor":0.5,"reason":"old"}],\
                "direction":"long","confidence":0.7,"size":0.25,"time_stop_bars":4,"stop_loss":null,\
                "rationale":{"alignment":"2/3","primary_driver":"liquidity","liquidity_quality":"good","flip_risk":"low"},\
                "explanation":"long: 2/3, driven by liquidity, liquidity good, flip risk low"}""");
        assertThat(JSON.readTree(line).get("views")).hasSize(2);
    }

    @Test
    void no_trade_says_why_and_what_would_have_traded() {
        JsonNode json = JSON.readTree(DecisionJson.of(noTrade(SPY, TIME)));

        assertThat(json.get("decision").asString()).isEqualTo("no_trade");
        assertThat(json.get("reason").asString()).isEqualTo("no_features");
        assertThat(json.get("row").isNull()).isTrue();
        assertThat(json.get("smallest_change").get("text").asString()).isEqualTo("a feature row");
        assertThat(json.get("smallest_change").get("amount").isNull()).isTrue();
    }

    @Test
    void decisions_are_filed_by_date_and_symbol_in_the_order_in_which_they_were_made() throws IOException {
        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(home)) {
            log.append(trade(SPY, TIME));
            log.append(noTrade(Symbol.of("BTC/USDT"), TIME));
            log.append(noTrade(SPY, TIME.plusSeconds(60)));
            log.append(noTrade(SPY, Instant.parse("2025-10-25T00:00:00Z")));
        }

        assertThat(lines(SPY, DAY))
                .extracting(json -> json.get("decision").asString())
                .containsExactly("trade", "no_trade");
        assertThat(lines(SPY, DAY.plusDays(1))).hasSize(1);
        assertThat(home.resolve("decisions/date=2025-10-24/symbol=SPY/decisions.jsonl"))
                .exists();
        assertThat(home.resolve("decisions/date=2025-10-24/symbol=BTC%2FUSDT/decisions.jsonl"))
                .exists();
    }

    @Test
    void a_line_that_a_death_cut_short_is_taken_off_before_the_next_one() throws IOException {
        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(home)) {
            log.append(trade(SPY, TIME));
        }
        Path file = JsonlDecisionLog.file(home, SPY, DAY);
        String torn = "{\"decision\":\"" + "x".repeat(20_000);
        Files.writeString(file, torn, StandardOpenOption.APPEND);

        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(home)) {
            log.append(noTrade(SPY, TIME.plusSeconds(60)));
        }

        assertThat(lines(SPY, DAY))
                .extracting(json -> json.get("decision").asString())
                .containsExactly("trade", "no_trade");
    }

    @Test
    void more_symbols_than_files_may_be_open_and_several_threads_lose_nothing() throws Exception {
        int symbols = 150;
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(home)) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                all.add(threads.submit(() -> {
                    for (int i = 0; i < symbols; i++) {
                        log.append(noTrade(Symbol.of("S" + i), TIME));
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }

        for (int i = 0; i < symbols; i++) {
            assertThat(lines(Symbol.of("S" + i), DAY)).hasSize(4);
        }
    }

    @Test
    void a_home_that_cannot_be_written_is_named_and_a_closed_log_takes_nothing() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "a file where a folder should be");
        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(file)) {
            assertThatThrownBy(() -> log.append(trade(SPY, TIME)))
                    .isInstanceOfSatisfying(
                            BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.cannot-write"))
                    .hasMessageContaining("decisions.jsonl");
        }
        JsonlDecisionLog closed = JsonlDecisionLog.ofHome(home);
        closed.close();
        closed.close();
        assertThatThrownBy(() -> closed.append(trade(SPY, TIME))).isInstanceOf(IllegalStateException.class);
    }

    private List<JsonNode> lines(Symbol symbol, LocalDate date) throws IOException {
        return Files.readAllLines(JsonlDecisionLog.file(home, symbol, date), StandardCharsets.UTF_8).stream()
                .map(JSON::readTree)
                .toList();
    }

    private static Decision trade(Symbol symbol, Instant time) {
        AgentView view = AgentView.of(
                "liquidity",
                1,
                0.1,
                "two \"walls\"",
                new Levels(List.of(new Interval(1.5, 2)), List.of(new Interval(Double.NaN, 3))),
                Evidence.of("amihud=1e-15\n\u0000\u00e9"));
        Grounds grounds = new Grounds(
                symbol,
                time,
                "V1",
                new RowId(symbol, FeatureSetId.of("v0.1.0"), time, time.plusSeconds(1), 7),
                List.of(view, AgentView.abstain("hedge", "no option chain")),
                new Scores(2e-3, 0),
                List.of(new GuardVerdict("stale", GuardVerdict.Outcome.SHRUNK, 0.5, "old")));
        return new Trade(
                grounds, Direction.LONG, 0.7, 0.25, 4, Double.NaN, new Rationale("2/3", "liquidity", "good", "low"));
    }

    private static Decision noTrade(Symbol symbol, Instant time) {
        return new NoTrade(
                Grounds.empty(symbol, time, "V1", null),
                NoTrade.Reason.NO_FEATURES,
                new SmallestChange("a feature row", Double.NaN));
    }
}
