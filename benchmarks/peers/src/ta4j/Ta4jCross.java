import dev.barque.benchmarks.CrossBars;
import dev.barque.benchmarks.contest.Work;
import dev.barque.core.market.Bars;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.analysis.cost.ZeroCostModel;
import org.ta4j.core.backtest.BarSeriesManager;
import org.ta4j.core.backtest.TradeOnNextOpenModel;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;

/** A cross of two means by ta4j with doubles, executed at the next opening, without costs. Its series is built before the time begins. */
public final class Ta4jCross implements Work {
    private final BarSeries series;
    private TradingRecord record;

    public Ta4jCross(CrossBars given) {
        Bars bars = given.bars();
        series = new BaseBarSeriesBuilder()
                .withNumFactory(DoubleNumFactory.getInstance())
                .build();
        for (int i = 0; i < bars.size(); i++) {
            series.barBuilder()
                    .timePeriod(Duration.ofMinutes(1))
                    .endTime(UtcMicros.toInstant(bars.time(i)))
                    .openPrice(bars.open(i))
                    .highPrice(bars.high(i))
                    .lowPrice(bars.low(i))
                    .closePrice(bars.close(i))
                    .volume(bars.volume(i))
                    .add();
        }
    }

    @Override
    public void run() {
        // Indicators remember what they computed, so each run has new ones.
        ClosePriceIndicator close = new ClosePriceIndicator(series);
        SMAIndicator fast = new SMAIndicator(close, CrossBars.FAST);
        SMAIndicator slow = new SMAIndicator(close, CrossBars.SLOW);
        BaseStrategy strategy = new BaseStrategy(
                new CrossedUpIndicatorRule(fast, slow), new CrossedDownIndicatorRule(fast, slow), CrossBars.SLOW);
        record = new BarSeriesManager(series, new ZeroCostModel(), new ZeroCostModel(), new TradeOnNextOpenModel())
                .run(strategy);
    }

    @Override
    public double checksum() {
        return record.getPositionCount();
    }
}
