package dev.barque.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonReportTest {
    @Test
    void holds_totals_statistics_trades_equity_and_decisions() {
        String json = JsonReport.text(
                Samples.TITLE,
                List.of(ReportRun.of("V1", List.of(TinyRuns.day(0, "SPY", "up")))
                        .withConfidenceThreshold(0.6)));
        assertThat(json)
                .startsWith("{\"format\":\"barque-report/1\",\"title\":\"SPY, three made-up days\"")
                .contains("\"zone\":\"America/New_York\"", "\"confidence_threshold\":0.6", "\"nanos_per_bar\":null")
                .contains("\"totals\":{\"pnl\":1.4,\"costs\":0.1,\"trades\":1,\"win_rate\":1,\"average_win\":1.4,"
                        + "\"average_loss\":null,\"max_drawdown\":0.5,\"bars_decided\":3}")
                .contains("\"equity\":[[\"2025-10-24T13:31:00Z\",0],")
                .contains("\"decision\":\"no_trade\",\"symbol\":\"SPY\"", "\"reason\":\"no_alignment\"")
                .contains("\"decision\":\"trade\",\"symbol\":\"SPY\"", "\"direction\":\"long\",\"confidence\":0.7")
                .contains("\"exit_reason\":\"end_of_day\"");
    }

    @Test
    void is_strict_json_without_nan_and_the_same_every_time() {
        String json = JsonReport.text(Samples.TITLE, HtmlReportTest.hostile());
        assertThat(JsonTexts.values(json)).contains(HtmlReportTest.HOSTILE);
        assertThat(json).doesNotContain("NaN", "<").isEqualTo(JsonReport.text(Samples.TITLE, HtmlReportTest.hostile()));
    }
}
