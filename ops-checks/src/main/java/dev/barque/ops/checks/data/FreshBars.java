package dev.barque.ops.checks.data;

import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.error.BarqueException;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Are the bars of every symbol fresh while the market is open? The age of a symbol is the time of market hours since its last
 * bar, so that neither a night nor a holiday makes it old. Above the bound it is degraded; when no symbol is fresh it is
 * unhealthy. While the market is closed nothing can be late.
 *
 * @param symbols who is expected; empty for those that have bars on the last two dates
 * @param maxAge market hours that the last bar of a symbol may be old
 */
public record FreshBars(Set<Symbol> symbols, Duration maxAge) implements HealthCheck {
    private static final String REMEDY =
            "See whether the feed delivers this symbol and the ingest runs; restart what does"
                    + " not. A halted symbol has no bars either.";
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "fresh-bars",
            "Are the bars of every symbol fresh while the market is open?",
            Set.of(BarSource.class, TradingCalendar.class),
            Duration.ofSeconds(10),
            Criticality.CRITICAL,
            Set.of("data", "readiness"));

    /** Five minutes; who has bars on the last two dates. */
    public FreshBars() {
        this(Set.of(), Duration.ofMinutes(5));
    }

    /** Refuses an age that is not positive. */
    public FreshBars {
        symbols = Set.copyOf(symbols);
        CheckErrors.requirePositive(DESCRIPTOR.id(), "maxAge", maxAge);
    }

    /** The same for these symbols. */
    public FreshBars of(Set<Symbol> expected) {
        return new FreshBars(expected, maxAge);
    }

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        Market market = new Market(context);
        Optional<Verdict> outside = market.outside();
        if (outside.isPresent()) {
            return outside.get();
        }
        if (market.open().isEmpty()) {
            return new Verdict.Healthy("The market of " + market.calendar().id() + " is closed: no bar is due.");
        }
        BarSource source = context.get(BarSource.class);
        List<LocalDate> dates = source.dates();
        List<LocalDate> last = dates.subList(Math.max(0, dates.size() - 2), dates.size());
        Findings findings = new Findings();
        try {
            Set<Symbol> expected = new TreeSet<>(symbols);
            if (expected.isEmpty()) {
                last.forEach(date -> expected.addAll(source.symbols(date)));
            }
            if (expected.isEmpty()) {
                findings.unhealthy("bars", "the market is open and there is not a single one", "bars", REMEDY);
                return findings.or("");
            }
            look(expected, last, source, market, findings);
            return findings.or("The bars of " + Figures.count(expected.size(), "symbol") + " are at most "
                    + Figures.time(maxAge) + " of market hours old.");
        } catch (BarqueException e) {
            findings.unreadable("the latest bars", e);
            return findings.or("");
        }
    }

    private void look(Set<Symbol> expected, List<LocalDate> dates, BarSource source, Market market, Findings findings) {
        Map<Symbol, Duration> late = new TreeMap<>();
        Map<Symbol, Optional<Instant>> lastBars = new HashMap<>();
        for (Symbol symbol : expected) {
            Optional<Instant> bar = lastBar(symbol, dates, source, market.now());
            lastBars.put(symbol, bar);
            Duration age = bar.map(market::openSince).orElse(Duration.ofDays(Integer.MAX_VALUE));
            if (age.compareTo(maxAge) > 0) {
                late.put(symbol, age);
            }
        }
        late.forEach((symbol, age) -> {
            String observed = lastBars.getOrDefault(symbol, Optional.empty())
                    .map(bar -> "the last bar, of " + bar + ", is " + Figures.time(age) + " of market hours old")
                    .orElse("no bar on the last " + dates.size() + " dates");
            String most = "at most " + Figures.time(maxAge);
            if (late.size() == expected.size()) {
                findings.unhealthy("bars of " + symbol, observed, most, REMEDY);
            } else {
                findings.degraded("bars of " + symbol, observed, most, REMEDY);
            }
        });
    }

    /** Bars from the future say nothing about now. */
    private static Optional<Instant> lastBar(Symbol symbol, List<LocalDate> dates, BarSource source, Instant now) {
        for (int i = dates.size() - 1; i >= 0; i--) {
            Bars bars = source.day(symbol, dates.get(i));
            int last = bars.indexAtOrBefore(UtcMicros.of(now));
            if (last >= 0) {
                return Optional.of(UtcMicros.toInstant(bars.time(last)));
            }
        }
        return Optional.empty();
    }
}
