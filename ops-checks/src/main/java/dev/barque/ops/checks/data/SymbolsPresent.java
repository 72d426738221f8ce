package dev.barque.ops.checks.data;

import dev.barque.core.calendar.Session;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.error.BarqueException;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Symbol;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import dev.barque.ops.internal.SessionBars;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Has every symbol bars in the last session that is over? Expected is who is named, or else who had bars in one of the
 * sessions before it. A missing symbol is degraded; when all are missing it is unhealthy.
 *
 * @param symbols who is expected; empty for those of the sessions before
 * @param sessions how many sessions before it are looked at for that
 * @param grace how long after a close its bars may be on their way
 */
public record SymbolsPresent(Set<Symbol> symbols, int sessions, Duration grace) implements HealthCheck {
    private static final String REMEDY =
            "Ingest the symbol again; name the symbols that are expected when one was dropped on purpose.";
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "symbols-present",
            "Has every symbol bars in the last session?",
            Set.of(BarSource.class, TradingCalendar.class),
            Duration.ofSeconds(30),
            Criticality.IMPORTANT,
            Set.of("data", "pre-market"));

    /** Who had bars in the five sessions before; two hours after the close. */
    public SymbolsPresent() {
        this(Set.of(), 5, Duration.ofHours(2));
    }

    /** Refuses no session at all and a negative grace. */
    public SymbolsPresent {
        symbols = Set.copyOf(symbols);
        CheckErrors.requireAtLeast(DESCRIPTOR.id(), "sessions", 1, sessions);
        CheckErrors.requireNotNegative(DESCRIPTOR.id(), "grace", grace);
    }

    /** The same for these symbols. */
    public SymbolsPresent of(Set<Symbol> expected) {
        return new SymbolsPresent(expected, sessions, grace);
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
        BarSource source = context.get(BarSource.class);
        List<Session> finished = market.finished(sessions + 1, grace);
        if (finished.isEmpty()) {
            return new Verdict.Healthy("No session of " + market.calendar().id() + " is over yet.");
        }
        Session last = finished.get(finished.size() - 1);
        Findings findings = new Findings();
        try {
            Set<Symbol> expected = new TreeSet<>(symbols);
            if (expected.isEmpty()) {
                finished.forEach(session -> expected.addAll(SessionBars.symbols(source, session)));
            }
            if (expected.isEmpty()) {
                return new Verdict.Unknown("No symbol has bars in the last " + finished.size()
                        + " sessions, and none is named. Ingest bars, or name the symbols that are expected.");
            }
            List<Symbol> missing = expected.stream()
                    .filter(symbol -> !SessionBars.hasBars(source, symbol, last))
                    .toList();
            for (Symbol symbol : missing) {
                String where = "bars of " + symbol + " on " + last.date();
                if (missing.size() == expected.size()) {
                    findings.unhealthy(where, "no bar in the session", "at least one", REMEDY);
                } else {
                    findings.degraded(where, "no bar in the session", "at least one", REMEDY);
                }
            }
            return findings.or(
                    "All of " + Figures.count(expected.size(), "symbol") + " have bars on " + last.date() + ".");
        } catch (BarqueException e) {
            findings.unreadable("bars on " + last.date(), e);
            return findings.or("");
        }
    }
}
