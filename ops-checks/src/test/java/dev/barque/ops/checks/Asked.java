package dev.barque.ops.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.ops.CheckContext;
import dev.barque.ops.CheckResult;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.HealthChecks;
import dev.barque.ops.Verdict;
import dev.barque.ops.Verdict.Finding;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/** Asks checks as a system does: with what they declare to need, and nothing else. */
public final class Asked {
    /** A Monday, an hour into the session. */
    public static final Instant NOW = Instant.parse("2025-11-03T15:30:00Z");

    private Asked() {}

    /** A context whose clock stands. */
    public static CheckContext.Builder at(Instant now) {
        return CheckContext.builder(Clock.fixed(now, ZoneOffset.UTC));
    }

    /** The same, with the calendar of US equities. */
    public static CheckContext.Builder market(Instant now) {
        return at(now).with(TradingCalendar.class, TradingCalendars.usEquities());
    }

    /** The verdict of a check that looks at one thing, at an instant. */
    public static <T> Verdict ask(HealthCheck check, Instant now, Class<T> type, T thing) {
        return ask(check, at(now).with(type, thing));
    }

    /** The verdict of a check in a context. */
    public static Verdict ask(HealthCheck check, CheckContext.Builder context) {
        return verdict(check, context.build());
    }

    /** The verdict of a check that looks at one thing; a check that throws fails the test. */
    public static <T> Verdict verdict(HealthCheck check, Class<T> type, T thing) {
        return verdict(
                check, CheckContext.builder(Clock.systemUTC()).with(type, thing).build());
    }

    /** The verdict of a check in a context. */
    public static Verdict verdict(HealthCheck check, CheckContext context) {
        CheckResult result = HealthChecks.of(List.of(check)).runAll(context).get(0);
        result.failure().ifPresent(failure -> {
            throw new AssertionError(result.verdict().toString(), failure);
        });
        return result.verdict();
    }

    /** What an unhealthy verdict found. */
    public static List<Finding> unhealthy(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Unhealthy.class);
        return ((Verdict.Unhealthy) verdict).findings();
    }

    /** What a degraded verdict found. */
    public static List<Finding> degraded(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Degraded.class);
        return ((Verdict.Degraded) verdict).findings();
    }

    /** That all is well. */
    public static void healthy(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Healthy.class);
    }

    /** What an unhealthy verdict found, each finding as a line. */
    public static String unhealthyText(Verdict verdict) {
        return lines(unhealthy(verdict));
    }

    /** What a degraded verdict found, each finding as a line. */
    public static String degradedText(Verdict verdict) {
        return lines(degraded(verdict));
    }

    /** Why nothing is known. */
    public static String unknown(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Unknown.class);
        return ((Verdict.Unknown) verdict).reason();
    }

    private static String lines(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.where() + " | " + finding.observed() + " | " + finding.expected() + " | "
                        + finding.remedy())
                .collect(Collectors.joining("\n"));
    }
}
