package dev.barque.ops.checks.data;

import dev.barque.core.error.BarqueException;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Symbol;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * Are there bars, and can the latest be read? Reads the last date that the source files and no other.
 */
public record BarsAvailable() implements HealthCheck {
    private static final String REMEDY = "Run 'barque ingest' with the vendor's files, or mend the job that does.";
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "bars-available",
            "Are there bars, and can the latest be read?",
            Set.of(BarSource.class),
            Duration.ofSeconds(10),
            Criticality.CRITICAL,
            Set.of("data", "startup", "pre-market"));

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        BarSource source = context.get(BarSource.class);
        Findings findings = new Findings();
        List<LocalDate> dates = source.dates();
        if (dates.isEmpty()) {
            findings.unhealthy("bars", "not a single date has any", "bars", REMEDY);
            return findings.or("");
        }
        LocalDate last = dates.get(dates.size() - 1);
        long bars = 0;
        Set<Symbol> symbols = Set.of();
        try {
            symbols = source.symbols(last);
            for (Symbol symbol : symbols) {
                bars += source.day(symbol, last).size();
            }
            if (bars == 0) {
                findings.unhealthy("bars on " + last, "its file holds none", "at least one", REMEDY);
            }
        } catch (BarqueException e) {
            findings.unreadable("bars on " + last, e);
        }
        return findings.or(Figures.count(dates.size(), "date") + " with bars; the last one, " + last + ", holds "
                + Figures.count(bars, "bar") + " of " + Figures.count(symbols.size(), "symbol") + ".");
    }
}
