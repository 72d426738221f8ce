package dev.barque.backtest.engine;

import dev.barque.core.decision.Direction;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made-up results of a portfolio: four symbols, July to September 2025, by a seed. */
public final class SyntheticPortfolios {
    private static final double CAPITAL = 100_000;
    private static final int POINTS = 26;
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final List<Symbol> SYMBOLS =
            List.of(Symbol.of("AAPL"), Symbol.of("MSFT"), Symbol.of("QQQ"), Symbol.of("SPY"));

    private SyntheticPortfolios() {}

    /** With so many closed positions; their results are the account's. */
    public static PortfolioResult of(int trips, long seed, String strategy) {
        Random random = new Random(seed);
        long[] times = times();
        List<RoundTrip> all = new ArrayList<>();
        AccountSeries.Builder equity = new AccountSeries.Builder();
        double worth = CAPITAL;
        double gross = 0;
        double slippage = 0;
        double fees = 0;
        for (int p = 0; p < times.length; p++) {
            int until = (int) ((long) trips * (p + 1) / times.length);
            while (all.size() < until) {
                RoundTrip trip = trip(random, times[Math.max(0, p - 2)], times[p], all.size(), trips);
                all.add(trip);
                worth += trip.net();
                gross += trip.gross();
                slippage += trip.slippage();
                fees += trip.fees();
            }
            equity.add(times[p], worth, worth, 0);
        }
        PortfolioSummary summary = new PortfolioSummary(
                CAPITAL,
                worth,
                gross,
                slippage,
                0,
                fees,
                0,
                0,
                worth,
                times.length,
                times.length,
                2L * trips,
                2L * trips,
                trips,
                1,
                0,
                0,
                List.of(new PortfolioSummary.Holding(SYMBOLS.get(0), 100, 201.5, 203.25)));
        Refusal refusal = new Refusal(
                0, SYMBOLS.get(3), times[0], 100, Refusal.Reason.MARGIN, "100 shares cost 60,000 and 10,000 are left");
        return new PortfolioResult(
                strategy,
                List.of("Market orders: at the next open.", "A stop and a target in one bar: the stop."),
                summary,
                List.of(),
                all,
                List.of(refusal),
                equity.build());
    }

    private static RoundTrip trip(Random random, long opened, long closed, int number, int trips) {
        double quantity = 100;
        double entry = 100 + random.nextInt(40_000) / 100.0;
        double scale = 6_000 / Math.sqrt(trips);
        double gross = (random.nextGaussian() + 0.02) * scale;
        double slippage = scale / 50;
        double fees = scale / 100;
        boolean isLong = random.nextBoolean();
        double exit = entry + (isLong ? gross : 0 - gross) / quantity;
        return new RoundTrip(
                SYMBOLS.get(random.nextInt(SYMBOLS.size())),
                isLong ? Direction.LONG : Direction.SHORT,
                quantity,
                opened,
                entry,
                closed,
                exit,
                2,
                gross,
                slippage,
                0,
                fees,
                0,
                0,
                gross - slippage - fees,
                OrderCause.STRATEGY,
                number + 1L,
                null);
    }

    private static long[] times() {
        List<Long> times = new ArrayList<>();
        LocalDate end = LocalDate.of(2025, 9, 30);
        for (LocalDate date = LocalDate.of(2025, 7, 1); !date.isAfter(end); date = date.plusDays(1)) {
            if (date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY) {
                continue;
            }
            for (int i = 1; i <= POINTS; i++) {
                LocalTime time = LocalTime.of(9, 30).plusMinutes(15L * i);
                times.add(UtcMicros.of(date.atTime(time).atZone(NEW_YORK).toInstant()));
            }
        }
        return times.stream().mapToLong(Long::longValue).toArray();
    }
}
