package dev.barque.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.decision.AccountState;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What an account keeper makes of fills and prices. */
class AccountKeeperTest {
    private static final Offset<Double> EXACT = within(1e-9);
    private static final Symbol SPY = Symbol.of("SPY");
    private static final Symbol QQQ = Symbol.of("QQQ");

    @Test
    void equity_is_cash_and_positions_at_their_price() {
        AccountKeeper keeper = of(10_000);
        keeper.fill(new Fill(SPY, at("2025-10-24T14:00:00Z"), 10, 100, 2, Fill.Cause.ORDER));
        keeper.fill(buy(QQQ, "2025-10-24T14:00:00Z", -5, 200));
        keeper.mark(SPY, at("2025-10-24T14:01:00Z"), 110);
        keeper.mark(QQQ, at("2025-10-24T14:01:00Z"), 210);

        AccountState state = keeper.state(SPY, at("2025-10-24T14:01:00Z"));

        assertThat(state.equity()).isCloseTo(10_000 - 2 + 100 - 50, EXACT);
        assertThat(state.units()).isEqualTo(10);
        assertThat(state.symbolExposure()).isCloseTo(1_100, EXACT);
        assertThat(state.grossExposure()).isCloseTo(1_100 + 1_050, EXACT);
        assertThat(state.openReturn()).isCloseTo(0.1, EXACT);
        assertThat(keeper.state(QQQ, at("2025-10-24T14:01:00Z")).openReturn()).isCloseTo(-0.05, EXACT);
        assertThat(state.peakEquity()).isCloseTo(10_098, EXACT);
    }

    @Test
    void a_unit_can_stand_for_many_shares() {
        AccountKeeper keeper = AccountKeeper.builder(TradingCalendars.usEquities())
                .equity(100_000)
                .unitShares(100)
                .build();
        keeper.fill(buy(SPY, "2025-10-24T14:00:00Z", 2, 50));
        keeper.mark(SPY, at("2025-10-24T14:01:00Z"), 51);

        assertThat(keeper.state(SPY, at("2025-10-24T14:01:00Z")).equity()).isCloseTo(100_200, EXACT);
        assertThat(keeper.state(SPY, at("2025-10-24T14:01:00Z")).symbolExposure())
                .isCloseTo(10_200, EXACT);
    }

    @Test
    void a_session_begins_with_the_equity_known_before_it_so_that_a_gap_over_night_counts() {
        AccountKeeper keeper = of(10_000);
        keeper.fill(buy(SPY, "2025-10-24T19:59:00Z", 10, 100));
        keeper.mark(SPY, at("2025-10-24T20:00:00Z"), 101);
        keeper.mark(SPY, at("2025-10-27T13:31:00Z"), 90);

        AccountState monday = keeper.state(SPY, at("2025-10-27T13:31:00Z"));

        assertThat(monday.sessionStartEquity()).isCloseTo(10_010, EXACT);
        assertThat(monday.equity()).isCloseTo(9_900, EXACT);
    }

    @Test
    void midnight_belongs_to_the_date_that_it_ends() {
        AccountKeeper keeper = AccountKeeper.builder(TradingCalendars.alwaysOpen())
                .equity(1_000)
                .build();
        keeper.fill(buy(SPY, "2025-10-24T23:00:00Z", 1, 100));
        keeper.mark(SPY, at("2025-10-25T00:00:00Z"), 80);
        assertThat(keeper.state(SPY, at("2025-10-25T00:00:00Z")).sessionStartEquity())
                .isEqualTo(1_000);
        assertThat(keeper.state(SPY, at("2025-10-25T00:01:00Z")).sessionStartEquity())
                .isEqualTo(980);
    }

