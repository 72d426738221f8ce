package dev.barque.agents.guards;

import static dev.barque.agents.guards.Scene.QQQ;
import static dev.barque.agents.guards.Scene.SPY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.agents.GuardContext;
import dev.barque.agents.MarketContext;
import dev.barque.agents.Proposal;
import dev.barque.agents.TradeGuard;
import dev.barque.agents.plugin.GuardProvider;
import dev.barque.core.decision.AccountState;
import dev.barque.core.decision.Circumstances;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.GuardVerdict.Outcome;
import dev.barque.core.decision.Reading;
import dev.barque.core.decision.Scores;
import dev.barque.core.decision.Trade;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** What holds for every guard that ships. */
class AllGuardsTest {
    private static final long SEED = Long.getLong("barque.test.seed", 11);

    @Test
    void they_are_found_as_services() {
        List<String> found = ServiceLoader.load(GuardProvider.class).stream()
                .map(provider -> provider.get().descriptor().id())
                .toList();
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(StandardGuards.providers().stream()
                        .map(provider -> provider.descriptor().id())
                        .toList())
                .doesNotHaveDuplicates()
                .hasSize(17);
        assertThat(StandardGuards.all()).extracting(TradeGuard::id).containsAll(found);
        assertThatThrownBy(() -> StandardGuards.guard("hope", Map.of())).hasMessageContaining("kill-switch");
        assertThatThrownBy(() -> StandardGuards.guard("drawdown", Map.of("max_drawdown", "2", "hope", "1")))
                .hasMessageContaining("max_drawdown must be a number")
                .hasMessageContaining("hope is no parameter");
    }

    @Test
    void what_is_unknown_is_never_taken_for_fine() {
        Map<String, Outcome> outcomes = new HashMap<>();
        GuardContext nothing = new GuardContext(
                new MarketContext(SPY, Scene.micros(Scene.FRIDAY), Double.NaN), null, Circumstances.unknown());
        for (TradeGuard guard : StandardGuards.all()) {
            TradeGuard.Watch watch = guard.watch();
            watch.bar(nothing);
            GuardVerdict verdict = watch.check(Scene.take(Direction.LONG, 1), nothing);
            outcomes.put(guard.id(), verdict.outcome());
            assertThat(verdict.guard()).isEqualTo(guard.id());
            assertThat(verdict.reason()).as(guard.id()).isNotBlank();
        }
        // Of these two everything is known: the time of the bar, and the trades of the run.
        assertThat(outcomes.remove("market-hours")).isEqualTo(Outcome.PASSED);
        assertThat(outcomes.remove("order-rate")).isEqualTo(Outcome.PASSED);
        assertThat(outcomes)
                .hasSize(15)
                .allSatisfy((id, outcome) -> assertThat(outcome).as(id).isEqualTo(Outcome.VETOED));
    }

    @Test
    void two_runs_over_the_same_bars_say_the_same_and_never_enlarge() {
        List<Step> steps = steps(4_000, true);
        for (TradeGuard guard : StandardGuards.all()) {
            List<GuardVerdict> first = run(guard, steps);
            assertThat(run(guard, steps)).as("%s, seed %d", guard, SEED).isEqualTo(first);
            assertThat(first)
                    .as("%s, seed %d", guard, SEED)
                    .allSatisfy(verdict -> assertThat(verdict.sizeFactor()).isBetween(0.0, 1.0))
                    .extracting(GuardVerdict::outcome)
                    .contains(Outcome.PASSED, Outcome.VETOED);
        }
    }

    @Test
    void what_a_symbol_does_is_no_concern_of_another() {
        List<Step> mixed = steps(3_000, true);
        List<Step> alone =
                mixed.stream().filter(step -> step.symbol().equals(SPY)).toList();
        List<Step> quiet = mixed.stream()
                .map(step -> step.symbol().equals(SPY) ? step : step.withoutAccountAndReadings())
                .toList();
        for (String guard : List.of(
                "stale-data", "illiquid-market", "market-halt", "stop-cooldown", "position-limit", "kill-switch")) {
            TradeGuard made = StandardGuards.guard(guard, Map.of());
            List<GuardVerdict> ofSpy = new ArrayList<>();
            List<GuardVerdict> all = run(made, quiet);
            for (int i = 0; i < quiet.size(); i++) {
                if (quiet.get(i).symbol().equals(SPY)) {
                    ofSpy.add(all.get(i));
                }
            }
            assertThat(ofSpy).as("%s, seed %d", guard, SEED).isEqualTo(run(made, alone));
        }
    }

    @Test
    void limits_agree_with_a_naive_model_of_the_position_that_comes_of_it() {
        Map<String, String> position = Map.of("max_units", "7");
        Map<String, String> symbol = Map.of("max_share", "0.4");
        Map<String, String> gross = Map.of("max_multiple", "1.5");
        for (Step step : steps(6_000, false)) {
            AccountState account = step.account();
            double price = step.price();
            double held = Math.abs(account.units());
            boolean against = account.units() * step.take().direction().sign() < 0;
            double others = account.grossExposure() - account.symbolExposure();
            double[] limits = {
                7, 0.4 * account.equity() / price, (1.5 * account.equity() - others) / price,
            };
            List<TradeGuard> guards = List.of(
                    StandardGuards.guard("position-limit", position),
                    StandardGuards.guard("symbol-exposure", symbol),
                    StandardGuards.guard("gross-exposure", gross));
            for (int g = 0; g < guards.size(); g++) {
                double left = step.take().size()
                        * run(guards.get(g), List.of(step)).get(0).sizeFactor();
                double becomes = against ? left : left == 0 ? 0 : held + left;
                assertThat(becomes)
                        .as("%s %s, seed %d", guards.get(g), step, SEED)
                        .isLessThanOrEqualTo(Math.max(limits[g], against ? held : 0) * (1 + 1e-9));
                double fits = against ? Math.max(limits[g], held) : limits[g] - held;
                if (step.take().size() <= fits) {
                    assertThat(left)
                            .as("%s, seed %d", step, SEED)
                            .isEqualTo(step.take().size());
                }
            }
        }
    }

