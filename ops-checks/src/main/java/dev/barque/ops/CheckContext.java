package dev.barque.ops;

import dev.barque.core.error.BarqueException;
import dev.barque.ops.internal.OpsErrors;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What checks look at: the host's objects by their type, and its clock. Immutable, as safe to share as what it holds. */
public final class CheckContext {
    private final Clock clock;
    private final Map<Class<?>, Object> resources;

    private CheckContext(Clock clock, Map<Class<?>, Object> resources) {
        this.clock = clock;
        this.resources = Map.copyOf(resources);
    }

    /** Starts a context that holds a clock and nothing else. */
    public static Builder builder(Clock clock) {
        return new Builder(clock);
    }

    /** The time of the system that is checked. */
    public Clock clock() {
        return clock;
    }

    /** Whether there is an object of a type. */
    public boolean has(Class<?> type) {
        return resources.containsKey(type);
    }

    /**
     * The object that the host gave for a type; throws {@link BarqueException} with code
     * {@code ops.missing-resource} when there is none.
     */
    public <T> T get(Class<T> type) {
        Object found = resources.get(type);
        if (found == null) {
            throw OpsErrors.missingResource(type, resources.keySet());
        }
        return type.cast(found);
    }

    /** This context with only some of its types. */
    CheckContext only(Set<Class<?>> types) {
        return new CheckContext(
                clock,
                types.stream().filter(resources::containsKey).collect(Collectors.toMap(type -> type, this::get)));
    }

    /** Collects what checks look at; not safe for use by several threads. */
    public static final class Builder {
        private final Clock clock;
        private final Map<Class<?>, Object> resources = new HashMap<>();

        private Builder(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
        }

        /** Adds an object under the type by which checks ask for it, such as {@code BarSource.class}; once for a type. */
        public <T> Builder with(Class<T> type, T resource) {
            if (resources.put(type, type.cast(Objects.requireNonNull(resource, "resource"))) != null) {
                throw new IllegalArgumentException("The context holds a " + type.getName() + " already");
            }
            return this;
        }

        /** The context. */
        public CheckContext build() {
            return new CheckContext(clock, resources);
        }
    }
}
