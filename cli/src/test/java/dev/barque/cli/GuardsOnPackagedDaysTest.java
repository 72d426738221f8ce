package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.DecisionSession;
import dev.barque.agents.FeatureHistory;
import dev.barque.agents.MarketContext;
import dev.barque.agents.OptionChains;
import dev.barque.agents.Profile;
import dev.barque.agents.Proposal;
import dev.barque.agents.TradeGuard;
import dev.barque.agents.guards.StandardGuards;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.backtest.Replay;
import dev.barque.backtest.ReplayCircumstances;
import dev.barque.backtest.ReplayResult;
import dev.barque.backtest.ReplayRules;
import dev.barque.cli.internal.work.DemoData;
import dev.barque.core.account.AccountKeeper;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.CircumstanceSource;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Rationale;
import dev.barque.core.decision.Reading;
import dev.barque.core.decision.ReadingSource;
import dev.barque.core.decision.Scores;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.decision.Trade;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureReader;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.NoFeatures;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.l1.L1Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All guards at once over the real days that come with the command. */
class GuardsOnPackagedDaysTest {
    private static final long NOON_OF_MONDAY = UtcMicros.of(Instant.parse("2025-10-27T16:00:00Z"));

    private static final Map<LocalDate, Bars> DAYS = new HashMap<>();
    private static final Map<Long, FeatureRow> ROWS = new HashMap<>();

    @BeforeAll
    static void features_of_the_days(@TempDir Path home) {
        for (Path file : DemoData.copyTo(home.resolve("demo"))) {
            assertThat(Cli.run("ingest", "--home", home, "--stamps", "open", "--interval", "1m", file)
                            .exit())
                    .isZero();
        }
        L1Files bars = L1Files.ofHome(home).build();
        FeatureHistory history = new FeatureHistory(pipeline(List.of()), bars);
        for (LocalDate date : DemoData.DATES) {
            DAYS.put(date, bars.day(DemoData.SYMBOL, date));
            history.rows(DemoData.SYMBOL, date).forEach(row -> ROWS.put(row.eventMicros(), row));
        }
    }

    @Test
    void in_a_calm_market_trades_are_made_and_every_verdict_says_why() {
        List<Decision> decisions = decisions(run(100_000, guards(), (micros, readings) -> {}));

        List<Decision> trades =
                decisions.stream().filter(Trade.class::isInstance).toList();
        assertThat(trades)
                .hasSizeGreaterThan(3)
                .allSatisfy(trade -> assertThat(trade.grounds().verdicts())
                        .extracting(GuardVerdict::guard)
                        .isEqualTo(StandardGuards.providers().stream()
                                .map(provider -> provider.descriptor().id())
                                .toList()));
        assertThat(decisions).hasSizeGreaterThan(1_100).allSatisfy(decision -> {
            for (GuardVerdict verdict : decision.grounds().verdicts()) {
                assertThat(verdict.reason()).isNotBlank().doesNotContain("unknown");
            }
        });
        assertThat(vetoes(decisions).keySet())
                .as("what real data do by themselves")
                .containsExactlyInAnyOrder("market-hours", "order-rate", "position-limit");
    }

    @Test
    void real_data_do_not_stand_still() {
        List<TradeGuard> guards = List.of(StandardGuards.guard("stale-data", Map.of("same_bars", "2")));
        assertThat(vetoes(decisions(run(100_000, guards, (micros, readings) -> {}))))
                .isEmpty();
    }

    @Test
    void a_second_run_and_live_with_recorded_circumstances_decide_alike() {
        List<TradeGuard> guards = guards();
        Change halts = (micros, readings) -> readings.put(Reading.HALTED, micros % 7_000_000 == 0 ? 1.0 : 0.0);
        List<ReplayResult> first = run(100_000, guards, halts);
        assertThat(decisions(run(100_000, guards, halts))).isEqualTo(decisions(first));

        for (ReplayResult day : first) {
            DecisionPipeline pipeline = pipeline(guards);
            DecisionSession live = pipeline.newSession();
            List<Decision> decided = new ArrayList<>();
            for (int i = 0; i + 1 < day.bars().size(); i++) {
                FeatureRow row = ROWS.get(day.bars().time(i));
                Decision replayed = day.decisions().get(i);
                decided.add(
                        row == null
                                ? live.withoutFeatures(
                                        pipeline.contextAt(day.bars(), i),
                                        "a row of v1.0.0 known by then would be needed",
                                        replayed.grounds().circumstances())
                                : live.decide(
                                        row,
                                        pipeline.contextAt(day.bars(), i),
                                        replayed.grounds().circumstances()));
            }
            assertThat(decided).isEqualTo(day.decisions());
        }
    }

