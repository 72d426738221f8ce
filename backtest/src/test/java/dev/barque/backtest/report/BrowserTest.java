package dev.barque.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Opens reports in a real browser. Where there is none, the tests say so and are skipped. */
@Timeout(180)
class BrowserTest {
    /** A run has price, decisions, equity, drawdown and confidence; two runs have one chart in common. */
    private static final int CHARTS = 11;

    /** Counts what was painted on each canvas, and how much of it in the colour of its first line. */
    private static final String PAINT_PROBE = """
            var found = [];
            document.querySelectorAll(".chart").forEach(function (holder) {
              var canvas = holder.querySelector("canvas");
              var pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data, painted = 0, price = 0;
              for (var i = 0; i < pixels.length; i += 4) {
                if (pixels[i + 3] > 0) { painted++; }
                if (pixels[i] === 0x1d && pixels[i + 1] === 0x2b && pixels[i + 2] === 0x3a && pixels[i + 3] > 200) { price++; }
              }
              found.push((holder.dataset.chart || "compare") + ":" + painted + ":" + price);
            });
            document.documentElement.dataset.painted = found.join(" ");
            """;

    /** Uses the page as a reader would: keys, buttons, the pointer. */
    private static final String USE_PROBE = """
            var seen = [], run = document.querySelectorAll("section.run")[1], price = run.querySelector("[data-chart=price]");
            var over = price.querySelector(".u-over"), box = over.getBoundingClientRect();
            function note() { seen.push(location.hash); }
            price.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true })); note();
            run.querySelector("[data-step='+trade']").click(); note();
            run.querySelector("[data-step='+day']").click();
            seen.push("day " + run.querySelector("[data-days]").selectedOptions[0].textContent);
            setTimeout(function () {
              var middle = { clientX: Math.round(box.left + box.width / 2), clientY: Math.round(box.top + 20), bubbles: true };
              over.dispatchEvent(new PointerEvent("pointermove", middle));
              over.dispatchEvent(new MouseEvent("mousemove", middle));
              over.dispatchEvent(new PointerEvent("pointerdown", middle));
              over.dispatchEvent(new MouseEvent("mousedown", middle));
              over.dispatchEvent(new MouseEvent("mouseup", middle));
              over.dispatchEvent(new MouseEvent("click", middle)); note();
              document.documentElement.dataset.used = seen.join(" | ");
            }, 0);
            """;

    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    private Browser browser;

    @BeforeEach
    void find_a_browser() {
        Optional<Browser> found = Browser.find(folder);
        assumeTrue(found.isPresent(), "skipped: no chromium, chromium-browser or google-chrome is on the PATH");
        browser = found.orElseThrow();
    }

    @Test
    void a_report_opens_without_an_error_and_draws_every_chart() throws Exception {
        Path page = folder.resolve("report.html");
        HtmlReport.write(page, Samples.TITLE, Samples.twoRuns());
        Browser.Seen seen = browser.open(page, "#bar=12");
        assertThat(seen.console()).isEmpty();
        assertThat(attribute(seen, "data-errors")).isEqualTo("0");
        assertThat(attribute(seen, "data-charts")).isEqualTo(Integer.toString(CHARTS));
        assertThat(Pattern.compile("<canvas").matcher(body(seen)).results()).hasSize(CHARTS);
    }

    @Test
    void the_address_opens_a_bar_in_the_explorer() throws Exception {
        Path page = folder.resolve("report.html");
        List<ReportRun> runs = Samples.twoRuns();
        HtmlReport.write(page, Samples.TITLE, runs);
        Browser.Seen seen = browser.open(page, "#bar=12");
        var decision = runs.get(0).results().get(0).decisions().get(12);
        assertThat(field(seen, 0, "time")).isEqualTo("2025-10-24 09:43");
        assertThat(field(seen, 0, "utc")).isEqualTo("UTC−04:00, 2025-10-24 13:43 UTC");
        assertThat(field(seen, 0, "bar")).isEqualTo("12 of 1170");
        assertThat(field(seen, 0, "verdict")).isEqualTo("No trade: insufficient_alignment");
        assertThat(field(seen, 0, "views"))
                .contains(decision.views().get(1).evidence().text(), "hedge", "liquidity", "sentiment");
        assertThat(field(seen, 0, "row")).contains("SPY v0.1.0 #1012", "known from 2025-10-24 13:43 UTC");
        assertThat(field(seen, 1, "time")).as("variants move together").isEqualTo("2025-10-24 09:43");
    }

    @Test
    void canvases_are_painted_and_an_empty_one_would_be_noticed() throws Exception {
        Path page = folder.resolve("report.html");
        String html = HtmlReport.text(Samples.TITLE, Samples.twoRuns());
        Files.writeString(page, withProbe(html, PAINT_PROBE));
        List<String[]> painted = painted(browser.open(page, ""));
        assertThat(painted)
                .hasSize(CHARTS)
                .allSatisfy(chart ->
                        assertThat(Integer.parseInt(chart[1])).as(chart[0]).isGreaterThan(800));
        assertThat(linePixels(painted)).allSatisfy(pixels -> assertThat(pixels).isGreaterThan(300));

        String planted = Pattern.compile("\"close\":\\[[^]]*]")
                .matcher(html)
                .replaceAll("\"close\":[null" + ",null".repeat(1169) + "]");
        Files.writeString(page, withProbe(planted, PAINT_PROBE));
        assertThat(linePixels(painted(browser.open(page, ""))))
                .allSatisfy(pixels -> assertThat(pixels).isZero());
    }

