package dev.barque.ops;

import dev.barque.ops.internal.OpsErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Runs health checks so that none can delay or break the others, and remembers what came of them.
 *
 * <p>Whoever asks for a run waits for it; nothing happens between runs, so that a host runs them from a schedule of its own, and reads
 * {@link #latest} where an answer must come at once. Each check has until its deadline, counted from when it begins. One that is late is
 * interrupted and unknown; one that takes no notice keeps its thread and is not started again while it runs. When all threads hang, checks
 * are unknown at once. A check that throws, whatever it is, is unknown: a {@link VirtualMachineError} other than a stack overflow costs the
 * runner that thread, and it takes a new one. Two that ask for the same check at once share one run.
 *
 * <p>One thread takes the checks of a run one after the other, the shortest deadline first. When some have waited for 0.1 ms more threads
 * help, up to the usual number; when all these have finished nothing for 5 ms their number doubles, up to the most. So with the usual
 * four threads a check begins at most 0.2 ms later because of up to three others that are slow or hang, 25.2 ms later because of a hundred, on a
 * machine that has a processor to spare. One that has found no thread for as long as its deadline, 100 ms at least, is unknown. A run takes no
 * longer than the deadlines along the longest chain of causes and these delays.
 *
 * <p>Threads come from the host's factory, end when they are idle for some seconds, and are best made daemons: one that hangs would keep the
 * process alive. Deadlines and ages go by a time that does not jump, instants by the clock of the context. Safe for use by several
 * threads, also from within listeners.
 */
public final class HealthRunner implements AutoCloseable {
    private static final long CLOSING_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Map<String, Slot> slots;
    private final Plan all;
    private final Map<String, Plan> groups;
    private final CheckContext context;
    private final String version;
    private final LongSupplier nanos;
    private final Workers workers;
    private final List<Delivery> deliveries;
    private List<MaintenanceWindow> windows;

    private HealthRunner(Builder builder) {
        slots = builder.slots();
        all = Plan.of(slots.values(), slots.values());
        groups = groups(slots);
        context = builder.context;
        version = builder.version;
        nanos = builder.nanos;
        windows = List.copyOf(builder.windows);
        HostThreads threads = new HostThreads(builder.threads);
        workers = new Workers(
                threads, builder.usualThreads, builder.mostThreads, nanos, builder.patience, this::conclude);
        deliveries = builder.listeners.stream()
                .map(listener -> new Delivery(listener, threads))
                .toList();
    }

    /**
     * Starts a runner.
     *
     * @param checks what is to be run
     * @param context what they look at
     * @param threads makes the threads on which checks run and listeners are called
     */
    public static Builder builder(HealthChecks checks, CheckContext context, ThreadFactory threads) {
        return new Builder(checks, context, threads);
    }

    /** Runs all checks that have no fresh result. */
    public HealthReport run() {
        return run(Optional.empty(), all);
    }

    /**
     * Runs the checks of a group, and those that may explain them; throws {@link dev.barque.core.error.BarqueException} with code
     * {@code ops.no-such-group} when there is none.
     */
    public HealthReport run(String group) {
        return run(Optional.of(group), plan(group));
    }

    /** Runs some checks, and those that may explain them; throws with code {@code ops.no-such-check}. */
    public HealthReport runOnly(Collection<String> ids) {
        List<Slot> chosen = new ArrayList<>();
        for (String id : ids) {
            Slot slot = slots.get(id);
            if (slot == null) {
                throw OpsErrors.noSuchCheck(id, slots.keySet());
            }
            chosen.add(slot);
        }
        return run(Optional.empty(), Plan.of(chosen, slots.values()));
    }

    /** What is known of all checks, without running any or waiting: never run and stale ones are unknown. */
    public HealthReport latest() {
        return latest(Optional.empty(), all);
    }

    /** What is known of a group; throws as {@link #run(String)}. */
    public HealthReport latest(String group) {
        return latest(Optional.of(group), plan(group));
    }

    /** The groups that some check belongs to, sorted. */
    public Set<String> groups() {
        return groups.keySet();
    }

    /** From now on trouble is expected in this window too; windows that are over are forgotten. */
    public void maintenance(MaintenanceWindow window) {
        Instant at = context.clock().instant();
        workers.lock.lock();
        try {
            List<MaintenanceWindow> left = new ArrayList<>(windows);
            left.removeIf(old -> !old.to().isAfter(at));
            left.add(window);
            windows = List.copyOf(left);
        } finally {
            workers.lock.unlock();
        }
    }

    /** From now on trouble is expected in these windows and in no others, such as those that a home keeps. */
    public void maintenance(List<MaintenanceWindow> only) {
        List<MaintenanceWindow> copy = List.copyOf(only);
        workers.lock.lock();
        try {
            windows = copy;
        } finally {
            workers.lock.unlock();
        }
    }

    /** Interrupts what runs, waits up to five seconds for listeners, and lets go of all threads. Running is an error afterwards. */
    @Override
    public void close() {
        workers.lock.lock();
        try {
            workers.close();
        } finally {
            workers.lock.unlock();
        }
        deliveries.forEach(delivery -> delivery.finish(CLOSING_NANOS));
    }

    private HealthReport run(Optional<String> group, Plan plan) {
        workers.lock.lock();
        try {
            if (workers.isClosed()) {
                throw OpsErrors.runnerClosed();
            }
            return new Pass(this, workers, plan, group).run();
        } finally {
            workers.lock.unlock();
        }
    }

    private HealthReport latest(Optional<String> group, Plan plan) {
        workers.lock.lock();
        try {
            return report(group, plan, List.of());
        } finally {
            workers.lock.unlock();
        }
    }

    /** What is known, with the lock held. */
    HealthReport report(Optional<String> group, Plan plan, List<Slot> unfinished) {
        Instant at = context.clock().instant();
        long now = now();
        List<CheckState> states = new ArrayList<>(plan.shown.size());
        for (Slot slot : plan.shown) {
            Optional<String> reason = maintenanceOf(slot, at);
            states.add(
                    unfinished.contains(slot)
                            ? slot.unknown(OpsErrors.brokenOff(slot.id()), reason, at)
                            : slot.view(reason, at, now));
        }
        long failures = 0;
        long dropped = 0;
        for (Delivery delivery : deliveries) {
            failures += delivery.failures();
            dropped += delivery.dropped();
        }
        RunnerState state = new RunnerState(workers.count(), workers.most(), workers.stuck(), failures, dropped);
        return HealthReport.of(group, at, version, states, state);
    }

    private Plan plan(String group) {
        Plan plan = groups.get(group);
        if (plan == null) {
            throw OpsErrors.noSuchGroup(group, groups());
        }
        return plan;
    }

    private static Map<String, Plan> groups(Map<String, Slot> slots) {
        Map<String, List<Slot>> members = new TreeMap<>();
        for (Slot slot : slots.values()) {
            for (String group : slot.descriptor.groups()) {
                members.computeIfAbsent(group, name -> new ArrayList<>()).add(slot);
            }
        }
        Map<String, Plan> plans = new TreeMap<>();
        members.forEach((group, of) -> plans.put(group, Plan.of(of, slots.values())));
        return Collections.unmodifiableMap(plans);
    }

    long now() {
        return nanos.getAsLong();
    }

    private void conclude(Slot slot, CheckResult result, long now) {
        conclude(slot, result, false, now);
    }

    private void conclude(Slot slot, CheckResult result, boolean hangs, long now) {
        if (windows.isEmpty() && deliveries.isEmpty()) {
            slot.conclude(result, hangs, Optional.empty(), now);
            return;
        }
        Instant at = context.clock().instant();
        HealthStatus before = slot.shown();
        tell(new HealthEvent(at, slot.conclude(result, hangs, maintenanceOf(slot, at), now), before));
    }

    void concludeUnknown(Slot slot, String reason, Duration took, boolean hangs) {
        Instant at = context.clock().instant();
        Verdict unknown = new Verdict.Unknown(reason);
        CheckResult result = new CheckResult(slot.descriptor, unknown, at.minus(took), took, Optional.empty());
        conclude(slot, result, hangs, now());
    }

    void explain(Slot slot, Slot by) {
        Instant at = context.clock().instant();
        HealthStatus before = slot.shown();
        tell(new HealthEvent(at, slot.explain(by, maintenanceOf(slot, at), at, now()), before));
    }

    private Optional<String> maintenanceOf(Slot slot, Instant at) {
        for (MaintenanceWindow window : windows) {
            if (window.covers(slot.descriptor, at)) {
                return Optional.of(window.reason());
            }
        }
        return Optional.empty();
    }

    private void tell(HealthEvent event) {
        for (Delivery delivery : deliveries) {
            delivery.offer(event);
        }
    }

    /** Collects what a runner is made of; not safe for use by several threads. */
    public static final class Builder {
        private final HealthChecks checks;
        private final CheckContext context;
        private final ThreadFactory threads;
        private final Map<String, CheckPolicy> policies = new LinkedHashMap<>();
        private final List<HealthListener> listeners = new ArrayList<>();
        private final List<MaintenanceWindow> windows = new ArrayList<>();
        private String version = "unknown";
        private LongSupplier nanos = System::nanoTime;
        private int usualThreads = 4;
        private int mostThreads = 128;
        private Patience patience = Patience.STANDARD;

        private Builder(HealthChecks checks, CheckContext context, ThreadFactory threads) {
            this.checks = Objects.requireNonNull(checks, "checks");
            this.context = Objects.requireNonNull(context, "context");
            this.threads = Objects.requireNonNull(threads, "threads");
        }

        /** The version of the application, for reports. */
        public Builder version(String ofApplication) {
            version = Objects.requireNonNull(ofApplication, "ofApplication");
            return this;
        }

        /** Treats a check so, whatever its author proposes. */
        public Builder policy(String id, CheckPolicy policy) {
            policies.put(id, Objects.requireNonNull(policy, "policy"));
            return this;
        }

        /**
         * How many threads run checks side by side as long as some of them finish something, and how many there may be, hung ones
         * included; 4 and 128 unless said otherwise. One more for each listener.
         */
        public Builder threads(int usual, int most) {
            if (usual < 1 || most < usual) {
                throw new IllegalArgumentException(
                        "Expected at least one thread, and no fewer at most than usual, but got " + usual + " and "
                                + most);
            }
            usualThreads = usual;
            mostThreads = most;
            return this;
        }

        /** Other waits than those that hosts get: for tests that must not depend on time. */
        Builder patience(Patience other) {
            patience = other;
            return this;
        }

        /** Nanoseconds that never go back, for deadlines, ages and durations; {@link System#nanoTime} unless said otherwise. */
        public Builder nanos(LongSupplier source) {
            nanos = Objects.requireNonNull(source, "source");
            return this;
        }

        /** Tells somebody of every new result. */
        public Builder listener(HealthListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /** Expects trouble. */
        public Builder maintenance(MaintenanceWindow window) {
            windows.add(Objects.requireNonNull(window, "window"));
            return this;
        }

        /**
         * The runner; throws {@link dev.barque.core.error.BarqueException} with code {@code ops.no-such-check} for a policy of or a
         * dependency on a check that is not there, {@code ops.dependency-cycle} for checks that explain each other.
         */
        public HealthRunner build() {
            return new HealthRunner(this);
        }

        private Map<String, Slot> slots() {
            Map<String, Slot> made = new LinkedHashMap<>();
            for (Entry entry : checks.entries()) {
                String id = entry.descriptor().id();
                made.put(id, new Slot(entry, policies.getOrDefault(id, entry.policy()), context));
            }
            for (String id : policies.keySet()) {
                if (!made.containsKey(id)) {
                    throw OpsErrors.noSuchCheck(id, made.keySet());
                }
            }
            Dependencies.tie(made, policies.keySet());
            return made;
        }
    }
}
