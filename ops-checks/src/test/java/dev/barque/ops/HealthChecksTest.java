package dev.barque.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.market.BarSource;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthChecksTest {
    private static final Instant NOW = Instant.parse("2025-11-03T15:30:00Z");

    private final CheckContext context = CheckContext.builder(Clock.fixed(NOW, ZoneOffset.UTC))
            .with(BarSource.class, new Days())
            .build();

    @Test
    void the_checks_of_barque_are_found() {
        assertThat(HealthChecks.discover(getClass().getClassLoader()).descriptors())
                .extracting(HealthCheck.Descriptor::id)
                .contains("trading-days-present");
    }

    @Test
    void a_result_carries_the_verdict_and_the_time_by_the_contexts_clock() {
        CheckResult result =
                only(check("fine", c -> new Verdict.Healthy("All is well."))).run("fine", context);

        assertThat(result.verdict()).isEqualTo(new Verdict.Healthy("All is well."));
        assertThat(result.startedAt()).isEqualTo(NOW);
        assertThat(result.failure()).isEmpty();
    }

    @Test
    void listing_runs_no_code_of_a_plug_in() {
        AtomicInteger calls = new AtomicInteger();
        HealthCheck counting = described(() -> {
            calls.incrementAndGet();
            return descriptor("counting", Set.of());
        });
        HealthChecks checks = only(counting);
        calls.set(0);

        assertThat(checks.descriptors()).extracting(HealthCheck.Descriptor::id).containsExactly("counting");
        assertThat(checks.descriptors()).hasSize(1);
        assertThat(calls).hasValue(0);
    }

    @Test
    void a_check_that_throws_is_unknown_by_name_and_leaves_the_others_alone() {
        HealthChecks checks = HealthChecks.of(List.of(
                check("broken", c -> {
                    throw new IllegalStateException("no disk");
                }),
                check("endless", HealthChecksTest::recurse),
                check("silent", c -> silence()),
                check("fine", c -> new Verdict.Healthy("All is well."))));

        List<CheckResult> results = checks.runAll(context);

        assertThat(results)
                .extracting(result -> result.verdict().isHealthy())
                .containsExactly(false, false, false, true);
        assertThat(reason(results.get(0)))
                .contains("'broken' (" + getClass().getName(), "Is it well?", "IllegalStateException: no disk");
        assertThat(results.get(0).failure()).containsInstanceOf(IllegalStateException.class);
        assertThat(reason(results.get(1))).contains("'endless'", "StackOverflowError");
        assertThat(reason(results.get(2))).contains("'silent'", "returned null");
    }

    @Test
    void a_check_that_cannot_describe_itself_is_listed_as_unusable() {
        HealthCheck shy = described(() -> {
            throw new UnsupportedOperationException("ask my author");
        });

        HealthChecks checks = only(shy);

        String id = checks.descriptors().get(0).id();
        assertThat(id).startsWith(getClass().getName());
        assertThat(reason(checks.run(id, context))).contains("describing itself", "ask my author");
    }

    @Test
    void a_check_gets_what_it_declares_and_nothing_else() {
        HealthChecks checks = HealthChecks.of(List.of(
                new Fake(() -> descriptor("honest", Set.of(BarSource.class)), c -> found(c.get(BarSource.class))),
                check("sly", c -> found(c.get(BarSource.class)))));

        assertThat(checks.run("honest", context).verdict().isHealthy()).isTrue();
        assertThat(reason(checks.run("sly", context))).contains("BarSource", "needs");
    }

    @Test
    void a_check_whose_needs_are_not_met_is_not_run() {
        HealthCheck needy = new Fake(() -> descriptor("needy", Set.of(StringBuilder.class)), c -> {
            throw new AssertionError("it was run");
        });

        assertThat(reason(only(needy).run("needy", context)))
                .contains("'needy' was not run", "java.lang.StringBuilder")
                .doesNotContain("it was run");
    }

    @Test
    void two_checks_of_one_id_are_refused() {
        HealthChecks one = only(check("same", c -> new Verdict.Healthy("One.")));

        assertThatThrownBy(() -> one.and(only(check("same", c -> new Verdict.Healthy("Two.")))))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("ops.duplicate-check"))
                .hasMessageContaining("'same'");
    }

    @Test
    void an_unknown_id_is_refused_with_the_ids_there_are() {
        assertThatThrownBy(() ->
                        only(check("fine", c -> new Verdict.Healthy("Well."))).run("fin", context))
                .hasMessage("Cannot run the health check 'fin': there is none. There are: fine.");
    }

    @Test
    void a_provider_that_cannot_be_loaded_is_listed_beside_the_others(@TempDir Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(
                services.resolve(HealthCheck.class.getName()),
                String.join(
                        "\n",
                        "com.example.Absent",
                        ThrowsWhenMade.class.getName(),
                        RunsOutOfMemoryWhenMade.class.getName(),
                        ThrowsWhenLoaded.class.getName(),
                        Days.class.getName()));
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            HealthChecks checks = HealthChecks.discover(loader);

            assertThat(checks.runAll(context))
                    .filteredOn(result -> result.verdict() instanceof Verdict.Unknown)
                    .extracting(HealthChecksTest::reason)
                    .anyMatch(text -> text.contains("com.example.Absent"))
                    .anyMatch(text -> text.contains(ThrowsWhenMade.class.getName()))
                    .anyMatch(text -> text.contains(RunsOutOfMemoryWhenMade.class.getName()))
                    .anyMatch(text -> text.contains(ThrowsWhenLoaded.class.getName()))
                    .anyMatch(text -> text.contains(Days.class.getName()));
            assertThat(checks.descriptors())
                    .extracting(HealthCheck.Descriptor::id)
                    .contains("trading-days-present");
        }
    }

    private static HealthChecks only(HealthCheck check) {
        return HealthChecks.of(List.of(check));
    }

    private static HealthCheck check(String id, Function<CheckContext, Verdict> answer) {
        return new Fake(() -> descriptor(id, Set.of()), answer);
    }

    private static HealthCheck described(Supplier<HealthCheck.Descriptor> descriptor) {
        return new Fake(descriptor, c -> new Verdict.Healthy("All is well."));
    }

    private static HealthCheck.Descriptor descriptor(String id, Set<Class<?>> needs) {
        return new HealthCheck.Descriptor(
                id, "Is it well?", needs, Duration.ofSeconds(1), HealthCheck.Criticality.ADVISORY, Set.of());
    }

    private static Verdict found(Object resource) {
        return new Verdict.Healthy("Found " + resource + ".");
    }

    @SuppressWarnings("InfiniteRecursion") // The fault that is planted.
    private static Verdict recurse(CheckContext context) {
        return recurse(context);
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // What a careless plug-in does.
    private static <T> T silence() {
        return null;
    }

    private static String reason(CheckResult result) {
        return ((Verdict.Unknown) result.verdict()).reason();
    }

    private record Fake(Supplier<Descriptor> describing, Function<CheckContext, Verdict> answer)
            implements HealthCheck {
        @Override
        public Descriptor descriptor() {
            return describing.get();
        }

        @Override
        public Verdict run(CheckContext context) {
            return answer.apply(context);
        }
    }

    /** A provider that no loader can make. */
    public static final class ThrowsWhenMade implements HealthCheck {
        /** Fails. */
        public ThrowsWhenMade() {
            throw new IllegalStateException("never");
        }

        @Override
        public Descriptor descriptor() {
            throw new IllegalStateException("never");
        }

        @Override
        public Verdict run(CheckContext context) {
            throw new IllegalStateException("never");
        }
    }

    /** A provider whose constructor has no memory left. */
    public static final class RunsOutOfMemoryWhenMade implements HealthCheck {
        /** Fails. */
        public RunsOutOfMemoryWhenMade() {
            throw new OutOfMemoryError("planted");
        }

        @Override
        public Descriptor descriptor() {
            throw new IllegalStateException("never");
        }

        @Override
        public Verdict run(CheckContext context) {
            throw new IllegalStateException("never");
        }
    }

    /** A provider whose class cannot be initialised. */
    public static final class ThrowsWhenLoaded implements HealthCheck {
        private static final int NUMBER = Integer.parseInt("none");

        @Override
        public Descriptor descriptor() {
            throw new IllegalStateException("never " + NUMBER);
        }

        @Override
        public Verdict run(CheckContext context) {
            throw new IllegalStateException("never");
        }
    }
}
