package dev.barque.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    /** Texts that break out of a careless page. */
    static final String HOSTILE =
            "</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>\u2028\u2029\"'`&amp;{{x}}\n";

    @TempDir
    Path folder;

    @Test
    void shows_what_was_replayed_and_the_figures_of_each_variant() {
        String page = HtmlReport.text(Samples.TITLE, Samples.twoRuns());
        assertThat(page)
                .contains("<h1>SPY, three made-up days</h1>")
                .contains("2025-10-24 to 2025-10-28", "America/New_York", "v0.1.0", "Random walks with seeds 1 to 3")
                .contains(">PUBLISHED_V1</a>", ">V1</a>", "8.4 µs", "12.3 µs")
                .contains("insufficient_alignment", "No trade was closed.", "▲ long", "▼ short", "time_stop");
    }

    @Test
    void figures_carry_their_sign_as_text_and_times_their_utc() {
        String page =
                HtmlReport.text(Samples.TITLE, List.of(ReportRun.of("V1", List.of(TinyRuns.day(0, "SPY", "up")))));
        assertThat(page)
                .contains("<strong>+1.4000</strong>")
                .contains(
                        "<time datetime=\"2025-10-24T13:33:00Z\" title=\"2025-10-24T13:33:00Z\">2025-10-24 09:33</time>")
                .contains("<td class=\"n\">99.0000</td>");
    }

    @Test
    void one_run_needs_no_comparison() {
        assertThat(HtmlReport.text(Samples.TITLE, Samples.twoRuns())).contains("data-compare role");
        assertThat(HtmlReport.text(Samples.TITLE, Samples.twoRuns().subList(0, 1)))
                .doesNotContain("data-compare role");
    }

    @Test
    void the_same_input_gives_the_same_bytes() {
        assertThat(HtmlReport.text(Samples.TITLE, Samples.twoRuns()))
                .isEqualTo(HtmlReport.text(Samples.TITLE, Samples.twoRuns()));
    }

    @Test
    void nothing_is_loaded_from_elsewhere() {
        String page = HtmlReport.text(Samples.TITLE, Samples.twoRuns());
        assertThat(page)
                .contains("default-src &#39;none&#39;")
                .doesNotContain("<link", "<img", "<iframe", "@import", "url(");
        assertThat(Pattern.compile("<[^>]*\\ssrc=").matcher(page).find()).isFalse();
        assertThat(Pattern.compile("href=\"(?!#)").matcher(page).find()).isFalse();
    }

    @Test
    void the_policy_names_the_digest_of_every_script_and_style() throws Exception {
        String page = HtmlReport.text(Samples.TITLE, Samples.twoRuns());
        Matcher parts = Pattern.compile("<(?:script|style)>(.*?)</(?:script|style)>", Pattern.DOTALL)
                .matcher(page);
        List<String> digests = new ArrayList<>();
        while (parts.find()) {
            byte[] sha =
                    MessageDigest.getInstance("SHA-256").digest(parts.group(1).getBytes(StandardCharsets.UTF_8));
            digests.add("sha256-" + Base64.getEncoder().encodeToString(sha));
        }
        assertThat(digests).hasSize(4).allSatisfy(digest -> assertThat(page).contains(HtmlText.escape(digest)));
    }

    @Test
    void no_text_breaks_out_of_its_place() {
        ReportTitle title = new ReportTitle(HOSTILE, HOSTILE, ZoneOffset.UTC);
        String page = HtmlReport.text(title, hostile());
        String plain = HtmlReport.text(Samples.TITLE, Samples.twoRuns());
        assertThat(count(page, "<script")).isEqualTo(count(plain, "<script")).isEqualTo(4);
        assertThat(count(page, "</script")).isEqualTo(4);
        assertThat(page).doesNotContain("<img", "<!--", "\u2028", "\u2029", "alert(1)</script>");
    }

    @Test
    void the_embedded_data_gives_back_every_text() {
        List<Object> values = JsonTexts.values(embedded(HtmlReport.text(Samples.TITLE, hostile())));
        assertThat(values).contains(HOSTILE, "a</script>b");
    }

    @Test
    void what_is_not_a_number_is_null_in_the_data() {
        String data = embedded(HtmlReport.text(
                Samples.TITLE, List.of(ReportRun.of("V1", List.of(TinyRuns.day(0, "SPY", "up"), TinyRuns.empty())))));
        assertThat(data)
                .contains("\"close\":[100,null,100.5,102]", "\"threshold\":null", "\"confidence\":[null,0.7,0.7,null]")
                .doesNotContain("NaN", "Infinity");
        assertThat(JsonTexts.values(data)).isNotEmpty();
    }

    @Test
    void a_run_without_bars_has_a_page_too() {
        assertThat(HtmlReport.text(Samples.TITLE, List.of(ReportRun.of("V1", List.of(TinyRuns.empty())))))
                .contains("No bar of this variant was decided.", "no bars");
    }

    @Test
    void a_curve_that_misses_the_last_trade_is_said_to() {
        var day = TinyRuns.day(0, "SPY", "up");
        var early = new dev.barque.backtest.ReplayResult(
                "PUBLISHED_V1",
                day.featureSet(),
                day.bars(),
                day.decisions(),
                day.trades(),
                dev.barque.backtest.SyntheticReplays.curve(
                        new long[] {day.bars().time(0)}, 0),
                day.statistics());
        assertThat(HtmlReport.text(Samples.TITLE, List.of(ReportRun.of("PUBLISHED_V1", List.of(early)))))
                .contains("its last mark does not yet hold the closing of the last position");
        assertThat(HtmlReport.text(Samples.TITLE, List.of(ReportRun.of("V1", List.of(day)))))
                .doesNotContain("its last mark does not yet hold");
    }

    @Test
    void a_file_is_replaced_as_a_whole_and_nothing_is_left_beside_it() throws IOException {
        Path target = folder.resolve("new/report.html");
        HtmlReport.write(target, Samples.TITLE, Samples.twoRuns());
        HtmlReport.write(target, Samples.TITLE, Samples.twoRuns().subList(0, 1));
        assertThat(target)
                .content()
                .isEqualTo(HtmlReport.text(Samples.TITLE, Samples.twoRuns().subList(0, 1)));
        try (var files = Files.list(target.getParent())) {
            assertThat(files).containsExactly(target);
        }
    }

    @Test
    void a_place_that_cannot_be_written_to_is_named() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> HtmlReport.write(file.resolve("report.html"), Samples.TITLE, Samples.twoRuns()))
                .isInstanceOf(BarqueException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("Nothing was replaced");
    }

    static List<ReportRun> hostile() {
        return List.of(
                ReportRun.of(HOSTILE, List.of(TinyRuns.day(0, "a</script>b", HOSTILE))),
                ReportRun.of("<b>", List.of(TinyRuns.day(0, "\"'<b>&", HOSTILE))));
    }

    private static String embedded(String page) {
        String open = "<script type=\"application/json\" id=\"report-data\">";
        int from = page.indexOf(open) + open.length();
        return page.substring(from, page.indexOf("</script>", from));
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