    @Test
    void keys_buttons_and_pointer_move_the_explorer() throws Exception {
        Path page = folder.resolve("report.html");
        Files.writeString(page, withProbe(HtmlReport.text(Samples.TITLE, Samples.twoRuns()), USE_PROBE));
        Browser.Seen seen = browser.open(page, "#run=1&bar=20");
        List<String> used =
                List.of(attribute(seen, "data-used").replace("&amp;", "&").split(" \\| ", -1));
        int trade = Integer.parseInt(used.get(1).substring("#run=1&bar=".length()));
        assertThat(used.get(0)).isEqualTo("#run=1&bar=21");
        assertThat(Samples.twoRuns().get(1).results().get(0).decisions().get(trade))
                .isInstanceOf(dev.barque.core.decision.Trade.class);
        assertThat(used.get(2)).isEqualTo("day 2025-10-24");
        assertThat(used.get(3)).matches("#run=1&bar=19[3-6]");
        assertThat(attribute(seen, "data-errors")).isEqualTo("0");
    }

    @Test
    void hostile_texts_stay_texts() throws Exception {
        Path page = folder.resolve("report.html");
        HtmlReport.write(
                page,
                new ReportTitle(HtmlReportTest.HOSTILE, HtmlReportTest.HOSTILE, java.time.ZoneOffset.UTC),
                HtmlReportTest.hostile());
        Browser.Seen seen = browser.open(page, "#bar=0");
        assertThat(seen.console()).isEmpty();
        assertThat(attribute(seen, "data-errors")).isEqualTo("0");
        assertThat(body(seen)).doesNotContain("<img").contains("&lt;img src=x onerror=alert(2)&gt;");
        assertThat(Pattern.compile("<script").matcher(seen.dom()).results()).hasSize(4);
    }

    @Test
    void runs_without_bars_or_decisions_open_without_an_error() throws Exception {
        Path page = folder.resolve("report.html");
        HtmlReport.write(
                page,
                Samples.TITLE,
                List.of(
                        ReportRun.of("empty", List.of(TinyRuns.empty())),
                        ReportRun.of("tiny", List.of(TinyRuns.empty(), TinyRuns.day(0, "SPY", "up")))));
        Browser.Seen seen = browser.open(page, "#bar=999");
        assertThat(seen.console()).isEmpty();
        assertThat(attribute(seen, "data-errors")).isEqualTo("0");
        assertThat(attribute(seen, "data-charts")).isEqualTo("6");
    }

    @Test
    void an_error_and_a_script_that_is_not_ours_would_be_noticed() throws Exception {
        Path page = folder.resolve("report.html");
        String html = HtmlReport.text(Samples.TITLE, Samples.twoRuns());
        Files.writeString(page, html.replace("{\"priceDecimals\"", "{priceDecimals"));
        Browser.Seen broken = browser.open(page, "");
        assertThat(attribute(broken, "data-errors")).isNotEqualTo("0");
        assertThat(broken.console()).isNotEmpty();

        Files.writeString(page, html.replace("</body>", "<script>document.title = 'taken';</script></body>"));
        Browser.Seen taken = browser.open(page, "");
        assertThat(attribute(taken, "data-errors")).isNotEqualTo("0");
        assertThat(taken.dom()).doesNotContain("<title>taken</title>");
    }

    /** The page with a script of the test's own, which its policy would not let run. */
    private static String withProbe(String html, String probe) {
        return html.replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
                .replace("</body>", "<script>" + probe + "</script></body>");
    }

    private static List<String[]> painted(Browser.Seen seen) {
        return Arrays.stream(attribute(seen, "data-painted").split(" ", -1))
                .map(chart -> chart.split(":", -1))
                .toList();
    }

    private static List<Integer> linePixels(List<String[]> painted) {
        List<Integer> pixels = new ArrayList<>();
        for (String[] chart : painted) {
            if (chart[0].equals("price")) {
                pixels.add(Integer.parseInt(chart[2]));
            }
        }
        assertThat(pixels).hasSize(2);
        return pixels;
    }

    private static String attribute(Browser.Seen seen, String name) {
        Matcher matcher =
                Pattern.compile("<html[^>]* " + name + "=\"([^\"]*)\"").matcher(seen.dom());
        assertThat(matcher.find()).as(name).isTrue();
        return matcher.group(1);
    }

    /** The text of one field of a run's explorer. */
    private static String field(Browser.Seen seen, int run, String name) {
        String section = seen.dom().split("<section class=\"run\"", -1)[run + 1];
        Matcher matcher = Pattern.compile("<(\\w+)[^>]* ?data-f=\"" + name + "\"[^>]*>(.*?)</\\1>", Pattern.DOTALL)
                .matcher(section);
        assertThat(matcher.find()).as(name).isTrue();
        return matcher.group(2);
    }

    private static String body(Browser.Seen seen) {
        String dom = seen.dom();
        return dom.substring(dom.indexOf("<body>"), dom.indexOf("<script type=\"application/json\""));
    }
}
