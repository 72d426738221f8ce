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
    final HealthCheck.Descriptor descriptor;
    final Entry.Bound bound;
    final CheckPolicy policy;
    final long deadlineNanos;
    final List<Slot> dependencies = new ArrayList<>();
    /** Whether it may explain others. */
    boolean isCause;

    @Nullable
    Execution running;

    private final Damping damping;
    private final long freshNanos;
    private final long staleNanos;
    private @Nullable CheckState last;
    private long concludedAt;
    private boolean hung;

    Slot(Entry entry, CheckPolicy policy, CheckContext context) {
        descriptor = entry.descriptor();
        bound = entry.in(context);
        this.policy = policy;
        damping = new Damping(policy);
        deadlineNanos = nanos(descriptor.deadline());
        freshNanos = nanos(policy.timeToLive());
        staleNanos = nanos(policy.staleAfter());
    }

    private static long nanos(Duration time) {
        try {
            return time.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE; // centuries
        }
    }

    String id() {
        return descriptor.id();
    }

    boolean isFresh(long now) {
        return last != null && last.explainedBy().isEmpty() && now - concludedAt < freshNanos;
    }

    /** A new result; what is known now. */
    CheckState conclude(CheckResult result, boolean hangs, Optional<String> maintenance, long now) {
        damping.add(HealthStatus.of(result.verdict()));
        hung = hangs;
        return keep(
                new CheckState(
                        result, damping.shown(), Optional.empty(), maintenance, damping.isFlapping(), damping.recent()),
                now);
    }

    /** It was not run because another check explains what would come of it: no result of its own, so nothing to count. */
    CheckState explain(Slot by, Optional<String> maintenance, Instant at, long now) {
        String root = by.last == null ? by.id() : by.last.explainedBy().orElse(by.id());
        String text = by.last == null ? "" : by.last.text();
        Verdict unknown = new Verdict.Unknown(OpsErrors.explained(id(), root, text));
        return keep(
                new CheckState(
                        new CheckResult(descriptor, unknown, at, Duration.ZERO, Optional.empty()),
                        HealthStatus.UNKNOWN,
                        Optional.of(root),
                        maintenance,
                        damping.isFlapping(),
                        damping.recent()),
                now);
    }

    private CheckState keep(CheckState state, long now) {
        last = state;
        concludedAt = now;
        return state;
    }

    /** The status that is shown. */
    HealthStatus shown() {
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
        long age = now - concludedAt;
        if (age > staleNanos) {
            String was = known.status().id();
            return unknown(OpsErrors.stale(id(), Duration.ofNanos(age), policy.staleAfter(), was), maintenance, at);
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
                new CheckResult(descriptor, new Verdict.Unknown(reason), at, Duration.ZERO, Optional.empty()),
                HealthStatus.UNKNOWN,
                Optional.empty(),
                maintenance,
                damping.isFlapping(),
                damping.recent());
    }
}
