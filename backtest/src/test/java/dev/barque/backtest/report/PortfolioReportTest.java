package dev.barque.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.barque.agents.standard.StandardProfiles;
import dev.barque.backtest.engine.PortfolioResult;
import dev.barque.backtest.engine.RoundTrip;
import dev.barque.backtest.engine.SyntheticPortfolios;
import dev.barque.backtest.manifest.InputFile;
import dev.barque.backtest.manifest.PartUse;
import dev.barque.backtest.manifest.RunManifest;
import dev.barque.backtest.reasons.WhyNoTrade;
import dev.barque.backtest.statistics.Performance;
import dev.barque.backtest.statistics.PortfolioSeries;
import dev.barque.backtest.statistics.StatisticsRules;
import dev.barque.backtest.statistics.TrialCount;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Scores;
import dev.barque.core.decision.Shortfall;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.decision.Trade;
import dev.barque.core.market.Symbol;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class PortfolioReportTest {
    private static final TradingCalendar CALENDAR = TradingCalendars.usEquities();
    private static final StatisticsRules RULES = StatisticsRules.standard().withResamples(200);
    private static final ReportTitle TITLE =
            new ReportTitle("Four symbols, three months", "Made up; seed 7.", CALENDAR.zone());

    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    private static String page(PortfolioResult result) {
        return PortfolioReport.text(TITLE, whole(result, "made up"));
    }

    /** With everything that a page can show. */
    static PortfolioRun whole(PortfolioResult result, String word) {
        WhyNoTrade counted = new WhyNoTrade(5);
        result.roundTrips().forEach(trip -> counted.append(Objects.requireNonNull(trip.decision())));
        for (int i = 0; i < 40; i++) {
            counted.append(miss(i, word));
        }
        return PortfolioRun.of(result, CALENDAR, RULES, TrialCount.single())
                .decidedBy(StandardProfiles.v1(), counted)
                .from(manifest(word));
    }

    private static NoTrade miss(int i, String word) {
        Grounds grounds = new Grounds(
                Symbol.of(i % 2 == 0 ? "SPY" : "QQQ"),
                Instant.parse("2025-07-01T14:00:00Z").plusSeconds(60L * i),
                "V1",
                null,
                List.of(),
                new Scores(0.5, 0.1),
                i % 4 == 0 ? List.of(GuardVerdict.vetoed("stale-data", word, i)) : List.of());
        Shortfall missing = new Shortfall("liquidity", Shortfall.CONFIDENCE, 0.5, Shortfall.Reach.AT_LEAST, 0.51 + i);
        return new NoTrade(
                grounds,
                i % 4 == 0 ? NoTrade.Reason.VETOED : NoTrade.Reason.INSUFFICIENT_ALIGNMENT,
                new SmallestChange("liquidity +" + (0.01 + i) + " " + word, 0.01 + i, List.of(missing)));
    }

    private static RunManifest manifest(String word) {
        return new RunManifest(
                "0.1.0",
                "a JVM",
                List.of(new InputFile("data_l1/" + word + ".parquet", 12_345, "ab".repeat(32))),
                "v1.0.0",
                "cd".repeat(32),
                "us-equities",
                "ef".repeat(32),
                new TreeMap<>(Map.of("option --symbol", word)),
                List.of(new PartUse("agent", word, "1", "")),
                0,
                "12".repeat(32));
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
    void hostile_names_reasons_and_evidence_stay_text() {
        String hostile = "</script><img src=x onerror=alert(1)>";
        String html = PortfolioReport.text(TITLE, whole(SyntheticPortfolios.of(10, 7, hostile), hostile));

        assertThat(html).doesNotContain("<img").contains("&lt;img src=x onerror=alert(1)&gt;");
        assertThat(Pattern.compile("</script>").matcher(html).results().count())
                .as("guard, data, one chunk of decisions, chart library, script")
                .isEqualTo(5);
    }

    @Test
    void the_result_of_the_statistics_is_that_of_the_account_and_costs_are_those_of_the_positions() {
        PortfolioResult result = SyntheticPortfolios.of(400, 7, "made up");
        double net = result.roundTrips().stream().mapToDouble(RoundTrip::net).sum();
        PortfolioPage.SymbolRow all = new SymbolRows(performance(result).days(), new LocalTimes(CALENDAR.zone()))
                .of(result.roundTrips())
                .get(4);

        assertThat(all.net().text()).isEqualTo(Numbers.signed(net, 2));
        assertThat(all.trips().text()).isEqualTo("400");
        assertThat(all.sum()).isTrue();
        assertThat(performance(result).equity().last())
                .isEqualTo(result.summary().equity());
    }

    @Test
    void the_curve_of_a_symbol_begins_at_0_and_ends_at_the_sum_of_its_positions() {
        PortfolioResult result = SyntheticPortfolios.of(400, 7, "made up");
        List<PortfolioPage.SymbolRow> rows =
                new SymbolRows(performance(result).days(), new LocalTimes(CALENDAR.zone())).of(result.roundTrips());

        for (PortfolioPage.SymbolRow row : rows) {
            String[] points = row.curve().points().split(" ", -1);
            assertThat(points).hasSizeBetween(2, 61);
            assertThat(points[0]).isEqualTo("0," + row.curve().zero());
            assertThat(points[points.length - 1]).startsWith("100,");
            double first = height(points[0]);
            double last = height(points[points.length - 1]);
            assertThat(Math.signum(first - last))
                    .as("%s ends at %s", row.symbol(), row.net().text())
                    .isEqualTo(Math.signum(Double.parseDouble(row.net().key())));
        }
    }

    private static double height(String point) {
        return Double.parseDouble(point.substring(point.indexOf(',') + 1));
    }

    @Test
    void why_other_bars_were_not_traded_stands_in_the_page_with_the_nearest_first() {
        String html = page(SyntheticPortfolios.of(400, 7, "made up"));

        assertThat(html)
                .contains("440 decisions, 400 to trade", "insufficient_alignment", "liquidity confidence")
                .contains("stale-data", "exposure");
        assertThat(html.indexOf("liquidity +0.01 made up"))
                .isPositive()
                .isLessThan(html.indexOf("liquidity +1.01 made up"));
        assertThat(html).doesNotContain("liquidity +5.01 made up");
    }

    @Test
    void what_a_run_came_from_stands_in_the_page() {
        assertThat(page(SyntheticPortfolios.of(10, 7, "made up")))
                .contains("12".repeat(32), "data_l1/made up.parquet", "12,345", "ab".repeat(32), "option --symbol");
    }

    @Test
    void a_run_of_which_only_the_result_is_known_goes_without_these_parts() {
        PortfolioRun run =
                PortfolioRun.of(SyntheticPortfolios.of(10, 7, "made up"), CALENDAR, RULES, TrialCount.single());

        assertThat(PortfolioReport.text(TITLE, run))
                .contains("What the result shows")
                .doesNotContain("id=\"why-not\"", "id=\"manifest\"");
    }

    @Test
    void each_chunk_holds_the_decisions_of_a_thousand_positions_in_their_order() {
        PortfolioResult result = SyntheticPortfolios.of(2_300, 7, "made up");
        List<String> chunks =
                new TripDecisions(StandardProfiles.v1(), new LocalTimes(CALENDAR.zone())).chunks(result.roundTrips());

        assertThat(chunks).hasSize(3);
        List<?> decisions =
                (List<?>) Objects.requireNonNull(JsonTexts.object(chunks.get(2)).get("decisions"));
        assertThat(decisions).hasSize(300);
        List<?> last = (List<?>) decisions.get(299);
        Trade trade =
                (Trade) Objects.requireNonNull(result.roundTrips().get(2_299).decision());
        assertThat(((Number) last.get(0)).longValue())
                .isEqualTo(trade.grounds().time().getEpochSecond());
        assertThat(((Number) last.get(7)).doubleValue())
                .isCloseTo(trade.scores().up(), within(1e-6));
        List<?> view = (List<?>) ((List<?>) last.get(10)).get(0);
        assertThat(((Number) view.get(3)).doubleValue()).as("threshold").isEqualTo(0.6);
        assertThat(((Number) view.get(4)).doubleValue()).as("weight").isEqualTo(1);
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

    @Test
    void an_address_sorts_symbols_draws_one_and_opens_the_decision_of_a_position() throws Exception {
        Optional<Browser> browser = Browser.find(folder);
        assumeTrue(browser.isPresent(), "skipped: no browser is on the PATH");
        PortfolioResult result = SyntheticPortfolios.of(2_300, 7, "made up");
        Path file = folder.resolve("address.html");
        TextFiles.replace(file, page(result));
        String dom = browser.orElseThrow()
                .open(file, "#sort=net&symbol=QQQ&position=500")
                .dom();

        List<RoundTrip> trips = result.roundTrips().stream()
                .filter(trip -> trip.symbol().value().equals("QQQ"))
                .toList();
        double net = trips.stream().mapToDouble(RoundTrip::net).sum();
        RoundTrip chosen = trips.get(500);
        Trade trade = (Trade) Objects.requireNonNull(chosen.decision());
        assertThat(dom)
                .contains("data-errors=\"0\"", Numbers.fixed(trips.size(), 0) + " shown, " + Numbers.signed(net, 2))
                .contains("QQQ: " + Numbers.signed(net, 2) + " up to 2025-09-30")
                .contains("QQQ " + chosen.direction().text() + ", 100 shares, " + Numbers.signed(chosen.net(), 2))
                .contains(trade.views().get(0).evidence().text())
                .contains("Votes: up " + Numbers.fixed(trade.scores().up(), 3) + ", down "
                        + Numbers.fixed(trade.scores().down(), 3) + "; needed were 2 agents")
                .contains("Guard exposure: shrunk to 50 %, made up");
        List<Double> sorted = Pattern.compile("data-symbol=\"[A-Z]+\".*?</tr>")
                .matcher(dom)
                .results()
                .map(row -> row.group().replaceFirst(".*?class=\"n (?:gain|loss|even)\" data-v=\"([^\"]*)\".*", "$1"))
                .map(Double::valueOf)
                .limit(4)
                .toList();
        assertThat(sorted).hasSize(4).isSortedAccordingTo(Comparator.reverseOrder());
    }
}
