package dev.barque.ops.checks.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.HealthChecks;
import dev.barque.ops.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Runs a check as a system runs it: with what it declares to need and nothing else. */
final class Asked {
    /** A Monday, an hour into the session. */
    static final Instant NOW = Instant.parse("2025-11-03T15:30:00Z");

    private Asked() {}

    static CheckContext.Builder at(Instant now) {
        return CheckContext.builder(Clock.fixed(now, ZoneOffset.UTC));
    }

    static CheckContext.Builder market(Instant now) {
        return at(now).with(TradingCalendar.class, TradingCalendars.usEquities());
    }

    static <T> Verdict ask(HealthCheck check, Instant now, Class<T> type, T resource) {
        return ask(check, at(now).with(type, resource));
    }

    static Verdict ask(HealthCheck check, CheckContext.Builder context) {
        return HealthChecks.of(List.of(check))
                .run(check.descriptor().id(), context.build())
                .verdict();
    }

    static void healthy(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Healthy.class);
    }

    /** What is wrong, each finding as a line. */
    static String degraded(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Degraded.class);
        return lines(((Verdict.Degraded) verdict).findings());
    }

    static String unhealthy(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Unhealthy.class);
        return lines(((Verdict.Unhealthy) verdict).findings());
    }

    static String unknown(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Unknown.class);
        return ((Verdict.Unknown) verdict).reason();
    }

    private static String lines(List<Verdict.Finding> findings) {
        List<String> lines = new ArrayList<>();
        findings.forEach(finding -> lines.add(
                finding.where() + " | " + finding.observed() + " | " + finding.expected() + " | " + finding.remedy()));
        return String.join("\n", lines);
    }
}
