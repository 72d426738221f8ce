package dev.barque.ops.checks.data;

import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.decision.Trade;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import dev.barque.store.decisions.DecisionQuery;
import dev.barque.store.decisions.DecisionRecords;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When did the system last decide to trade? Counts market hours only: nights, weekends and holidays make no trade older.
 *
 * @param maxAge market hours since the last trade above which it is degraded
 * @param dates how many of the last UTC dates with decisions it reads at most
 */
public record LastTrade(Duration maxAge, int dates) implements HealthCheck {
    private static final String REMEDY =
            "Ask 'barque why-no-trade' for the reasons, and see whether the kill switch is on,"
                    + " a guard vetoes all the time or features are missing.";
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "last-trade-age",
            "When did the system last decide to trade?",
            Set.of(DecisionRecords.class, TradingCalendar.class),
            Duration.ofMinutes(1),
            Criticality.ADVISORY,
            Set.of("evening"));

    /** 13 hours, two sessions; ten dates. */
    public LastTrade() {
        this(Duration.ofHours(13), 10);
    }

    /** Refuses an age that is not positive and no date at all. */
    public LastTrade {
        CheckErrors.requirePositive(DESCRIPTOR.id(), "maxAge", maxAge);
        CheckErrors.requireAtLeast(DESCRIPTOR.id(), "dates", 1, dates);
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
        DecisionRecords records = context.get(DecisionRecords.class);
        List<LocalDate> there = records.dates();
        if (there.isEmpty()) {
            return new Verdict.Unknown(
                    "There is no decision in " + records.folder() + " yet. Let the system decide first.");
        }
        List<LocalDate> read = there.subList(Math.max(0, there.size() - dates), there.size());
        Instant[] last = new Instant[1];
        for (int i = read.size() - 1; i >= 0 && last[0] == null; i--) {
            records.read(DecisionQuery.all().on(read.get(i)), logged -> {
                if (logged.decision() instanceof Trade trade
                        && (last[0] == null || trade.time().isAfter(last[0]))) {
                    last[0] = trade.time();
                }
            });
        }
        // Without a trade the age is at least that of the first date that was read.
        Instant since = last[0] == null
                ? read.get(0).atStartOfDay(market.calendar().zone()).toInstant()
                : last[0];
        Duration age = market.openSince(since);
        Findings findings = new Findings();
        if (age.compareTo(maxAge) > 0) {
            findings.degraded(
                    "decisions",
                    last[0] == null
                            ? "no trade on the last " + Figures.count(read.size(), "date") + ", " + Figures.time(age)
                                    + " of market hours"
                            : "the last trade, at " + last[0] + ", is " + Figures.time(age) + " of market hours ago",
                    "at most " + Figures.time(maxAge),
                    REMEDY);
        }
        return findings.or(
                last[0] == null
                        ? "No trade yet, in less than " + Figures.time(maxAge) + " of market hours."
                        : "The last trade, at " + last[0] + ", is at most " + Figures.time(maxAge)
                                + " of market hours ago.");
    }
}