    @Test
    void an_unknown_price_makes_the_equity_unknown_until_there_is_one_again() {
        AccountKeeper keeper = of(10_000);
        keeper.fill(buy(SPY, "2025-10-24T14:00:00Z", 10, 100));
        keeper.mark(SPY, at("2025-10-24T14:01:00Z"), Double.NaN);
        assertThat(keeper.state(QQQ, at("2025-10-24T14:01:00Z")).equity()).isNaN();
        assertThat(keeper.state(SPY, at("2025-10-24T14:01:00Z")).symbolExposure())
                .isNaN();
        keeper.mark(SPY, at("2025-10-24T14:02:00Z"), 101);
        assertThat(keeper.state(SPY, at("2025-10-24T14:02:00Z")).equity()).isCloseTo(10_010, EXACT);
    }

    @Test
    void of_an_account_of_unknown_equity_positions_and_day_trades_are_known() {
        AccountKeeper keeper = of(Double.NaN);
        keeper.fill(buy(SPY, "2025-10-24T14:00:00Z", 10, 100));
        keeper.fill(buy(SPY, "2025-10-24T15:00:00Z", -4, 100));

        AccountState state = keeper.state(SPY, at("2025-10-24T15:00:00Z"));

        assertThat(state.equity()).isNaN();
        assertThat(state.peakEquity()).isNaN();
        assertThat(state.units()).isEqualTo(6);
        assertThat(state.dayTrades()).isEqualTo(1);
    }

    @Test
    void a_price_that_is_older_than_the_latest_is_not_taken() {
        AccountKeeper keeper = of(10_000);
        keeper.fill(buy(SPY, "2025-10-24T14:00:00Z", 10, 100));
        keeper.mark(SPY, at("2025-10-24T14:05:00Z"), 110);
        keeper.mark(SPY, at("2025-10-24T14:04:00Z"), 50);
        assertThat(keeper.state(SPY, at("2025-10-24T14:05:00Z")).equity()).isCloseTo(10_100, EXACT);
    }

    @Test
    void day_trades_are_changes_from_opening_to_closing_within_a_date() {
        AccountKeeper keeper = of(10_000);
        keeper.fill(buy(SPY, "2025-10-23T14:00:00Z", 10, 100));
        keeper.fill(buy(SPY, "2025-10-24T14:00:00Z", -5, 100));
        assertThat(dayTrades(keeper, "2025-10-24T14:00:00Z"))
                .as("held over night")
                .isZero();
        keeper.fill(buy(SPY, "2025-10-24T14:01:00Z", 1, 100));
        keeper.fill(buy(SPY, "2025-10-24T14:02:00Z", 1, 100));
        keeper.fill(buy(SPY, "2025-10-24T14:03:00Z", -1, 100));
        keeper.fill(buy(SPY, "2025-10-24T14:04:00Z", -1, 100));
        assertThat(dayTrades(keeper, "2025-10-24T14:04:00Z")).as("one turn").isEqualTo(1);
        keeper.fill(buy(SPY, "2025-10-24T14:05:00Z", -10, 100));
        keeper.fill(buy(SPY, "2025-10-24T14:06:00Z", 5, 100));
        assertThat(dayTrades(keeper, "2025-10-24T14:06:00Z"))
                .as("sold short by a fill that turned the position, bought back")
                .isEqualTo(2);
    }

    @Test
    void day_trades_are_forgotten_after_five_sessions_over_weekend_and_holiday() {
        AccountKeeper keeper = of(10_000);
        // Thanksgiving 2025 is the 27th; the five sessions that end with Tuesday, 2 December, begin with Tuesday, 25
        // November.
        for (String day : List.of("2025-11-24", "2025-11-25", "2025-11-28")) {
            keeper.fill(buy(SPY, day + "T15:00:00Z", 1, 100));
            keeper.fill(buy(SPY, day + "T16:00:00Z", -1, 100));
        }
        assertThat(dayTrades(keeper, "2025-12-01T15:00:00Z")).isEqualTo(3);
        assertThat(dayTrades(keeper, "2025-12-02T15:00:00Z")).isEqualTo(2);
        assertThat(dayTrades(keeper, "2025-12-03T15:00:00Z")).isEqualTo(1);
        assertThat(dayTrades(keeper, "2025-12-09T15:00:00Z")).isZero();
    }

