package dev.barque.backtest.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.backtest.statistics.StatisticsRules;
import dev.barque.backtest.statistics.TrialCount;
import dev.barque.backtest.statistics.Verdict;
import dev.barque.backtest.statistics.Verdicts;
import dev.barque.core.error.BarqueException;
import dev.barque.core.trial.Trial;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class SweepTest {
    private static final StatisticsRules RULES = StatisticsRules.standard().withResamples(200);
    private static final int DAYS = 64;

    /** Noise whose seed is the point; {@code gain} is what each day earns besides. */
    private static final class Noise implements SweepTask {
        final AtomicInteger made = new AtomicInteger();
        final int failing;

        Noise(int failing) {
            this.failing = failing;
        }

        @Override
        public String key(SweepPoint point) {
            return point.text();
        }

        @Override
        public SweepOutcome run(SweepPoint point) {
            if (made.incrementAndGet() == failing) {
                throw new IllegalStateException("out of luck");
            }
            Map<String, String> settings = point.settings();
            double gain = Double.parseDouble(settings.getOrDefault("gain", "0"));
            SplittableRandom random = new SplittableRandom(settings.hashCode());
            List<LocalDate> dates = new ArrayList<>();
            List<Double> values = new ArrayList<>();
            for (int day = 0; day < DAYS; day++) {
                dates.add(LocalDate.of(2026, 1, 1).plusDays(day));
                values.add(gain + (random.nextDouble() - 0.5) / 50);
            }
            return new SweepOutcome(new Trial.Returns(dates, values), 7, 1, 0.5, "d" + settings.hashCode());
        }
    }

    private static final class Remembering implements SweepJournal {
        final Map<String, SweepOutcome> known = new ConcurrentHashMap<>();

        @Override
        public Optional<SweepOutcome> find(String key) {
            return Optional.ofNullable(known.get(key));
        }

        @Override
        public void finished(String key, SweepOutcome outcome) {
            known.put(key, outcome);
        }
    }

    private static List<SweepPoint> points(String... axes) {
        return SweepPlan.grid(List.of(axes).stream().map(Axis::parse).toList());
    }

    @Test
    void an_axis_is_a_list_or_a_range_with_both_ends() {
        assertThat(Axis.parse("size.largest=0.5..0.7:0.05").values())
                .containsExactly("0.5", "0.55", "0.6", "0.65", "0.7");
        assertThat(Axis.parse("edge=1,1.2, 1.5").values()).containsExactly("1", "1.2", "1.5");
        for (String wrong : List.of("edge", "=1", "edge=", "edge=1,,2", "edge=1,1", "edge=2..1:0.5", "edge=1..2:0")) {
            assertThatThrownBy(() -> Axis.parse(wrong)).as(wrong).isInstanceOf(BarqueException.class);
        }
    }

    @Test
    void a_grid_has_every_combination_and_a_draw_has_different_ones_of_it() {
        List<Axis> axes = List.of(Axis.parse("a=1,2,3"), Axis.parse("b=1..10:1"));
        List<SweepPoint> grid = SweepPlan.grid(axes);
        assertThat(new HashSet<>(grid)).hasSize(30);
        assertThat(grid.get(0).text()).isEqualTo("a=1 b=1");
        assertThat(grid.get(1).text()).isEqualTo("a=1 b=2");
        List<SweepPoint> drawn = SweepPlan.random(axes, 12, 5);
        assertThat(new HashSet<>(drawn)).hasSize(12);
        assertThat(grid).containsAll(drawn);
        assertThat(SweepPlan.random(axes, 12, 5)).isEqualTo(drawn);
        assertThat(SweepPlan.random(axes, 12, 6)).isNotEqualTo(drawn);
        assertThat(SweepPlan.random(axes, 31, 5)).isEqualTo(grid);
        assertThatThrownBy(() -> SweepPlan.grid(List.of(Axis.parse("a=1"), Axis.parse("a=2"))))
                .hasMessageContaining("varies a twice");
    }

    @Test
    void training_ends_before_the_test_less_the_purge_and_leaves_out_the_embargo() {
        WalkForward anchored = new WalkForward(WalkForward.Kind.ANCHORED, 4, 2, 1, 1);
        List<Fold> folds = anchored.folds(9);
        assertThat(folds)
                .containsExactly(
                        new Fold(List.of(0, 1, 2), List.of(4, 5)),
                        new Fold(List.of(0, 1, 2, 3, 4), List.of(6, 7)),
                        new Fold(List.of(0, 1, 2, 3, 4, 5), List.of(8)));
        assertThat(new WalkForward(WalkForward.Kind.ANCHORED, 4, 2, 0, 1)
                        .folds(9)
                        .get(2)
                        .training())
                .as("day 6 is right behind the first test")
                .containsExactly(0, 1, 2, 3, 4, 5, 7);
        assertThat(WalkForward.of(WalkForward.Kind.ROLLING, 4, 2)
                        .folds(9)
                        .get(2)
                        .training())
                .containsExactly(4, 5, 6, 7);
        assertThatThrownBy(() -> anchored.folds(4)).hasMessageContaining("nothing to test");
        assertThatThrownBy(() -> new WalkForward(WalkForward.Kind.ROLLING, 2, 1, 2, 0))
                .isInstanceOf(BarqueException.class);
    }

    @Test
    void the_table_is_the_same_for_any_number_of_threads() {
        List<SweepPoint> points = points("seed=1..40:1", "gain=0,0.001");
        WalkForward walk = WalkForward.of(WalkForward.Kind.ROLLING, 20, 10);
        SweepTable alone =
                SweepTable.of(Sweep.of(new Noise(-1)).run(points, Runnable::run, 1), walk, TrialCount.single(), RULES);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            for (int threads = 2; threads <= 4; threads++) {
                List<SweepRun> runs = Sweep.of(new Noise(-1)).run(points, pool, threads);
                assertThat(SweepTable.of(runs, walk, TrialCount.single(), RULES))
                        .isEqualTo(alone);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(alone.rows()).hasSize(80);
        assertThat(alone.steps()).hasSize(5);
        assertThat(alone.trials().trials()).isEqualTo(80);
        List<SweepRun> fewer = Sweep.of(new Noise(-1)).run(points.subList(0, 79), Runnable::run, 1);
        assertThat(SweepTable.of(fewer, walk, TrialCount.single(), RULES).digest())
                .isNotEqualTo(alone.digest());
    }

    @Test
    void what_was_finished_before_a_kill_or_a_cancel_is_not_run_again() {
        List<SweepPoint> points = points("seed=1..20:1");
        Remembering journal = new Remembering();
        Noise first = new Noise(-1);
        assertThatThrownBy(() -> Sweep.of(first)
                        .with(journal)
                        .unless(() -> first.made.get() >= 8)
                        .run(points, Runnable::run, 1))
                .isInstanceOf(BarqueException.class)
                .hasMessageContaining("after 8 of 20 runs");
        Noise second = new Noise(-1);
        List<Integer> told = new ArrayList<>();
        List<SweepRun> resumed =
                Sweep.of(second).with(journal).telling(told::add).run(points, Runnable::run, 1);
        assertThat(second.made).hasValue(12);
        assertThat(told).hasSize(20).endsWith(20);
        assertThat(resumed).isEqualTo(Sweep.of(new Noise(-1)).run(points, Runnable::run, 1));
    }

    @Test
    void a_run_that_fails_names_its_point_and_those_before_it_are_kept() {
        Remembering journal = new Remembering();
        assertThatThrownBy(() -> Sweep.of(new Noise(3)).with(journal).run(points("seed=1..20:1"), Runnable::run, 1))
                .isInstanceOf(BarqueException.class)
                .hasMessageContaining("seed=3")
                .hasMessageContaining("out of luck");
        assertThat(journal.known).hasSize(2);
    }

    @Test
    void of_noise_nothing_is_found_and_an_edge_is() {
        SweepTable noise = SweepTable.of(
                Sweep.of(new Noise(-1)).run(points("seed=1..60:1"), Runnable::run, 1), TrialCount.single(), RULES);
        assertThat(noise.rows().get(0).ranked().value())
                .as("the best of sixty looks good")
                .isPositive();
        assertThat(found(noise)).isEqualTo(Verdict.Outcome.NOT_SHOWN);
        SweepTable edge = SweepTable.of(
                Sweep.of(new Noise(-1)).run(points("seed=1..10:1", "gain=0.004,0.008"), Runnable::run, 1),
                TrialCount.single(),
                RULES);
        assertThat(edge.rows().get(0).run().point().settings()).containsEntry("gain", "0.008");
        assertThat(found(edge)).isEqualTo(Verdict.Outcome.SHOWN);
        SweepTable afterMany =
                SweepTable.of(edge.rows().stream().map(SweepRow::run).toList(), new TrialCount(1_000_000, 4), RULES);
        assertThat(afterMany.rows().get(0).deflated().value())
                .isLessThan(edge.rows().get(0).deflated().value());
    }

    @Test
    void walking_forward_chooses_by_training_alone() {
        List<SweepRun> runs = new ArrayList<>();
        runs.add(run("early", day -> day < 10 ? 0.01 : -0.01));
        runs.add(run("late", day -> day < 10 ? -0.01 : 0.01));
        SweepTable table =
                SweepTable.of(runs, WalkForward.of(WalkForward.Kind.ROLLING, 10, 10), TrialCount.single(), RULES);
        assertThat(table.steps()).hasSize(1);
        WalkStep step = table.steps().get(0);
        assertThat(step.chosen().text()).isEqualTo("of=early");
        assertThat(step.inSample().value()).isPositive();
        assertThat(step.outOfSample().value()).isNegative();
        assertThat(step.testReturn()).isNegative();
        assertThat(table.rows().get(0).run().point().text())
                .as("ranked by the test")
                .isEqualTo("of=late");
        assertThat(table.rows().get(0).inSample().value()).isNegative();
    }

    private static SweepRun run(String name, IntToDoubleFunction mean) {
        List<LocalDate> dates = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int day = 0; day < 20; day++) {
            dates.add(LocalDate.of(2026, 1, 1).plusDays(day));
            values.add(mean.applyAsDouble(day) + (day % 3) * 0.001);
        }
        return new SweepRun(
                new SweepPoint(Map.of("of", name)), new SweepOutcome(new Trial.Returns(dates, values), 1, 1, 0, name));
    }

    private static Verdict.Outcome found(SweepTable table) {
        return table.verdicts().stream()
                .filter(verdict -> verdict.id().equals(Verdicts.FOUND))
                .findFirst()
                .orElseThrow()
                .outcome();
    }
}
