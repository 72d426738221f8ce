package dev.barque.testkit;

import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.TradingDaysPresent;
import java.time.Instant;
import java.util.List;

class TradingDaysPresentConformanceTest extends HealthCheckConformance {
    @Override
    protected HealthCheck check() {
        return new TradingDaysPresent();
    }

    @Override
    protected CheckContext healthy() {
        return context("2025-10-30T16:00:00Z", "2025-10-31T16:00:00Z", "2025-11-03T16:00:00Z");
    }

    @Override
    protected CheckContext troubled() {
        return context("2025-10-30T16:00:00Z", "2025-11-03T16:00:00Z");
    }

    private static CheckContext context(String... bars) {
        Bars.Builder spy = Bars.builder(Symbol.of("SPY"));
        for (String time : bars) {
            spy.add(UtcMicros.of(Instant.parse(time)), 600, 100, 60_000);
        }
        return CheckContext.builder(SettableClock.at("2025-11-04T12:00:00Z"))
                .with(BarSource.class, new InMemoryBarSource(List.of(spy.build())))
                .with(TradingCalendar.class, TradingCalendars.usEquities())
                .build();
    }
}