    @Test
    void what_was_before_the_process_can_be_told() {
        AccountKeeper keeper = AccountKeeper.builder(TradingCalendars.usEquities())
                .equity(9_500)
                .sessionStartEquity(9_800)
                .peakEquity(11_000)
                .position(SPY, 10, 100, 95)
                .lastStop(SPY, 7)
                .dayTrades(LocalDate.of(2025, 10, 23), 2)
                .dayTrades(LocalDate.of(2025, 10, 1), 5)
                .build();
        keeper.fill(buy(SPY, "2025-10-24T14:00:00Z", -10, 96));

        AccountState state = keeper.state(SPY, at("2025-10-24T14:00:00Z"));

        assertThat(state).isEqualTo(new AccountState(9_510, 9_800, 11_000, 0, 0, 0, 2, Double.NaN, 7));
    }

    @Test
    void a_stop_is_remembered_for_its_symbol_alone() {
        AccountKeeper keeper = of(10_000);
        long stopped = at("2025-10-24T14:10:00Z");
        keeper.fill(buy(SPY, "2025-10-24T14:00:00Z", 10, 100));
        keeper.fill(new Fill(SPY, stopped, -10, 99, 0, Fill.Cause.STOP));
        assertThat(keeper.state(SPY, stopped).lastStopMicros()).isEqualTo(stopped);
        assertThat(keeper.state(QQQ, stopped).lastStopMicros()).isZero();
    }

    @Test
    void random_fills_agree_with_a_naive_account() {
        long seed = Long.getLong("barque.test.seed", 5);
        Random random = new Random(seed);
        AccountKeeper keeper = of(50_000);
        List<Fill> fills = new ArrayList<>();
        double[] price = {100, 300};
        double peak = 50_000;
        long time = at("2025-10-24T13:30:00Z");
        for (int i = 0; i < 3_000; i++) {
            time += random.nextInt(40) * UtcMicros.PER_MINUTE;
            int k = random.nextInt(2);
            Symbol symbol = k == 0 ? SPY : QQQ;
            price[k] *= 1 + 0.01 * random.nextGaussian();
            if (random.nextInt(3) == 0) {
                Fill fill = new Fill(
                        symbol, time, random.nextInt(21) - 10.5, price[k], random.nextDouble(), Fill.Cause.ORDER);
                fills.add(fill);
                keeper.fill(fill);
            } else {
                keeper.mark(symbol, time, price[k]);
            }
            double naive = 50_000;
            double units = 0;
            for (Fill fill : fills) {
                naive += fill.units() * ((fill.symbol().equals(SPY) ? price[0] : price[1]) - fill.price())
                        - fill.costs();
                units += fill.symbol().equals(symbol) ? fill.units() : 0;
            }
            peak = Math.max(peak, naive);
            AccountState state = keeper.state(symbol, time);
            assertThat(state.equity()).as("seed " + seed).isCloseTo(naive, within(1e-6));
            assertThat(state.units()).as("seed " + seed).isCloseTo(units, within(1e-9));
            assertThat(state.peakEquity()).as("seed " + seed).isCloseTo(peak, within(1e-6));
        }
    }

    @Test
    void a_fill_that_cannot_be_is_refused() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 0}) {
            assertThatThrownBy(() -> buy(SPY, "2025-10-24T14:00:00Z", bad, 100))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> buy(SPY, "2025-10-24T14:00:00Z", 1, Double.NEGATIVE_INFINITY))
                .hasMessageContaining("SPY");
    }

    private static AccountKeeper of(double equity) {
        return AccountKeeper.builder(TradingCalendars.usEquities())
                .equity(equity)
                .build();
    }

    private static Fill buy(Symbol symbol, String time, double units, double price) {
        return new Fill(symbol, at(time), units, price, 0, Fill.Cause.ORDER);
    }

    private static int dayTrades(AccountKeeper keeper, String time) {
        return keeper.state(SPY, at(time)).dayTrades();
    }

    private static long at(String time) {
        return UtcMicros.of(Instant.parse(time));
    }
}
