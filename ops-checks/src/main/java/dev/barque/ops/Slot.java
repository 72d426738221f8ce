package dev.barque.ops;

import dev.barque.ops.internal.OpsErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a runner keeps of one check. The lock of {@link Workers} guards all of it. */
final class Slot {
    final Entry entry;
    final CheckPolicy policy;
    final List<Slot> dependencies = new ArrayList<>();

    @Nullable
    Execution running;
    /** How often there was a new result. */
    long conclusions;

    private final Damping damping;
    private @Nullable CheckState last;
    private long concludedAt;
    private boolean hung;

    Slot(Entry entry, CheckPolicy policy) {
        this.entry = entry;
        this.policy = policy;
        damping = new Damping(policy);
    }

    String id() {
        return entry.descriptor().id();
    }

    boolean isFresh(long now) {
        return last != null
                && last.explainedBy().isEmpty()
                && now - concludedAt < policy.timeToLive().toNanos();
    }

    /** A new result; the event to tell. */
    HealthEvent conclude(CheckResult result, boolean hangs, Optional<String> maintenance, Instant at, long now) {
        HealthStatus before = shown();
        damping.add(HealthStatus.of(result.verdict()));
        hung = hangs;
        return keep(
                new CheckState(
                        result, damping.shown(), Optional.empty(), maintenance, damping.isFlapping(), damping.recent()),
                before,
                at,
                now);
    }

    /** It was not run because another check explains what would come of it: no result of its own, so nothing to count. */
    HealthEvent explain(Slot by, Optional<String> maintenance, Instant at, long now) {
        HealthStatus before = shown();
        String root = by.last == null ? by.id() : by.last.explainedBy().orElse(by.id());
        String text = by.last == null ? "" : by.last.text();
        Verdict unknown = new Verdict.Unknown(OpsErrors.explained(id(), root, text));
        return keep(
                new CheckState(
                        new CheckResult(entry.descriptor(), unknown, at, Duration.ZERO, Optional.empty()),
                        HealthStatus.UNKNOWN,
                        Optional.of(root),
                        maintenance,
                        damping.isFlapping(),
                        damping.recent()),
                before,
                at,
                now);
    }

    private HealthEvent keep(CheckState state, HealthStatus before, Instant at, long now) {
        last = state;
        concludedAt = now;
        conclusions++;
        return new HealthEvent(at, state, before);
    }

    private HealthStatus shown() {
        return last == null ? HealthStatus.UNKNOWN : last.status();
    }

    /** Whether its followers need not be run: it does not work, hangs, or is explained itself. */
    boolean explains() {
        return last != null && (last.explainedBy().isPresent() || hung || last.observed() == HealthStatus.UNHEALTHY);
    }

    /** What is known now; stale is not healthy. */
    CheckState view(Optional<String> maintenance, Instant at, long now) {
        CheckState known = last;
        if (known == null) {
            return unknown(OpsErrors.neverRun(id()), maintenance, at);
        }
        Duration age = Duration.ofNanos(now - concludedAt);
        if (age.compareTo(policy.staleAfter()) > 0) {
            String was = known.status().id();
            return unknown(OpsErrors.stale(id(), age, policy.staleAfter(), was), maintenance, at);
        }
        return known.maintenance().equals(maintenance)
                ? known
                : new CheckState(
                        known.result(),
                        known.status(),
                        known.explainedBy(),
                        maintenance,
                        known.isFlapping(),
                        known.recent());
    }

    /** Nothing is known, for a reason that is no result. */
    CheckState unknown(String reason, Optional<String> maintenance, Instant at) {
        return new CheckState(
                new CheckResult(entry.descriptor(), new Verdict.Unknown(reason), at, Duration.ZERO, Optional.empty()),
                HealthStatus.UNKNOWN,
                Optional.empty(),
                maintenance,
                damping.isFlapping(),
                damping.recent());
    }
}
