package dev.barque.cli.internal.work;

import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.market.BarSource;
import dev.barque.ops.CheckContext;
import dev.barque.store.l1.L1Files;
import java.nio.file.Path;
import java.time.Clock;

/** What health checks of a home look at. A check that needs more says so and is unknown. */
public final class HomeContext {
    private HomeContext() {}

    /** Its bars, and the calendar of US equities. */
    public static CheckContext of(Path home, Clock clock) {
        return CheckContext.builder(clock)
                .with(BarSource.class, L1Files.ofHome(home).build())
                .with(TradingCalendar.class, TradingCalendars.usEquities())
                .build();
    }
}
