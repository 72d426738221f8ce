package dev.barque.ops.checks.data;

import dev.barque.core.calendar.Session;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.market.BarSource;
import dev.barque.core.quality.BarCheck;
import dev.barque.core.quality.Defect;
import dev.barque.core.quality.QualityFinding;
import dev.barque.core.quality.QualityReport;
import dev.barque.core.quality.SymbolQuality;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Are the bars of the last sessions complete and plausible? Compares them with the calendar and with themselves
 * ({@link BarCheck}): gaps, repeated, crossed, flat and wild bars. What is found is degraded; dates that cannot be read are
 * unhealthy.
 *
 * @param sessions how many sessions that are over it looks at
 * @param minFillRate share of the bars of a session that must be there, 0 to 1
 * @param ignored what is not reported
 */
public record BarQuality(int sessions, double minFillRate, Set<Defect> ignored) implements HealthCheck {
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "bar-quality",
            "Are the bars of the last sessions complete and plausible?",
            Set.of(BarSource.class, TradingCalendar.class),
            Duration.ofMinutes(1),
            Criticality.IMPORTANT,
            Set.of("data", "evening", "weekly"));

    /** Five sessions, every bar, bars outside of sessions left alone. */
    public BarQuality() {
        this(5, 1, Set.of(Defect.OUT_OF_SESSION));
    }

    /** Refuses no session at all and a share outside of 0 to 1. */
    public BarQuality {
        ignored = Set.copyOf(ignored);
        CheckErrors.requireAtLeast(DESCRIPTOR.id(), "sessions", 1, sessions);
        CheckErrors.requireShareOrNone(DESCRIPTOR.id(), "minFillRate", minFillRate);
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
        List<Session> finished = market.finished(sessions, Duration.ZERO);
        if (finished.isEmpty()) {
            return new Verdict.Healthy("No session of " + market.calendar().id() + " is over yet.");
        }
        LocalDate first = finished.get(0).date();
        LocalDate last = finished.get(finished.size() - 1).date();
        BarSource source = context.get(BarSource.class);
        if (source.dates().stream().noneMatch(date -> !date.isBefore(first) && !date.isAfter(last))) {
            return nothing(first, last);
        }
        QualityReport report = BarCheck.against(market.calendar())
                .dates(first, last)
                .minFillRate(minFillRate)
                .ignore(ignored)
                .now(market.now())
                .maxGaps(1)
                .maxExamples(1)
                .build()
                .check(source);
        if (report.symbols().isEmpty() && report.unreadable().isEmpty()) {
            return nothing(first, last);
        }
        Findings findings = new Findings();
        report.unreadable()
                .forEach(date -> findings.unhealthy(
                        "bars on " + date.date(),
                        date.problem(),
                        "bars that can be read",
                        "Restore this day from a backup, or ingest it again."));
        report.symbols().forEach(symbol -> symbol.findings().forEach(found -> look(symbol, found, findings)));
        return findings.or(Figures.count(report.symbols().size(), "symbol") + " from " + first + " to " + last
                + " without a defect.");
    }

    private static Verdict nothing(LocalDate first, LocalDate last) {
        return new Verdict.Unknown("There is no bar from " + first + " to " + last
                + ", so nothing can be said of their quality. Ingest these days.");
    }

    private static void look(SymbolQuality symbol, QualityFinding found, Findings findings) {
        String first = found.examples().isEmpty()
                ? ""
                : "; the first: " + found.examples().get(0).observed();
        boolean missing = found.defect() == Defect.MISSING_BARS || found.defect() == Defect.MISSING_SESSION;
        String gap = missing && !symbol.gaps().isEmpty()
                ? "; " + Figures.count(symbol.gapCount(), "gap") + ", the first from "
                        + symbol.gaps().get(0).first() + " to "
                        + symbol.gaps().get(0).last()
                : "";
        findings.degraded(
                "bars of " + symbol.symbol(),
                found.defect().id() + ": " + Figures.count(found.count(), "case") + " on "
                        + Figures.count(found.dates(), "date") + (gap.isEmpty() ? first : gap),
                found.defect().expected(),
                found.defect().remedy());
    }
}
