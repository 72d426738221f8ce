package dev.barque.ops.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.ops.CheckContext;
import dev.barque.ops.CheckResult;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.HealthChecks;
import dev.barque.ops.Verdict;
import dev.barque.ops.Verdict.Finding;
import java.time.Clock;
import java.util.List;

/** Asks checks as a system does: with what they declare to need, and nothing else. */
public final class Asked {
    private Asked() {}

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
}