    @Test
    void a_volatile_noon_and_a_switch_stop_the_trades_from_then_on() {
        List<Decision> volatile_ = decisions(run(
                100_000,
                guards(),
                (micros, readings) -> readings.put(Reading.VOLATILITY_INDEX, micros < NOON_OF_MONDAY ? 17.0 : 44.0)));
        List<Decision> killed = decisions(run(
                100_000,
                guards(),
                (micros, readings) -> readings.put(Reading.KILL_SWITCH, micros < NOON_OF_MONDAY ? 0.0 : 1.0)));
        for (List<Decision> decisions : List.of(volatile_, killed)) {
            assertThat(decisions.stream().filter(Trade.class::isInstance))
                    .isNotEmpty()
                    .allSatisfy(trade -> assertThat(UtcMicros.of(trade.time())).isLessThan(NOON_OF_MONDAY));
        }
        assertThat(vetoes(volatile_)).containsKey("volatility-survival");
        assertThat(vetoes(killed)).containsKey("kill-switch");
    }

    @Test
    void a_small_account_runs_out_of_day_trades_and_one_that_nobody_keeps_makes_none() {
        List<TradeGuard> rules = List.of(StandardGuards.guard("day-trades", Map.of("reserve", "0")));
        List<ReplayResult> small = run(20_000, rules, (micros, readings) -> {});
        assertThat(small.stream().mapToInt(day -> day.trades().size()).sum())
                .as("three days lie within five sessions")
                .isEqualTo(3);
        assertThat(vetoes(decisions(small))).containsOnlyKeys("day-trades");
        assertThat(decisions(run(Double.NaN, guards(), (micros, readings) -> {})))
                .noneMatch(Trade.class::isInstance);
    }

    private interface Change {
        void make(long micros, Map<String, Double> readings);
    }

    /** The packaged days, one after the other, on one account. */
    private static List<ReplayResult> run(double equity, List<TradeGuard> guards, Change change) {
        AccountKeeper keeper = AccountKeeper.builder(TradingCalendars.usEquities())
                .equity(equity)
                .build();
        List<ReadingSource> sources = new ArrayList<>();
        for (String name : List.of(Reading.VOLATILITY_INDEX, Reading.HALTED, Reading.FAILURES, Reading.KILL_SWITCH)) {
            sources.add((symbol, micros) -> {
                Map<String, Double> readings = new HashMap<>();
                readings.put(Reading.VOLATILITY_INDEX, 17.0);
                change.make(micros, readings);
                return Optional.of(new Reading(name, readings.getOrDefault(name, 0.0), micros));
            });
        }
        ReplayCircumstances circumstances = new ReplayCircumstances(keeper, CircumstanceSource.of(sources));
        DecisionPipeline pipeline = pipeline(guards);
        return DemoData.DATES.stream()
                .map(date -> new Replay(pipeline, ReplayRules.standard())
                        .run(
                                Objects.requireNonNull(DAYS.get(date)),
                                new Rows(),
                                pipeline.profile().featureSet().id(),
                                circumstances))
                .toList();
    }

    private static List<TradeGuard> guards() {
        return StandardGuards.all();
    }

    private static DecisionPipeline pipeline(List<TradeGuard> guards) {
        Profile v1 = StandardProfiles.v1();
        Profile eager = new Profile(
                v1.id(),
                v1.featureSet(),
                v1.engines(),
                v1.agents(),
                (views, row, market) -> eager(views, market),
                guards,
                v1.missingEngines(),
                v1.stampRule(),
                v1.windowRule(),
                v1.warmUpBars());
        return new DecisionPipeline(eager, OptionChains.none());
    }

    /** Follows the stronger side at once: the composer that ships trades once on these days, which is little to guard. */
    private static Proposal eager(List<AgentView> views, MarketContext market) {
        double votes = views.stream()
                .mapToDouble(view -> view.bias() * view.confidence())
                .sum();
        if (!(Math.abs(votes) > 0.4)) {
            return new Proposal.Pass(
                    views, Scores.none(), NoTrade.Reason.NO_ALIGNMENT, new SmallestChange("more votes", 0.4));
        }
        Direction direction = votes > 0 ? Direction.LONG : Direction.SHORT;
        return new Proposal.Take(
                views,
                Scores.none(),
                direction,
                Math.min(1, Math.abs(votes)),
                1,
                6,
                market.spot() - direction.sign(),
                new Rationale("eager", "votes", "good", "low"));
    }

    private static List<Decision> decisions(List<ReplayResult> days) {
        return days.stream().flatMap(day -> day.decisions().stream()).toList();
    }

    private static Map<String, Integer> vetoes(List<Decision> decisions) {
        Map<String, Integer> counts = new HashMap<>();
        for (Decision decision : decisions) {
            if (decision instanceof NoTrade none && none.reason() == NoTrade.Reason.VETOED) {
                List<GuardVerdict> verdicts = none.grounds().verdicts();
                counts.merge(verdicts.get(verdicts.size() - 1).guard(), 1, Integer::sum);
            }
        }
        return counts;
    }

    /** The rows of the days, each known at its own time. */
    private static final class Rows implements FeatureReader {
        @Override
        public Optional<FeatureRow> find(FeatureSetId set, Symbol symbol, AsOf asOf) {
            return Optional.ofNullable(ROWS.get(asOf.eventMicros()));
        }

        @Override
        public NoFeatures diagnose(FeatureSetId set, Symbol symbol, AsOf asOf) {
            throw new UnsupportedOperationException("A replay does not ask");
        }
    }
}
