package dev.barque.ops.checks.data;

import dev.barque.core.calendar.Session;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.error.BarqueException;
import dev.barque.core.market.BarSource;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import dev.barque.ops.internal.SessionBars;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Do the bars reach the last session that is over? One session behind is degraded, more are unhealthy.
 *
 * @param grace how long after a close its bars may be on their way
 */
public record LatestDate(Duration grace) implements HealthCheck {
    private static final String REMEDY = "Ingest the missing sessions, and see why the job that does it did not.";
    /** Farther behind than this, the number of sessions says no more. */
    private static final int MOST = 30;

    private static final Descriptor DESCRIPTOR = new Descriptor(
            "latest-date",
            "Do the bars reach the last session that is over?",
            Set.of(BarSource.class, TradingCalendar.class),
            Duration.ofSeconds(10),
            Criticality.IMPORTANT,
            Set.of("data", "pre-market", "evening"));

    /** Two hours after the close. */
    public LatestDate() {
        this(Duration.ofHours(2));
    }

    /** Refuses a negative grace. */
    public LatestDate {
        CheckErrors.requireNotNegative(DESCRIPTOR.id(), "grace", grace);
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
        List<Session> finished = market.finished(MOST, grace);
        if (finished.isEmpty()) {
            return new Verdict.Healthy("No session of " + market.calendar().id() + " is over yet.");
        }
        BarSource source = context.get(BarSource.class);
        Findings findings = new Findings();
        try {
            int behind = 0;
            while (behind < finished.size() && !hasBars(source, finished.get(finished.size() - 1 - behind))) {
                behind++;
            }
            LocalDate expected = finished.get(finished.size() - 1).date();
            if (behind == 0) {
                return findings.or("The bars reach the last session that is over, " + expected + ".");
            }
            String observed = behind == finished.size()
                    ? "none of the last " + behind + " sessions has bars"
                    : "the last session with bars is "
                            + finished.get(finished.size() - 1 - behind).date() + ", "
                            + Figures.count(behind, "session")
                            + " behind";
            if (behind == 1) {
                findings.degraded("bars", observed, "bars of " + expected, REMEDY);
            } else {
                findings.unhealthy("bars", observed, "bars of " + expected, REMEDY);
            }
        } catch (BarqueException e) {
            findings.unreadable("the latest bars", e);
        }
        return findings.or("");
    }

    private static boolean hasBars(BarSource source, Session session) {
        return SessionBars.symbols(source, session).stream()
                .anyMatch(symbol -> SessionBars.hasBars(source, symbol, session));
    }
}
