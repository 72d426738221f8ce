package dev.barque.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.barque.backtest.execution.FixedSlippage;
import dev.barque.backtest.statistics.EquitySeries;
import dev.barque.backtest.statistics.PortfolioSeries;
import dev.barque.backtest.statistics.TradeTable;
import org.junit.jupiter.api.Test;

/** What statistics are told of a run of one account. */
class PortfolioSeriesTest {
    @Test
    void equity_and_trades_are_those_of_the_account_after_costs() {
        PortfolioResult result = new Script()
                .flat(100, 100, 110, 110)
                .with(b -> b.slippage(new FixedSlippage(10)))
                .at(0, (v, t) -> t.buy(500).submit())
                .at(1, (v, t) -> t.sell(500).submit())
                .run();

        EquitySeries equity = PortfolioSeries.equity(result);
        TradeTable trades = PortfolioSeries.trades(result);

        assertThat(equity.startingCapital()).isEqualTo(result.summary().capital());
        assertThat(equity.size()).isEqualTo(4);
        assertThat(equity.timeMicros(1)).isEqualTo(Script.minute(1));
        assertThat(equity.last()).isEqualTo(result.summary().equity());
        assertThat(trades.size()).isEqualTo(1);
        assertThat(trades.pnl(0)).isCloseTo(5000 - 105, within(1e-9));
        assertThat(trades.costs(0)).isCloseTo(105, within(1e-9));
        assertThat(trades.traded(0)).isCloseTo(500 * (100.1 + 109.89), within(1e-6));
        assertThat(trades.size(0)).isEqualTo(500);
        assertThat(trades.entryMicros(0)).isEqualTo(result.roundTrips().get(0).openedMicros());
    }
}
