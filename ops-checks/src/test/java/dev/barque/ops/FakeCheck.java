package dev.barque.ops;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** A check that answers what it is told to. */
record FakeCheck(Descriptor descriptor, CheckPolicy policy, Supplier<Verdict> answer) implements HealthCheck {
    static final Duration SOON = Duration.ofMillis(150);

    static FakeCheck of(String id, Supplier<Verdict> answer) {
        return new FakeCheck(
                new Descriptor(
                        id, "Is it well?", Set.of(), Duration.ofSeconds(20), Criticality.CRITICAL, Set.of("all")),
                CheckPolicy.standard(),
                answer);
    }

    static FakeCheck healthy(String id) {
        return of(id, FakeCheck::fine);
    }

    FakeCheck deadline(Duration deadline) {
        return changed(deadline, descriptor.criticality(), descriptor.groups());
    }

    FakeCheck criticality(Criticality criticality) {
        return changed(descriptor.deadline(), criticality, descriptor.groups());
    }

    FakeCheck groups(String... groups) {
        return changed(descriptor.deadline(), descriptor.criticality(), Set.of(groups));
    }

    FakeCheck policy(CheckPolicy other) {
        return new FakeCheck(descriptor, other, answer);
    }

    private FakeCheck changed(Duration deadline, Criticality criticality, Set<String> groups) {
        return new FakeCheck(
                new Descriptor(descriptor.id(), descriptor.question(), Set.of(), deadline, criticality, groups),
                policy,
                answer);
    }

    @Override
    public Verdict run(CheckContext context) {
        return answer.get();
    }

    static Verdict fine() {
        return new Verdict.Healthy("All is well.");
    }

    static Verdict limping() {
        return new Verdict.Degraded(List.of(finding()));
    }

    static Verdict broken() {
        return new Verdict.Unhealthy(List.of(finding()));
    }

    static Verdict.Finding finding() {
        return new Verdict.Finding("the disk", "gone", "there", "Put it back.");
    }
}
