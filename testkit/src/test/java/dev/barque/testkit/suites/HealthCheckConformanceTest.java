package dev.barque.testkit.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.testkit.HealthCheckConformance;
import dev.barque.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The suite is tested too. */
class HealthCheckConformanceTest {
    private static final AtomicInteger CALLS = new AtomicInteger();

    private static Planted planted = new Planted("sound", Set.of(Boolean.class), ok -> ok);

    @Test
    void a_sound_check_passes() {
        planted = new Planted("sound", Set.of(Boolean.class), ok -> ok);

        assertThat(SuiteRun.of(Suite.class).failures()).isEmpty();
    }

    @Test
    void a_check_that_sees_no_trouble_fails() {
        planted = new Planted("blind", Set.of(Boolean.class), ok -> true);

        assertThat(SuiteRun.of(Suite.class).failed())
                .containsExactly(
                        "it_finds_trouble_and_says_what_to_do_about_it", "it_remembers_nothing_of_an_earlier_run");
    }

    @Test
    void a_check_that_throws_fails_with_what_it_threw() {
        planted = new Planted("broken", Set.of(Boolean.class), ok -> {
            throw new IllegalStateException("no disk");
        });

        assertThat(SuiteRun.of(Suite.class).failures())
                .containsKey("it_says_what_it_looked_at_when_all_is_well")
                .allSatisfy((test, message) -> assertThat(message).isNotEmpty());
    }

    @Test
    void a_check_that_changes_its_mind_fails() {
        planted = new Planted("moody", Set.of(Boolean.class), ok -> CALLS.incrementAndGet() % 2 == 0);

        assertThat(SuiteRun.of(Suite.class).failed()).contains("it_gives_the_same_answer_for_the_same_state");
    }

    @Test
    void a_check_that_needs_more_than_it_declares_fails() {
        planted = new Planted("sly", Set.of(), ok -> ok);

        assertThat(SuiteRun.of(Suite.class).failed()).contains("it_says_what_it_looked_at_when_all_is_well");
    }

    @Test
    void a_check_that_describes_itself_differently_each_time_fails() {
        planted = new Planted("moving", Set.of(Boolean.class), ok -> ok) {
            @Override
            public Descriptor descriptor() {
                return describe("moving-" + CALLS.incrementAndGet());
            }
        };

        assertThat(SuiteRun.of(Suite.class).failed())
                .contains("it_describes_itself_in_the_same_way_whenever_it_is_asked");
    }

    /** Run from inside the tests above. */
    static class Suite extends HealthCheckConformance {
        @Override
        protected HealthCheck check() {
            return planted;
        }

        @Override
        protected CheckContext healthy() {
            return context(true);
        }

        @Override
        protected CheckContext troubled() {
            return context(false);
        }

        private static CheckContext context(boolean well) {
            return CheckContext.builder(SettableClock.at("2025-11-04T12:00:00Z"))
                    .with(Boolean.class, well)
                    .build();
        }
    }

    private static class Planted implements HealthCheck {
        private final String id;
        private final Set<Class<?>> needs;
        private final Predicate<Boolean> answer;

        Planted(String id, Set<Class<?>> needs, Predicate<Boolean> answer) {
            this.id = id;
            this.needs = needs;
            this.answer = answer;
        }

        @Override
        public Descriptor descriptor() {
            return describe(id);
        }

        Descriptor describe(String name) {
            return new Descriptor(name, "Is it well?", needs, Duration.ofSeconds(5), Criticality.ADVISORY, Set.of());
        }

        @Override
        public Verdict run(CheckContext context) {
            return answer.test(context.get(Boolean.class))
                    ? new Verdict.Healthy("It is.")
                    : new Verdict.Unhealthy(List.of(new Verdict.Finding("it", "false", "true", "Make it true.")));
        }
    }
}
