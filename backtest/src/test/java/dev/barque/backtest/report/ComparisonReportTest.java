package dev.barque.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.barque.backtest.comparison.DecisionDifference;
import dev.barque.backtest.comparison.DecisionDifferences;
import dev.barque.backtest.statistics.StatisticsRules;
import dev.barque.backtest.statistics.TrialCount;
import dev.barque.backtest.sweep.SweepOutcome;
import dev.barque.backtest.sweep.SweepPoint;
import dev.barque.backtest.sweep.SweepRun;
import dev.barque.backtest.sweep.SweepTable;
import dev.barque.backtest.sweep.WalkForward;
import dev.barque.core.market.Symbol;
import dev.barque.core.trial.Trial;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class ComparisonReportTest {
    private static final StatisticsRules RULES = StatisticsRules.standard().withResamples(200);
    private static final ReportTitle TITLE =
            new ReportTitle("SPY, swept", "Made up; seed 7.", ZoneId.of("America/New_York"));

    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    /** Noise around a drift that falls from variant to variant. */
    static List<SweepRun> runs(int variants, String setting) {
        Random random = new Random(7);
        List<SweepRun> runs = new ArrayList<>();
        for (int v = 0; v < variants; v++) {
            List<LocalDate> dates = new ArrayList<>();
            List<Double> returns = new ArrayList<>();
            for (int day = 0; day < 80; day++) {
                dates.add(LocalDate.of(2025, 1, 1).plusDays(day));
                returns.add(0.002 - 0.001 * v + random.nextGaussian() * 0.005);
            }
            runs.add(new SweepRun(
                    new SweepPoint(Map.of(setting, "x" + v)),
                    new SweepOutcome(new Trial.Returns(dates, returns), 10 + v, 100 - v, 7, "d" + v)));
        }
        return runs;
    }

    private static Comparison comparison(int variants, String word) {
        SweepTable table = SweepTable.of(runs(variants, "edge"), TrialCount.single(), RULES);
        DecisionDifferences found = new DecisionDifferences(
                390,
                Map.of(DecisionDifference.Kind.DIRECTION, 2),
                List.of(new DecisionDifference(
                        Symbol.of("SPY"),
                        Instant.parse("2025-01-02T15:00:00Z"),
                        DecisionDifference.Kind.DIRECTION,
                        word,
                        "short 1")));
        return new Comparison(table, RULES, List.of(new Comparison.Differing("V1", word, found)));
    }

    @Test
    void verdicts_ranks_with_intervals_and_differences_stand_in_the_page_without_a_script() {
        String html = ComparisonReport.text(TITLE, comparison(4, "careful"));
        String tables = html.substring(0, html.indexOf("id=\"report-data\""));

        assertThat(tables)
                .contains("What the best of them shows", "nothing was held back", "edge=x0", "edge=x3")
                .contains("careful decides otherwise than V1 on 2 of 390 bars", "direction 2", "2025-01-02 10:00")
                .doesNotContain("Walking forward");
        assertThat(tables.indexOf("edge=x0")).as("the best comes first").isLessThan(tables.indexOf("edge=x3"));
        assertThat(Pattern.compile("class=\"at\"").matcher(tables).results()).hasSize(4);
    }

    @Test
    void a_walk_shows_what_was_chosen_and_ranks_by_what_was_held_back() {
        WalkForward walk = new WalkForward(WalkForward.Kind.ROLLING, 20, 20, 0, 0);
        SweepTable table = SweepTable.of(runs(3, "edge"), walk, TrialCount.single(), RULES);
        String html = ComparisonReport.text(TITLE, new Comparison(table, RULES, List.of()));

        assertThat(html)
                .contains("Walking forward", "of the days that were held back", "In training", "2025-01-21")
                .doesNotContain("Where decisions differ");
    }

    @Test
    void a_large_sweep_shows_its_first_two_hundred_and_says_so() {
        SweepTable table = SweepTable.of(runs(203, "edge"), TrialCount.single(), RULES.withResamples(100));
        String html = ComparisonReport.text(TITLE, new Comparison(table, RULES, List.of()));

        assertThat(html).contains("3 more are not shown.", "the first 6");
        assertThat(Pattern.compile("class=\"whisker\">").matcher(html).results())
                .hasSize(201);
    }

    @Test
    void growth_is_compounded_and_stands_still_on_dates_without_a_return() {
        LocalDate first = LocalDate.of(2025, 1, 1);
        Trial.Returns returns = new Trial.Returns(List.of(first, first.plusDays(2)), List.of(0.1, -0.5));
        TreeSet<LocalDate> dates = new TreeSet<>(List.of(first, first.plusDays(1), first.plusDays(2)));
        double[] grown = ComparisonPageBuilder.grown(returns, dates);

        assertThat(grown[0]).isCloseTo(10, within(1e-9));
        assertThat(grown[1]).isEqualTo(grown[0]);
        assertThat(grown[2]).isCloseTo(-45, within(1e-9));
    }

    @Test
    void hostile_names_stay_text_and_the_curves_are_drawn_in_a_browser() throws Exception {
        String hostile = "</script><img src=x onerror=alert(1)>";
        SweepTable table = SweepTable.of(runs(8, hostile), TrialCount.single(), RULES);
        String html = ComparisonReport.text(
                TITLE, new Comparison(table, RULES, comparison(2, hostile).differences()));
        assertThat(html).doesNotContain("<img");

        Optional<Browser> browser = Browser.find(folder);
        assumeTrue(browser.isPresent(), "skipped: no browser is on the PATH");
        Path file = folder.resolve("compared.html");
        TextFiles.replace(file, html);
        assertThat(browser.orElseThrow().open(file, "").dom())
                .contains("data-errors=\"0\"", "data-charts=\"1\"", "<canvas")
                .doesNotContain("<img");
    }
}