    private record Step(
            Symbol symbol,
            long micros,
            double price,
            FeatureRow row,
            AccountState account,
            List<Reading> readings,
            Proposal.Take take,
            boolean traded) {
        Step withoutAccountAndReadings() {
            return new Step(symbol, micros, price, row, AccountState.unknown(), List.of(), take, false);
        }
    }

    private static List<GuardVerdict> run(TradeGuard guard, List<Step> steps) {
        TradeGuard.Watch watch = guard.watch();
        List<GuardVerdict> verdicts = new ArrayList<>();
        for (Step step : steps) {
            GuardContext context = new GuardContext(
                    new MarketContext(step.symbol(), step.micros(), step.price()),
                    step.row(),
                    new Circumstances(step.account(), step.readings()));
            watch.bar(context);
            GuardVerdict verdict = watch.check(step.take(), context);
            verdicts.add(verdict);
            if (step.traded() && verdict.outcome() != Outcome.VETOED) {
                Grounds grounds = new Grounds(
                        step.symbol(),
                        UtcMicros.toInstant(step.micros()),
                        "test",
                        null,
                        List.of(),
                        Scores.none(),
                        List.of());
                watch.decided(new Trade(
                        grounds,
                        step.take().direction(),
                        1,
                        step.take().size(),
                        1,
                        Double.NaN,
                        step.take().rationale()));
            }
        }
        return verdicts;
    }

    /** Minutes of five weeks, with holes in everything that can be unknown. */
    private static List<Step> steps(int count, boolean holes) {
        Random random = new Random(SEED);
        List<Step> steps = new ArrayList<>();
        long now = Scene.micros("2026-05-18T13:31:00Z");
        double equity = 20_000;
        double peak = equity;
        double level = 38;
        int failures = 0;
        for (int i = 0; i < count; i++) {
            now += (1 + random.nextInt(random.nextInt(20) == 0 ? 600 : 3)) * UtcMicros.PER_MINUTE;
            Symbol symbol = random.nextInt(3) == 0 ? QQQ : SPY;
            equity *= 1 + 0.01 * random.nextGaussian();
            peak = Math.max(peak, equity);
            level = Math.max(10, level + random.nextGaussian() * 1.5 - (level - 38) * 0.05);
            failures += random.nextInt(12) == 0 ? 1 : 0;
            double price = 100 + random.nextGaussian();
            double units = random.nextInt(3) == 0 ? 0 : random.nextGaussian() * 6;
            double exposure = Math.abs(units) * price;
            AccountState account = new AccountState(
                    hole(random, holes, equity),
                    hole(random, holes, equity * (1 + 0.02 * random.nextGaussian())),
                    peak,
                    hole(random, holes, units),
                    exposure,
                    hole(random, holes, exposure + random.nextInt(30_000)),
                    holes && random.nextInt(30) == 0 ? -1 : random.nextInt(4),
                    hole(random, holes, 0.05 * random.nextGaussian()),
                    random.nextInt(3) == 0 ? now - random.nextInt(40) * UtcMicros.PER_MINUTE : 0);
            List<Reading> readings = new ArrayList<>();
            reading(random, readings, Reading.VOLATILITY_INDEX, level, now);
            reading(random, readings, Reading.FAILURES, failures, now);
            reading(random, readings, Reading.HALTED, random.nextInt(10) == 0 ? 1 : 0, now);
            reading(random, readings, Reading.KILL_SWITCH, random.nextInt(10) == 0 ? 1 : 0, now);
            Direction direction = random.nextBoolean() ? Direction.LONG : Direction.SHORT;
            double stop =
                    random.nextInt(10) == 0 ? Double.NaN : price - direction.sign() * (random.nextDouble() * 2 - 0.2);
            FeatureRow row = Scene.row(
                    symbol,
                    now - random.nextInt(7) * UtcMicros.PER_MINUTE,
                    random.nextInt(15) == 0 ? Double.NaN : Math.pow(10, -9 + random.nextGaussian()),
                    random.nextInt(3) == 0 ? i : 5);
            steps.add(new Step(
                    symbol,
                    now,
                    holes && random.nextInt(40) == 0 ? Double.NaN : price,
                    random.nextInt(4) == 0 ? changed(row) : row,
                    account,
                    readings,
                    Scene.take(direction, Math.exp(random.nextGaussian() * 2), stop),
                    random.nextInt(3) > 0));
        }
        return steps;
    }

    /** A row of another version, without the ratio. */
    private static FeatureRow changed(FeatureRow row) {
        FeatureSet other = new FeatureSet(FeatureSetId.of("v2"), row.schema(), Lookback.sameDate());
        return FeatureRow.builder(other, row.symbol())
                .float64(1, 5)
                .int64(2, 3)
                .build(row.eventMicros(), row.eventMicros());
    }

    private static double hole(Random random, boolean holes, double value) {
        return holes && random.nextInt(30) == 0 ? Double.NaN : value;
    }

    private static void reading(Random random, List<Reading> into, String name, double value, long now) {
        if (random.nextInt(25) > 0) {
            long age = random.nextInt(20) == 0 ? 2_000 : random.nextInt(3) - (random.nextInt(25) == 0 ? 5 : 0);
            into.add(new Reading(name, random.nextInt(30) == 0 ? Double.NaN : value, now - age * UtcMicros.PER_MINUTE));
        }
    }
}
