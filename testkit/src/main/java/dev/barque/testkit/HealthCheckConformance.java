package dev.barque.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.ops.CheckContext;
import dev.barque.ops.CheckResult;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.HealthChecks;
import dev.barque.ops.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every {@link HealthCheck} does. Extend it in the tests of yours. Checks run as a system runs them: with what they
 * declare to need and nothing else.
 */
public abstract class HealthCheckConformance {
    /** For subclasses. */
    protected HealthCheckConformance() {}

    /** The check. */
    protected abstract HealthCheck check();

    /** A system in which all that it looks at is well. */
    protected abstract CheckContext healthy();

    /** A system in which something that it looks at is not well. */
    protected abstract CheckContext troubled();

    @Test
    void it_describes_itself_in_the_same_way_whenever_it_is_asked() {
        assertThat(check().descriptor()).isEqualTo(check().descriptor());
    }

    @Test
    void it_says_what_it_looked_at_when_all_is_well() {
        assertThat(run(healthy()).verdict()).isInstanceOf(Verdict.Healthy.class);
    }

    @Test
    void it_finds_trouble_and_says_what_to_do_about_it() {
        Verdict verdict = run(troubled()).verdict();

        // A finding cannot be made without saying where, what, what else and what to do.
        assertThat(verdict).isInstanceOfAny(Verdict.Degraded.class, Verdict.Unhealthy.class);
    }

    @Test
    void it_gives_the_same_answer_for_the_same_state() {
        CheckContext healthy = healthy();
        CheckContext troubled = troubled();

        assertThat(run(healthy).verdict()).isEqualTo(run(healthy).verdict());
        assertThat(run(troubled).verdict()).isEqualTo(run(troubled).verdict());
    }

    @Test
    void it_remembers_nothing_of_an_earlier_run() {
        HealthChecks one = HealthChecks.of(List.of(check()));
        String id = check().descriptor().id();

        assertThat(one.run(id, troubled()).verdict().isHealthy()).isFalse();
        assertThat(one.run(id, healthy()).verdict().isHealthy()).isTrue();
        assertThat(one.run(id, troubled()).verdict().isHealthy()).isFalse();
    }

    @Test
    void it_keeps_its_deadline() {
        assertThat(run(healthy()).took()).isLessThan(check().descriptor().deadline());
        assertThat(run(troubled()).took()).isLessThan(check().descriptor().deadline());
    }

    private CheckResult run(CheckContext context) {
        CheckResult result = HealthChecks.of(List.of(check())).runAll(context).get(0);
        result.failure().ifPresent(failure -> {
            throw new AssertionError(result.verdict().toString(), failure);
        });
        return result;
    }
}
