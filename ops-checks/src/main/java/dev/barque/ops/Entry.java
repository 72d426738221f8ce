package dev.barque.ops;

import dev.barque.ops.internal.OpsErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One check as it was collected: the boundary behind which plug-in code runs.
 *
 * @param descriptor what it said about itself
 * @param plugin what messages call it
 * @param check itself
 * @param policy how it wants to be treated
 */
record Entry(HealthCheck.Descriptor descriptor, String plugin, HealthCheck check, CheckPolicy policy) {
    /** Made while there is memory: what is said when there is none to say anything else. */
    private static final Verdict SPEECHLESS =
            new Verdict.Unknown("The health check broke, and so did telling how: memory"
                    + " or stack ran out. Nothing is known about what it checks.");

    static Entry of(HealthCheck check) {
        String type = check.getClass().getName();
        try {
            HealthCheck.Descriptor descriptor = check.descriptor();
            CheckPolicy policy = check.policy();
            return descriptor == null || policy == null
                    ? unusable(type, "describing itself", new NullPointerException("it returned null"))
                    : new Entry(descriptor, "'" + descriptor.id() + "' (" + type + ")", check, policy);
        } catch (Throwable e) {
            return unusable(type, "describing itself", e);
        }
    }

    /** Stands for a plug-in that never came so far as to describe itself, so that it is not forgotten. */
    static Entry unusable(String id, String doing, Throwable failure) {
        HealthCheck.Descriptor descriptor = new HealthCheck.Descriptor(
                id,
                "Can this health check be used?",
                Set.of(),
                Duration.ofSeconds(1),
                HealthCheck.Criticality.IMPORTANT,
                Set.of());
        return new Entry(descriptor, "'" + id + "'", new Unusable(descriptor, doing, failure), CheckPolicy.standard());
    }

    /** Runs it as in a runner, durations by {@link System#nanoTime}. */
    CheckResult run(CheckContext context) {
        return in(context).run(new Timer(System::nanoTime));
    }

    /** What it gets of a context, found out once: contexts do not change. */
    Bound in(CheckContext context) {
        return new Bound(
                this,
                context.only(descriptor.needs()),
                descriptor.needs().stream().filter(type -> !context.has(type)).toList());
    }

    /**
     * A check with what it looks at.
     *
     * @param context holds what it needs, and nothing else
     * @param lacking what it needs and nobody has
     */
    record Bound(Entry entry, CheckContext context, List<Class<?>> lacking) {
        /**
         * Whatever a check throws is its own failure and goes no further, a {@link VirtualMachineError} too: it ends neither the run nor
         * the thread that called.
         */
        CheckResult run(Timer timer) {
            Instant startedAt = context.clock().instant();
            if (entry.check instanceof Unusable unusable) {
                String reason = OpsErrors.broken(entry.plugin, unusable.doing(), unusable.failure());
                return entry.result(new Verdict.Unknown(reason), startedAt, Duration.ZERO, unusable.failure());
            }
            if (!lacking.isEmpty()) {
                Verdict unknown = new Verdict.Unknown(OpsErrors.lacking(entry.descriptor.id(), lacking));
                return entry.result(unknown, startedAt, Duration.ZERO, null);
            }
            long begin = timer.read();
            try {
                Verdict verdict = entry.check.run(context);
                long end = timer.read();
                if (verdict == null) {
                    throw new NullPointerException("it returned null");
                }
                return entry.result(verdict, startedAt, took(begin, end), null);
            } catch (Throwable e) {
                return entry.result(entry.broken(e), startedAt, took(begin, timer.read()), e);
            }
        }
    }

    /** None at all would mean that it was not run. */
    private static Duration took(long begin, long end) {
        return Duration.ofNanos(Math.max(1, end - begin));
    }

    /** The text of a throwable is plug-in code too. */
    private Verdict broken(Throwable failure) {
        try {
            return new Verdict.Unknown(OpsErrors.broken(plugin, "answering '" + descriptor.question() + "'", failure));
        } catch (Throwable e) {
            return SPEECHLESS;
        }
    }

    private CheckResult result(Verdict verdict, Instant startedAt, Duration took, @Nullable Throwable failure) {
        return new CheckResult(descriptor, verdict, startedAt, took, Optional.ofNullable(failure));
    }

    private record Unusable(Descriptor descriptor, String doing, Throwable failure) implements HealthCheck {
        @Override
        public Verdict run(CheckContext context) {
            throw new IllegalStateException("It is never run");
        }
    }
}
