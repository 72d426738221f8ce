package dev.barque.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.backtest.ReplayResult;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunSeriesTest {
    private static final ReplayResult FIRST = TinyRuns.day(0, "SPY", "up");
    private static final ReplayResult SECOND = TinyRuns.day(1, "SPY", "up");

    @Test
    void days_follow_each_other_and_equity_goes_on() {
        RunSeries series = new RunSeries(ReportRun.of("V1", List.of(FIRST, SECOND)));
        assertThat(series.equity).containsExactly(0, 0, -0.5, 1.4, 1.4, 1.4, 1.4 - 0.5, 2.8);
        assertThat(series.drawdown).containsExactly(0, 0, -0.5, 0, 0, 0, 1.4 - 0.5 - 1.4, 0);
        assertThat(series.maxDrawdown).isEqualTo(0.5);
        assertThat(series.decisions[3]).isNull();
        assertThat(series.decisions[4]).isSameAs(SECOND.decisions().get(0));
        assertThat(series.unplaced).isZero();
    }

    @Test
    void a_trade_has_its_bars_and_the_stop_of_the_decision_that_opened_it() {
        RunSeries series = new RunSeries(ReportRun.of("V1", List.of(FIRST, SECOND)));
        assertThat(series.trades).hasSize(2);
        assertThat(series.trades.get(1).entry()).isEqualTo(6);
        assertThat(series.trades.get(1).exit()).isEqualTo(7);
        assertThat(series.trades.get(1).stop()).isEqualTo(99);
    }

    @Test
    void a_decision_without_a_bar_is_counted() {
        Bars.Builder fewer = Bars.builder(Symbol.of("SPY"));
        fewer.copy(FIRST.bars(), 0).copy(FIRST.bars(), 2).copy(FIRST.bars(), 3);
        ReplayResult result = new ReplayResult(
                "V1",
                TinyRuns.SET,
                fewer.build(),
                FIRST.decisions(),
                FIRST.trades(),
                FIRST.equity(),
                FIRST.statistics());
        RunSeries series = new RunSeries(ReportRun.of("V1", List.of(result)));
        assertThat(series.unplaced).isEqualTo(1);
        assertThat(series.decisions[1]).isSameAs(FIRST.decisions().get(2));
    }

    @Test
    void runs_that_cannot_be_laid_on_one_axis_are_refused() {
        assertThatThrownBy(() -> ReportRun.of("V1", List.of(SECOND, FIRST)))
                .hasMessageContaining("out of the order of time");
        assertThatThrownBy(() -> ReportRun.of("V1", List.of(FIRST, TinyRuns.day(1, "QQQ", "up"))))
                .hasMessageContaining("SPY and of QQQ");
        assertThatThrownBy(() -> ReportRun.of("V1", List.of())).hasMessageContaining("holds no result");
        assertThatThrownBy(() -> ReportRun.of(" ", List.of(FIRST))).hasMessageContaining("blank");
        ReportRun run = ReportRun.of("V1", List.of(FIRST));
        assertThatThrownBy(() -> CsvReport.write(java.nio.file.Path.of("unused"), List.of(run, run)))
                .hasMessageContaining("two runs of the name V1");
        assertThatThrownBy(() -> HtmlReport.text(Samples.TITLE, List.of())).hasMessageContaining("given no run");
    }
}
