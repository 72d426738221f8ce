package dev.barque.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.barque.backtest.engine.PortfolioResult;
import dev.barque.backtest.engine.RoundTrip;
import dev.barque.backtest.engine.SyntheticPortfolios;
import dev.barque.backtest.statistics.Performance;
import dev.barque.backtest.statistics.PortfolioSeries;
import dev.barque.backtest.statistics.StatisticsRules;
import dev.barque.backtest.statistics.TrialCount;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.calendar.TradingCalendars;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class PortfolioReportTest {
    private static final TradingCalendar CALENDAR = TradingCalendars.usEquities();
    private static final StatisticsRules RULES = StatisticsRules.standard();

    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    private static String page(PortfolioResult result) {
        ReportTitle title = new ReportTitle("Four symbols, three months", "Made up; seed 7.", CALENDAR.zone());
        return PortfolioReport.text(title, result, CALENDAR, RULES, TrialCount.single());
    }

    private static Performance performance(PortfolioResult result) {
        return Performance.of(PortfolioSeries.equity(result), PortfolioSeries.trades(result), CALENDAR, RULES);
    }

    @Test
    void verdicts_months_costs_refusals_open_positions_and_rules_stand_in_the_page_without_a_script() {
        String html = page(SyntheticPortfolios.of(400, 7, "made up"));
        String tables = html.substring(0, html.indexOf("id=\"report-data\""));

        assertThat(tables)
                .contains("What the result shows", "not shown", "trials counted, 1")
                .contains("not affordable", "+100 at 201.50, last price 203.25", "A stop and a target in one bar")
                .contains("<th scope=\"row\">2025</th>", "<th scope=\"row\">QQQ</th>", "<th scope=\"row\">All</th>");
        assertThat(Pattern.compile("class=\"n (up|down)[1-4]\"").matcher(tables).results())
                .hasSize(3);
    }

    @Test
    void a_hostile_name_stays_text() {
        String html = page(SyntheticPortfolios.of(10, 7, "</script><img src=x onerror=alert(1)>"));

        assertThat(html).doesNotContain("<img").contains("&lt;img src=x onerror=alert(1)&gt;");
    }

    @Test
    void the_result_of_the_statistics_is_that_of_the_account_and_costs_are_those_of_the_positions() {
        PortfolioResult result = SyntheticPortfolios.of(400, 7, "made up");
        double net = result.roundTrips().stream().mapToDouble(RoundTrip::net).sum();
        PortfolioPage.Costs all = SymbolCosts.of(result.roundTrips()).get(4);

        assertThat(all.net().text()).isEqualTo(Numbers.signed(net, 2));
        assertThat(all.trips()).isEqualTo("400");
        assertThat(performance(result).equity().last())
                .isEqualTo(result.summary().equity());
    }

    @Test
    void a_rolling_ratio_begins_with_a_full_window_and_a_drawdown_is_never_above_0() {
        Performance run = performance(SyntheticPortfolios.of(400, 7, "made up"));
        double[] ratios = RollingFigures.rollingSharpe(run);

        assertThat(ratios[RollingFigures.WINDOW - 2]).isNaN();
        assertThat(ratios[RollingFigures.WINDOW - 1]).isFinite();
        double[] below = RollingFigures.drawdown(run);
        double peak = 100_000;
        for (int i = 0; i < below.length; i++) {
            peak = Math.max(peak, run.days().closing(i));
            assertThat(below[i]).isLessThanOrEqualTo(0).isEqualTo(run.days().closing(i) / peak - 1);
        }
    }

    @Test
    void shades_grow_with_the_distance_from_0() {
        assertThat(MonthTable.shade(0.01, 0.01)).isEqualTo("up4");
        assertThat(MonthTable.shade(-0.001, 0.01)).isEqualTo("down1");
        assertThat(MonthTable.shade(0, 0)).isEqualTo("flat");
    }

    @Test
    void a_hundred_thousand_positions_open_in_a_browser_and_only_those_in_sight_are_elements() throws Exception {
        Optional<Browser> browser = Browser.find(folder);
        assumeTrue(browser.isPresent(), "skipped: no browser is on the PATH");
        Path file = folder.resolve("large.html");
        TextFiles.replace(file, page(SyntheticPortfolios.of(100_000, 7, "made up")));
        String dom = browser.orElseThrow().open(file, "").dom();

        assertThat(dom).contains("data-errors=\"0\"", "data-charts=\"3\"", "100,000 shown");
        assertThat(Pattern.compile("class=\"trip( on)?\"")
                        .matcher(dom)
                        .results()
                        .count())
                .isBetween(10L, 60L);
    }
}
