package dev.barque.ops;

import dev.barque.ops.internal.OpsErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Runs health checks so that none can delay or break the others, and remembers what came of them.
 *
 * <p>Whoever asks for a run waits for it; nothing happens between runs, so that a host runs them from a schedule of its own, and reads
 * {@link #latest} where an answer must come at once. Each check has until its deadline, counted from when it could have been started. One
 * that is late is interrupted and unknown; one that takes no notice keeps its thread, is not started again while it runs and costs nobody
 * else anything while there are threads left. When all hang, checks are unknown at once. A check that throws, whatever it is, is
 * unknown: a {@link VirtualMachineError} other than a stack overflow costs the runner that thread, and it takes a new one. Two that ask for
 * the same check at once share one run.
 *
 * <p>Threads come from the host's factory, end when they are idle for some seconds, and are best made daemons: one that hangs would keep the
 * process alive. Deadlines and ages go by a time that does not jump, instants by the clock of the context. Safe for use by several
 * threads, also from within listeners.
 */
public final class HealthRunner implements AutoCloseable {
    private static final long CLOSING_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Map<String, Slot> slots;
    private final CheckContext context;
    private final String version;
    private final LongSupplier nanos;
    private final Workers workers;
    private final List<Delivery> deliveries;
    private List<MaintenanceWindow> windows;

    private HealthRunner(Builder builder) {
        slots = builder.slots();
        context = builder.context;
        version = builder.version;
        nanos = builder.nanos;
        windows = List.copyOf(builder.windows);
        HostThreads threads = new HostThreads(builder.threads);
        workers = new Workers(threads, builder.usualThreads, builder.mostThreads, context, this::conclude);
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
        return run(Optional.empty(), slots.values());
    }

    /**
     * Runs the checks of a group, and those that may explain them; throws {@link dev.barque.core.error.BarqueException} with code
     * {@code ops.no-such-group} when there is none.
     */
    public HealthReport run(String group) {
        return run(Optional.of(group), members(group));
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
        return run(Optional.empty(), chosen);
    }

    /** What is known of all checks, without running any or waiting: never run and stale ones are unknown. */
    public HealthReport latest() {
        return latest(Optional.empty(), slots.values());
    }

    /** What is known of a group; throws as {@link #run(String)}. */
    public HealthReport latest(String group) {
        return latest(Optional.of(group), members(group));
    }

    /** The groups that some check belongs to, sorted. */
    public Set<String> groups() {
        return slots.values().stream()
                .flatMap(slot -> slot.entry.descriptor().groups().stream())
                .collect(Collectors.toCollection(TreeSet::new));
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

    private HealthReport run(Optional<String> group, Collection<Slot> chosen) {
        List<Slot> ordered = Dependencies.ordered(chosen);
        workers.lock.lock();
        try {
            if (workers.isClosed()) {
                throw OpsErrors.runnerClosed();
            }
            Set<Slot> unfinished = new HashSet<>(new Pass(this, workers, ordered).run());
            return report(group, new HashSet<>(ordered), unfinished);
        } finally {
            workers.lock.unlock();
        }
    }

    private HealthReport latest(Optional<String> group, Collection<Slot> chosen) {
        workers.lock.lock();
        try {
            return report(group, new LinkedHashSet<>(Dependencies.ordered(chosen)), Set.of());
        } finally {
            workers.lock.unlock();
        }
    }

    private HealthReport report(Optional<String> group, Set<Slot> shown, Set<Slot> unfinished) {
        Instant at = context.clock().instant();
        long now = now();
        List<CheckState> states = new ArrayList<>(shown.size());
        for (Slot slot : slots.values()) {
            if (shown.contains(slot)) {
                Optional<String> reason = maintenanceOf(slot, at);
                states.add(
                        unfinished.contains(slot)
                                ? slot.unknown(OpsErrors.brokenOff(slot.id()), reason, at)
                                : slot.view(reason, at, now));
            }
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

    private List<Slot> members(String group) {
        List<Slot> members = slots.values().stream()
                .filter(slot -> slot.entry.descriptor().groups().contains(group))
                .toList();
        if (members.isEmpty()) {
            throw OpsErrors.noSuchGroup(group, groups());
        }
        return members;
    }

    long now() {
        return nanos.getAsLong();
    }

    private void conclude(Slot slot, CheckResult result) {
        conclude(slot, result, false);
    }

    private void conclude(Slot slot, CheckResult result, boolean hangs) {
        Instant at = context.clock().instant();
        tell(slot.conclude(result, hangs, maintenanceOf(slot, at), at, now()));
    }

    void concludeUnknown(Slot slot, String reason, Duration took, boolean hangs) {
        Instant at = context.clock().instant();
        Verdict unknown = new Verdict.Unknown(reason);
        conclude(
                slot, new CheckResult(slot.entry.descriptor(), unknown, at.minus(took), took, Optional.empty()), hangs);
    }

    void explain(Slot slot, Slot by) {
        Instant at = context.clock().instant();
        tell(slot.explain(by, maintenanceOf(slot, at), at, now()));
    }

    private Optional<String> maintenanceOf(Slot slot, Instant at) {
        for (MaintenanceWindow window : windows) {
            if (window.covers(slot.entry.descriptor(), at)) {
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
         * How many threads run checks as long as none of them is slow, and how many there may be, hung ones included; 4 and 128 unless
         * said otherwise. One more for each listener.
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

        /** Nanoseconds that never go back, for deadlines and ages; {@link System#nanoTime} unless said otherwise. */
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
                made.put(id, new Slot(entry, policies.getOrDefault(id, entry.policy())));
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
