package dev.barque.backtest.execution.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlippageReportTest {
    private static final String HEADER = "time,arrival_price,fill_price,quantity,amihud,pnl\n";

    /** Ten purchases of 100 at 100; the two least liquid cost 50 bps, the others 1. Each earned 20 before slippage. */
    private static List<RecordedFill> fills() {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 10; i++) {
            boolean thin = i >= 8;
            text.append("2025-10-24T")
                    .append(thin ? 19 : 14)
                    .append(":0")
                    .append(i)
                    .append(":00Z,100,")
                    .append(thin ? "100.5" : "100.01")
                    .append(",100,1e-")
                    .append(thin ? 8 : 10)
                    .append(',')
                    .append(thin ? -30 : 5)
                    .append('\n');
        }
        return RecordedFills.read(new StringReader(text.toString()), "test");
    }

    @Test
    void cost_and_profit_are_added_up_by_liquidity_and_hour() {
        SlippageReport report = SlippageReport.of(fills(), ZoneOffset.UTC);

        assertThat(report.total().cost()).isCloseTo(108, within(1e-9));
        assertThat(report.total().profit()).isEqualTo(-20);
        assertThat(report.total().meanBps()).isCloseTo(10.8, within(1e-9));
        assertThat(report.byLiquidity()).hasSize(5);
        assertThat(report.byLiquidity().get(4).cost()).isCloseTo(100, within(1e-9));
        assertThat(report.byLiquidity().get(4).name()).startsWith("least liquid");
        assertThat(report.byHour()).extracting(SlippageReport.Bucket::name).containsExactly("14:00", "19:00");
        assertThat(report.byHour().get(0).fills()).isEqualTo(8);
        assertThat(SlippageReport.of(fills(), ZoneId.of("America/New_York")).byHour())
                .extracting(SlippageReport.Bucket::name)
                .containsExactly("10:00", "15:00");
    }

    @Test
    void many_trades_that_lose_are_explained_in_words() {
        SlippageReport report = SlippageReport.of(fills(), ZoneOffset.UTC);

        assertThat(report.findings().get(1)).contains("turned a gain into a loss: 88.00 before it, -20.00 after it");
        assertThat(report.findings().get(2)).contains("93 %", "least liquid", "20 % of the fills", "50.00 bps");
        assertThat(report.findings().get(3)).contains("93 %", "19:00");
    }

    @Test
    void decisions_that_lose_by_themselves_are_not_blamed_on_slippage() {
        List<RecordedFill> losing = fills().stream()
                .map(fill -> SyntheticFills.filled(fill, fill.costBps(), -100))
                .toList();

        assertThat(SlippageReport.of(losing, ZoneOffset.UTC).findings().get(1)).contains("lose without slippage too");
    }

    @Test
    void a_file_that_cannot_be_read_is_refused_with_its_line() {
        assertThatThrownBy(() -> read("time,fill_price,quantity\n")).hasMessageContaining("no column arrival_price");
        assertThatThrownBy(() -> read(HEADER + "2025-10-24T14:00:00Z,100,x,1,,\n"))
                .hasMessageContaining("line 2")
                .hasMessageContaining("fill_price must be a number but was 'x'");
        assertThatThrownBy(() -> read(HEADER + "2025-10-24T14:00:00Z,100,100,1,\n"))
                .hasMessageContaining("line 2 has 5 fields where the first has 6");
        assertThatThrownBy(() -> read(HEADER + "2025-10-24T14:00:00,100,100,1,,\n"))
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> read(HEADER + "2025-10-24T14:00:00Z,0,100,1,,\n"))
                .hasMessageContaining("arrival_price must be above 0");
        assertThatThrownBy(() -> read(HEADER)).hasMessageContaining("no fills");
    }

    private static List<RecordedFill> read(String text) {
        return RecordedFills.read(new StringReader(text), "test");
    }
}
