package dev.barque.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Day trades are counted alike, whoever keeps the positions. */
class DayTradesTest {
    private static final long SEED = Long.getLong("barque.test.seed", 20261121);
    private static final List<Symbol> SYMBOLS = List.of(Symbol.of("SPY"), Symbol.of("QQQ"));

    @Test
    void random_fills_are_counted_as_an_account_keeper_counts_them() {
        int most = 0;
        for (int run = 0; run < 40; run++) {
            Random random = new Random(SEED + run);
            AccountKeeper keeper = AccountKeeper.builder(TradingCalendars.usEquities())
                    .equity(1e6)
                    .build();
            DayTrades trades = new DayTrades(TradingCalendars.usEquities());
            Map<Symbol, Double> held = new HashMap<>();
            long time = UtcMicros.of(Instant.parse("2025-11-20T15:00:00Z"));
            for (int i = 0; i < 120; i++) {
                time += (long) random.nextInt(300) * UtcMicros.PER_MINUTE;
                Symbol symbol = SYMBOLS.get(random.nextInt(2));
                double units = (1 + random.nextInt(3)) * (random.nextBoolean() ? 1 : -1);
                trades.fill(symbol, time, held.getOrDefault(symbol, 0.0), units);
                held.merge(symbol, units, Double::sum);
                keeper.fill(new Fill(symbol, time, units, 100, 0, Fill.Cause.ORDER));

                int found = trades.inFiveSessions(time);
                assertThat(found)
                        .as("seed %d, fill %d", SEED + run, i)
                        .isEqualTo(keeper.state(symbol, time).dayTrades());
                most = Math.max(most, found);
            }
        }
        assertThat(most).isGreaterThan(3);
    }

    @Test
    void what_is_held_over_night_is_no_day_trade_and_a_turn_opens_anew() {
        DayTrades trades = new DayTrades(TradingCalendars.usEquities());
        Symbol spy = SYMBOLS.get(0);
        long day = UtcMicros.of(Instant.parse("2025-10-23T15:00:00Z"));
        long next = UtcMicros.of(Instant.parse("2025-10-24T15:00:00Z"));
        trades.fill(spy, day, 0, 10);
        trades.fill(spy, next, 10, -15);
        assertThat(trades.inFiveSessions(next)).isZero();
        trades.fill(spy, next + 1, -5, 5);
        assertThat(trades.inFiveSessions(next + 1)).isEqualTo(1);
    }
}
