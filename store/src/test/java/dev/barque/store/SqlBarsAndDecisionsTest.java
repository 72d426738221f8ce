package dev.barque.store;

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
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Interval;
import dev.barque.core.feature.RowId;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.decisions.DecisionJson;
import dev.barque.store.decisions.JsonlDecisionLog;
import dev.barque.store.ingest.Ingest;
import dev.barque.store.l1.L1Files;
import dev.barque.store.sql.SqlResult;
import dev.barque.store.sql.SqlSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlBarsAndDecisionsTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final Instant FIRST = Instant.parse("2025-11-03T23:58:00Z");
    private static final Instant TIME = Instant.parse("2025-10-24T14:00:00Z");

    @TempDir
    Path home;

    private static List<String> lines(SqlSession sql, String statement, Object... parameters) {
        List<String> lines = new ArrayList<>();
        try (SqlResult rows = sql.query(statement, parameters)) {
            while (rows.next()) {
                lines.add(String.join(
                        " ", rows.values().stream().map(String::valueOf).toList()));
            }
        }
        return lines;
    }

    @Test
    void bars_are_those_of_the_files_latest_and_as_known() {
        Random random = new Random(7);
        List<Instant> moments = new ArrayList<>(List.of(FIRST, FIRST.plusSeconds(130)));
        for (int round = 0; round < 8; round++) {
            Instant taken = Instant.parse("2025-11-05T10:00:00Z").plusSeconds(60L * round);
            moments.add(taken.minusNanos(1_000));
            moments.add(taken);
            List<Map<String, Object>> records = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Map<String, Object> record = new HashMap<>();
                record.put("t_event", FIRST.plusSeconds(60L * random.nextInt(5)).toString());
                record.put("symbol", random.nextBoolean() ? "SPY" : "NULL");
                record.put("price", 100.0 + random.nextInt(3));
                record.put("volume", 5);
                records.add(record);
            }
            Ingest.into(home)
                    .clock(Clock.fixed(taken, ZoneOffset.UTC))
                    .stamps(StampConvention.atClose(Duration.ofMinutes(1)))
                    .build()
                    .records(records, "test");
        }
        L1Files bars = L1Files.ofHome(home).build();
        try (SqlSession sql = SqlSession.builder(home).open()) {
            assertThat(lines(sql, "SELECT symbol, date, epoch_us(t_event), price FROM bars ORDER BY 1, 3"))
                    .isNotEmpty()
                    .isEqualTo(expected(bars));
            for (Instant moment : moments) {
                assertThat(lines(
                                sql,
                                "SELECT symbol, date, epoch_us(t_event), price FROM bars_as_of(?) ORDER BY 1, 3",
                                moment))
                        .as("%s", moment)
                        .isEqualTo(expected(bars.asKnownAt(moment)));
            }
            assertThat(lines(sql, "SELECT count(*) > 0 FROM bars_superseded")).containsExactly("true");
        }
    }

    private static List<String> expected(BarSource bars) {
        List<String> lines = new ArrayList<>();
        for (Symbol symbol : List.of(Symbol.of("NULL"), SPY)) {
            for (LocalDate date : bars.dates()) {
                Bars day = bars.day(symbol, date);
                for (int i = 0; i < day.size(); i++) {
                    lines.add(symbol + " " + UtcMicros.utcDate(day.time(i)) + " " + day.time(i) + " " + day.close(i));
                }
            }
        }
        return lines;
    }

    @Test
    void damaged_and_foreign_files_of_bars_are_not_passed_over() throws IOException {
        Path folder = Files.createDirectories(home.resolve("data_l1"));
        try (var published = Objects.requireNonNull(L1Files.class.getResourceAsStream("l1_2025-10-24.parquet"))) {
            Files.copy(published, folder.resolve("l1_2025-10-24.parquet"), StandardCopyOption.REPLACE_EXISTING);
        }
        assertThatThrownBy(() -> SqlSession.builder(home).open())
                .hasMessageContainingAll("l1.foreign-file", "Ingest it");
        Files.writeString(folder.resolve("l1_2025-10-24.parquet"), "no bars");
        Files.writeString(folder.resolve("l1_2025-10-27.quarantined.json"), "{}");
        try (SqlSession sql = SqlSession.builder(home).leavingOutDamaged().open()) {
            assertThat(sql.report().leftOut())
                    .extracting(VerifyFinding::where, VerifyFinding::code)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("data_l1/l1_2025-10-24.parquet", "store.corrupt-file"),
                            org.assertj.core.groups.Tuple.tuple(
                                    "data_l1/l1_2025-10-27.quarantined.json", "l1.quarantined"));
        }
    }

    @Test
    void decisions_are_the_committed_lines_of_the_log() throws IOException {
        Decision trade = trade();
        Decision none = new NoTrade(
                Grounds.empty(Symbol.of("2024-01-01"), TIME, "V1", null),
                NoTrade.Reason.NO_FEATURES,
                new SmallestChange("a feature row", Double.NaN));
        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(home)) {
            log.append(trade);
            log.append(none);
        }
        Path file = JsonlDecisionLog.folderOf(home, LocalDate.of(2025, 10, 24)).resolve("decisions-000001.jsonl");
        Files.write(file, new byte[20], StandardOpenOption.APPEND); // what a loss of power leaves
        Files.writeString(file, "\n{\"decision\":\"tra\n{}\n[1]\n", StandardOpenOption.APPEND);
        Files.writeString(file, DecisionJson.of(trade), StandardOpenOption.APPEND); // no line end: not committed

        try (SqlSession sql = SqlSession.builder(home).open()) {
            assertThat(lines(
                            sql,
                            "SELECT symbol, date, time, profile, decision, direction, confidence, size, stop_loss, time_stop_bars,"
                                    + " reason, score_up, feature_set, event_time, known_at, sequence, explanation FROM decisions"
                                    + " ORDER BY symbol"))
                    .containsExactly(
                            "2024-01-01 2025-10-24 2025-10-24T14:00:00Z V1 no_trade null null null null null "
                                    + NoTrade.Reason.NO_FEATURES.text() + " "
                                    + none.grounds().scores().up()
                                    + " null null null null " + none.explanation(),
                            "SPY 2025-10-24 2025-10-24T14:00:00Z V1 trade " + Direction.LONG.text()
                                    + " 0.7 0.25 null 4 null 0.002 v0.1.0 2025-10-24T14:00:00Z 2025-10-24T14:00:01Z 7 "
                                    + trade.explanation());
            assertThat(
                            lines(
                                    sql,
                                    "SELECT v.agent, v.bias, v.abstains, v.thesis FROM (SELECT unnest(views) AS v FROM decisions WHERE symbol = 'SPY')"))
                    .containsExactly("liquidity 1.0 false two \"walls\"", "hedge 0.0 true abstains");
            assertThat(
                            lines(
                                    sql,
                                    "SELECT verdicts, json ->> '$.views[0].levels.support[0][1]' FROM decisions WHERE symbol = 'SPY'"))
                    .containsExactly("[{guard=stale, outcome=shrunk, size_factor=0.5, reason=old, amount=NaN}] 2.0");
            assertThat(sql.report().decisions()).isEqualTo(2);
            assertThat(sql.report().spoiltLines()).isEqualTo(4);
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
}
