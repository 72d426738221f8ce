package dev.barque.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReportTest {
    private static final List<ReportRun> TINY =
            List.of(ReportRun.of("V1", List.of(TinyRuns.day(0, "SPY", "up"), TinyRuns.day(3, "SPY", "up"))));

    @TempDir
    Path folder;

    @Test
    void a_trade_is_a_row() {
        assertThat(CsvReport.trades(TINY).split("\r\n"))
                .hasSize(3)
                .contains(
                        "V1,V1,v0.1.0,SPY,long,1,2025-10-24T13:33:00Z,100.5,2025-10-24T13:34:00Z,102,end_of_day,1.4,0.1,"
                                + "1,4,0.7,2/3 agents agree,sentiment,good,low");
    }

    @Test
    void equity_goes_on_from_the_day_before() {
        assertThat(CsvReport.equity(TINY).split("\r\n"))
                .contains("V1,SPY,2025-10-24T13:33:00Z,-0.5,-0.5")
                .contains("V1,SPY,2025-10-27T13:33:00Z,-0.5,0.8999999999999999");
    }

    @Test
    void every_decision_is_a_row_with_columns_for_each_agent() {
        List<List<String>> rows = parse(CsvReport.decisions(TINY));
        assertThat(rows).hasSize(7).allSatisfy(row -> assertThat(row).hasSameSizeAs(rows.get(0)));
        assertThat(rows.get(0)).contains("up_bias", "up_confidence", "quiet_thesis");
        assertThat(rows.get(1)).contains("no_trade", "no_alignment", "abstains").doesNotContain("NaN");
        assertThat(rows.get(2)).contains("long", "99");
    }

    @Test
    void commas_quotes_and_line_ends_survive() {
        String word = "a,\"b\"\r\nc\n";
        List<List<String>> rows =
                parse(CsvReport.decisions(List.of(ReportRun.of(word, List.of(TinyRuns.day(0, "B\"R,K", word))))));
        assertThat(rows.get(1)).contains("B\"R,K").startsWith(word).endsWith("nothing to see");
        assertThat(rows.get(1)).hasSameSizeAs(rows.get(0));
    }

    @Test
    void three_files_with_the_same_bytes_every_time() {
        CsvReport.write(folder, Samples.twoRuns());
        assertThat(folder.resolve("trades.csv")).content().isEqualTo(CsvReport.trades(Samples.twoRuns()));
        assertThat(folder.resolve("equity.csv")).content().isEqualTo(CsvReport.equity(Samples.twoRuns()));
        assertThat(folder.resolve("decisions.csv")).content().isEqualTo(CsvReport.decisions(Samples.twoRuns()));
    }

    /** A reader of RFC 4180, written for this test. */
    private static List<List<String>> parse(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                row.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else if (quoted || c != '\r') {
                field.append(c);
            }
        }
        return rows;
    }
}
