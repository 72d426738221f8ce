package dev.barque.store.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.DecisionFields;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.Evidence;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.Levels;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Rationale;
import dev.barque.core.decision.Scores;
import dev.barque.core.decision.Shortfall;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.decision.Trade;
import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Interval;
import dev.barque.core.feature.RowId;
import dev.barque.core.market.Symbol;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a record says, and that it comes back as it was. */
class DecisionJsonTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final Instant TIME = Instant.parse("2025-10-24T14:00:00Z");

    @Test
    void a_trade_says_everything_that_it_rests_on() {
        assertThat(DecisionJson.of(trade())).isEqualTo("""
                {"schema":1,"symbol":"SPY","profile":"V1","time":"2025-10-24T14:00:00Z","decision":"trade",\
                "row":{"symbol":"SPY","feature_set":"v0.1.0","event_time":"2025-10-24T14:00:00Z",\
                "known_at":"2025-10-24T14:00:01Z","sequence":7},\
                "views":[{"agent":"liquidity","bias":1.0,"confidence":0.1,"thesis":"two \\"walls\\"","abstains":false,\
                "levels":{"support":[[1.5,2.0]],"resistance":[["NaN",3.0]]},"evidence":"amihud=1e-15\\n\\u0000é"},\
                {"agent":"hedge","bias":0.0,"confidence":0.0,"thesis":"abstains","abstains":true,\
                "levels":{"support":[],"resistance":[]},"evidence":"no option chain"}],\
                "scores":{"up":0.002,"down":0.0},\
                "verdicts":[{"guard":"stale","outcome":"shrunk","size_factor":0.5,"reason":"old","amount":"NaN"}],\
                "circumstances":null,\
                "direction":"long","confidence":0.7,"size":0.25,"time_stop_bars":4,"stop_loss":"NaN",\
                "rationale":{"alignment":"2/3","primary_driver":"liquidity","liquidity_quality":"good","flip_risk":"low"},\
                "explanation":"long: 2/3, driven by liquidity, liquidity good, flip risk low"}""");
    }

    @Test
    void no_trade_says_why_and_what_would_have_traded() {
        NoTrade none = new NoTrade(
                Grounds.empty(SPY, TIME, "V1", null),
                NoTrade.Reason.INSUFFICIENT_ALIGNMENT,
                new SmallestChange(
                        "hedge +0.100 confidence",
                        0.1,
                        List.of(new Shortfall("hedge", "confidence", 0.5, Shortfall.Reach.AT_LEAST, 0.6))));

        assertThat(DecisionJson.of(none)).endsWith("""
                "reason":"insufficient_alignment","smallest_change":{"text":"hedge +0.100 confidence","amount":0.1,\
                "shortfalls":[{"agent":"hedge","quantity":"confidence","found":0.5,"reach":"at_least","bound":0.6}]},\
                "explanation":"insufficient_alignment: hedge +0.100 confidence"}""");
    }

    @Test
    void random_decisions_come_back_as_they_were() {
        RandomDecisions random = new RandomDecisions(5);
        for (int i = 0; i < 3_000; i++) {
            Decision decision = random.at(SPY, TIME.plusNanos(1_000L * i * i), i % 2 == 0 ? "V1" : "my \"own\"");
            assertThat(DecisionJson.parse(DecisionJson.of(decision))).isEqualTo(decision);
        }
    }

    @Test
    void what_is_written_by_hand_is_what_another_library_reads() {
        JsonMapper json = new JsonMapper();
        RandomDecisions random = new RandomDecisions(6);
        for (int i = 0; i < 500; i++) {
            Decision decision = random.at(SPY, TIME.plusSeconds(i), "V1");
            JsonNode tree = json.readTree(DecisionJson.of(decision));
            List<String> expected = new ArrayList<>();
            DecisionFields.visit(decision, new Leaves(expected));
            List<String> found = new ArrayList<>();
            decisionLeaves(tree, found);
            assertThat(found)
                    .containsAll(expected.stream()
                            .filter(leaf -> !leaf.contains("count"))
                            .toList());
            assertThat(tree.get("explanation").asString()).isEqualTo(decision.explanation());
        }
    }

    @Test
    void instants_are_written_as_the_library_of_the_jdk_writes_them() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            long second = random.nextInt(4) == 0
                    ? (random.nextLong() >> 24)
                    : Math.floorMod(random.nextLong(), 253_402_300_800L + 62_167_219_200L) - 62_167_219_200L;
            int nano = switch (random.nextInt(4)) {
                case 0 -> 0;
                case 1 -> 1_000_000 * random.nextInt(1_000);
                case 2 -> 1_000 * random.nextInt(1_000_000);
                default -> random.nextInt(1_000_000_000);
            };
            Instant time =
                    Instant.ofEpochSecond(Math.max(-31_557_014_167L, Math.min(second, 31_556_889_864_403_199L)), nano);
            String record = DecisionJson.of(new NoTrade(
                    Grounds.empty(SPY, time, "V1", null), NoTrade.Reason.NO_FEATURES, new SmallestChange("", 0)));
            assertThat(record).contains("\"time\":\"" + time + "\"");
        }
    }

    @Test
    void the_names_of_all_constants_are_those_in_records() {
        for (NoTrade.Reason reason : NoTrade.Reason.values()) {
            assertThat(reason.text()).isEqualTo(reason.name().toLowerCase(Locale.ROOT));
        }
        for (Direction direction : Direction.values()) {
            assertThat(direction.text()).isEqualTo(direction.name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void what_is_no_record_is_refused_with_what_is_wrong() {
        String record = DecisionJson.of(trade());
        for (String[] each : new String[][] {
            {record.substring(0, 100), "not JSON"},
            {record + "{}", "follows"},
            {"[]", "not a JSON object"},
            {record.replace("\"schema\":1", "\"schema\":2"), "schema is 2"},
            {record.replace("\"size\":0.25", "\"size\":\"large\""), "'size' should be a number but is large"},
            {record.replace("\"size\":0.25,", ""), "'size' should be a number but is missing"},
            {record.replace("\"direction\":\"long\"", "\"direction\":\"up\""), "'direction' is 'up'"},
            {record.replace("\"agent\":\"hedge\"", "\"agent\":7"), "'views[1].agent' should be a text but is 7"},
            {record.replace("2025-10-24T14:00:01Z", "yesterday"), "no instant"},
            {record.replace("\"symbol\":\"SPY\",\"profile\"", "\"symbol\":\"\",\"profile\""), "empty"},
            {record.replace("\"size_factor\":0.5", "\"size_factor\":2.0"), "never enlarge"},
            {record.replace("\"time_stop_bars\":4", "\"time_stop_bars\":4000000000"), "overflow"},
            {record.replace("\"confidence\":0.7", "\"confidence\":0.7,\"confidence\":0.8"), "twice"},
        }) {
            assertThatThrownBy(() -> DecisionJson.parse(each[0]))
                    .isInstanceOfSatisfying(
                            BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.not-a-decision"))
                    .hasMessageContaining(each[1]);
        }
    }

    private static Decision trade() {
        AgentView view = AgentView.of(
                "liquidity",
                1,
                0.1,
                "two \"walls\"",
                new Levels(List.of(new Interval(1.5, 2)), List.of(new Interval(Double.NaN, 3))),
                Evidence.of("amihud=1e-15\n\u0000\u00e9"));
        Grounds grounds = new Grounds(
                SPY,
                TIME,
                "V1",
                new RowId(SPY, FeatureSetId.of("v0.1.0"), TIME, TIME.plusSeconds(1), 7),
                List.of(view, AgentView.abstain("hedge", "no option chain")),
                new Scores(2e-3, 0),
                List.of(new GuardVerdict("stale", GuardVerdict.Outcome.SHRUNK, 0.5, "old")));
        return new Trade(
                grounds, Direction.LONG, 0.7, 0.25, 4, Double.NaN, new Rationale("2/3", "liquidity", "good", "low"));
    }

    /** Values without their paths, which in the JSON are nested otherwise. */
    private static void decisionLeaves(JsonNode node, List<String> to) {
        if (node.isNumber()) {
            to.add(
                    node.isIntegralNumber()
                            ? String.valueOf(node.longValue())
                            : String.valueOf(node.doubleValue()).toLowerCase(Locale.ROOT));
        } else if (node.isContainer()) {
            node.forEach(each -> decisionLeaves(each, to));
        } else if (!node.isNull()) {
            to.add(node.asString().toLowerCase(Locale.ROOT));
        }
    }

    private record Leaves(List<String> to) implements DecisionFields.Visitor {
        @Override
        public void text(String path, @Nullable String value) {
            if (value != null && !path.equals("row")) {
                to.add(value.toLowerCase(Locale.ROOT));
            }
        }

        @Override
        public void number(String path, double value) {
            if (!path.startsWith("account.")) {
                to.add(String.valueOf(value).toLowerCase(Locale.ROOT));
            }
        }

        @Override
        public void integer(String path, long value) {
            if (!path.startsWith("account.") && !path.endsWith("count")) {
                to.add(String.valueOf(value));
            }
        }
    }

    @Test
    void a_text_of_any_length_comes_back() {
        String text = "\ud83d\ude80\u00e9\u0001".repeat(100_000);
        NoTrade none = new NoTrade(
                Grounds.empty(SPY, TIME, "V1", null), NoTrade.Reason.NO_FEATURES, new SmallestChange(text, 0));

        assertThat(DecisionJson.of(none).getBytes(StandardCharsets.UTF_8).length)
                .isGreaterThan(1_200_000);
        assertThat(DecisionJson.parse(DecisionJson.of(none))).isEqualTo(none);
    }
}
