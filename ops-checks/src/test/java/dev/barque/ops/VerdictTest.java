package dev.barque.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictTest {
    @Test
    void trouble_without_a_finding_is_refused() {
        assertThatThrownBy(() -> new Verdict.Degraded(List.of())).hasMessageContaining("at least one finding");
        assertThatThrownBy(() -> new Verdict.Unhealthy(List.of())).hasMessageContaining("at least one finding");
    }

    @Test
    void blank_texts_are_refused() {
        assertThatThrownBy(() -> new Verdict.Healthy(" ")).hasMessageContaining("summary");
        assertThatThrownBy(() -> new Verdict.Unknown("")).hasMessageContaining("reason");
        assertThatThrownBy(() -> new Verdict.Finding("here", "this", "that", " "))
                .hasMessageContaining("remedy");
    }

    @Test
    void only_healthy_is_healthy() {
        Verdict.Finding finding = new Verdict.Finding("here", "this", "that", "do so");

        assertThat(new Verdict.Healthy("Yes.").isHealthy()).isTrue();
        assertThat(List.of(
                        new Verdict.Degraded(List.of(finding)),
                        new Verdict.Unhealthy(List.of(finding)),
                        new Verdict.Unknown("No idea.")))
                .noneMatch(Verdict::isHealthy);
    }

    @Test
    void a_descriptor_refuses_what_an_operator_could_not_use() {
        assertThatThrownBy(() -> descriptor("a b", "Well?", Duration.ofSeconds(1)))
                .hasMessageContaining("'a b'");
        assertThatThrownBy(() -> descriptor("a", "Well.", Duration.ofSeconds(1)))
                .hasMessageContaining("question mark");
        assertThatThrownBy(() -> descriptor("a", "Well?", Duration.ZERO)).hasMessageContaining("positive");
    }

    @Test
    void a_context_says_what_it_holds_when_something_else_is_asked_for() {
        CheckContext context = CheckContext.builder(Clock.systemUTC())
                .with(String.class, "text")
                .build();

        assertThat(context.get(String.class)).isEqualTo("text");
        assertThatThrownBy(() -> context.get(Integer.class)).hasMessageContaining("holds java.lang.String");
        assertThatThrownBy(() -> CheckContext.builder(Clock.systemUTC())
                        .with(String.class, "a")
                        .with(String.class, "b"))
                .hasMessageContaining("already");
    }

    private static HealthCheck.Descriptor descriptor(String id, String question, Duration deadline) {
        return new HealthCheck.Descriptor(id, question, Set.of(), deadline, HealthCheck.Criticality.ADVISORY, Set.of());
    }
}
