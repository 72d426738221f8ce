package dev.barque.ops;

import dev.barque.core.calendar.Session;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Symbol;
import dev.barque.ops.internal.DayCoverage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Has every trading day bars? A session has them when at least one bar became complete in it.
 *
 * <p>Without a range it looks from the first to the last session that has bars; with one, every session in it is expected
 * to have some, those excepted that are not over by the context's clock. Missing days degrade; a day that cannot be read,
 * or a range without a single bar, is unhealthy. What the calendar does not cover is unknown.
 */
public final class TradingDaysPresent implements HealthCheck {
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "trading-days-present",
            "Has every trading day bars?",
            Set.of(BarSource.class, TradingCalendar.class),
            Duration.ofMinutes(1),
            Criticality.IMPORTANT,
            Set.of("data"));

    private final @Nullable Symbol symbol;
    private final @Nullable Range range;

    /** Of any symbol, on all sessions between the first and the last one that have bars. */
    public TradingDaysPresent() {
        this(null, null);
    }

    private TradingDaysPresent(@Nullable Symbol symbol, @Nullable Range range) {
        this.symbol = symbol;
        this.range = range;
    }

    /** The same check for the bars of one symbol. */
    public TradingDaysPresent of(Symbol only) {
        return new TradingDaysPresent(only, range);
    }

    /** The same check for the sessions from {@code first} to {@code last}, both included; refuses dates out of order. */
    public TradingDaysPresent between(LocalDate first, LocalDate last) {
        return new TradingDaysPresent(symbol, new Range(first, last));
    }

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        BarSource source = context.get(BarSource.class);
        TradingCalendar calendar = context.get(TradingCalendar.class);
        Range asked = range == null ? everythingIn(source) : range;
        if (asked == null) {
            return new Verdict.Unknown(
                    "The source holds no bars, so there is no range of days to check. Ingest some, or"
                            + " name the range that is expected.");
        }
        if (asked.first().isBefore(calendar.firstDate()) || asked.last().isAfter(calendar.lastDate())) {
            return new Verdict.Unknown("The days from " + asked + " are to be checked, but the calendar "
                    + calendar.id() + " knows those from " + calendar.firstDate() + " to " + calendar.lastDate()
                    + " only. Give a calendar that covers them, or name a shorter range.");
        }
        Instant now = context.clock().instant();
        List<Session> over = calendar.sessions(asked.first(), asked.last()).stream()
                .filter(session -> !session.close().isAfter(now))
                .toList();
        DayCoverage coverage = DayCoverage.of(over, source, symbol);
        return verdict(range == null ? coverage.fromFirstToLastPresent() : coverage, asked);
    }

    private Verdict verdict(DayCoverage coverage, Range asked) {
        if (coverage.size() == 0) {
            return range == null
                    ? new Verdict.Unknown("No session from " + asked + " has a bar" + ofSymbol() + ".")
                    : new Verdict.Healthy("There is no finished session from " + asked + ".");
        }
        List<Verdict.Finding> findings = coverage.findings("bars" + ofSymbol());
        if (findings.isEmpty()) {
            return new Verdict.Healthy("All " + coverage.size() + " sessions from " + coverage.first() + " to "
                    + coverage.last() + " have bars" + ofSymbol() + ".");
        }
        return coverage.isAnyUnreadable() || coverage.isAllAbsent()
                ? new Verdict.Unhealthy(findings)
                : new Verdict.Degraded(findings);
    }

    private String ofSymbol() {
        return symbol == null ? "" : " of " + symbol;
    }

    private static @Nullable Range everythingIn(BarSource source) {
        List<LocalDate> dates = source.dates();
        return dates.isEmpty() ? null : new Range(dates.get(0), dates.get(dates.size() - 1));
    }

    private record Range(LocalDate first, LocalDate last) {
        Range {
            if (first.isAfter(last)) {
                throw new IllegalArgumentException("Expected dates in order but got " + first + " to " + last);
            }
        }

        @Override
        public String toString() {
            return first + " to " + last;
        }
    }
}
