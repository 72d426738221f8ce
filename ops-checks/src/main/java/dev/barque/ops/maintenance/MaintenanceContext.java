package dev.barque.ops.maintenance;

import dev.barque.core.error.BarqueException;
import dev.barque.store.io.FileAccess;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** What tasks work on: a home, the host's objects by their type, its clock, and what was set. Immutable; as safe to share as what it holds. */
public final class MaintenanceContext {
    private final Builder from;
    private final Map<Class<?>, Object> resources;
    private final Map<String, String> settings;

    private MaintenanceContext(Builder from, Map<Class<?>, Object> resources, Map<String, String> settings) {
        this.from = from;
        this.resources = Map.copyOf(resources);
        this.settings = Map.copyOf(settings);
    }

    /** Starts a context about a home. */
    public static Builder builder(Path home, Clock clock) {
        return new Builder(home, clock);
    }

    /** The home directory, absolute. */
    public Path home() {
        return from.home;
    }

    /** How to touch the disk. */
    public FileAccess files() {
        return from.files;
    }

    /** The time, which is one reading of a clock: no task deletes for what it says alone. */
    public Clock clock() {
        return from.clock;
    }

    /** Whether somebody asked to stop. A task with long steps looks now and then, and leaves its step undone by throwing {@link #stopped}. */
    public boolean isCancelled() {
        return from.cancelled.getAsBoolean();
    }

    /** What a step that stops when it is asked to throws, having changed nothing. */
    public BarqueException stopped(String doing) {
        return MaintenanceErrors.stopped(doing);
    }

    /** Whether there is an object of a type. */
    public boolean has(Class<?> type) {
        return resources.containsKey(type);
    }

    /** The object that the host gave for a type; throws {@code maintenance.missing-resource} when there is none. */
    public <T> T get(Class<T> type) {
        Object found = resources.get(type);
        if (found == null) {
            throw MaintenanceErrors.missingResource(type, resources.keySet());
        }
        return type.cast(found);
    }

    /** The value of a setting that the task declares; empty where neither it nor the operator gave one. */
    public String setting(String name) {
        String value = settings.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The task does not declare the setting '" + name + "'");
        }
        return value;
    }

    /** The value of a setting as a whole number from 0 on; throws {@code maintenance.bad-setting} for any other. */
    public long number(String name) {
        String value = setting(name);
        if (!value.matches("\\d{1,12}")) {
            throw MaintenanceErrors.badSetting(name, value, "a whole number, 0 or more");
        }
        return Long.parseLong(value);
    }

    /** The value of a setting as a date; empty where none is given; throws {@code maintenance.bad-setting} for any other. */
    public Optional<LocalDate> date(String name) {
        String value = setting(name);
        try {
            return value.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(value));
        } catch (DateTimeException e) {
            throw MaintenanceErrors.badSetting(name, value, "a date such as 2025-11-30");
        }
    }

    /** This context as one task sees it: with what it declares and nothing else. */
    MaintenanceContext of(MaintenanceTask.Descriptor task) {
        Map<String, String> values = task.settings().stream()
                .collect(Collectors.toMap(MaintenanceTask.Setting::name, MaintenanceTask.Setting::whenAbsent));
        from.settings.forEach((name, value) -> {
            if (values.replace(name, value) == null) {
                throw MaintenanceErrors.unknownSetting(task.id(), name, values.keySet());
            }
        });
        Set<Class<?>> needs = task.needs();
        return new MaintenanceContext(
                from,
                resources.entrySet().stream()
                        .filter(resource -> needs.contains(resource.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                values);
    }

    /** Collects what tasks work on; not safe for use by several threads. */
    public static final class Builder {
        private final Path home;
        private final Clock clock;
        private final Map<Class<?>, Object> resources = new HashMap<>();
        private final Map<String, String> settings = new TreeMap<>();
        private FileAccess files = FileAccess.real();
        private BooleanSupplier cancelled = () -> false;

        private Builder(Path home, Clock clock) {
            this.home = home.toAbsolutePath().normalize();
            this.clock = Objects.requireNonNull(clock, "clock");
        }

        private Builder(Builder other) {
            this(other.home, other.clock);
            resources.putAll(other.resources);
            settings.putAll(other.settings);
            files = other.files;
            cancelled = other.cancelled;
        }

        /** How to touch the disk; {@link FileAccess#real()} when it is not said. */
        public Builder files(FileAccess access) {
            files = Objects.requireNonNull(access, "access");
            return this;
        }

        /** Adds an object under the type by which tasks ask for it; once for a type. */
        public <T> Builder with(Class<T> type, T resource) {
            if (resources.put(type, type.cast(Objects.requireNonNull(resource, "resource"))) != null) {
                throw new IllegalArgumentException("The context holds a " + type.getName() + " already");
            }
            return this;
        }

        /** Sets what a task declares as a setting; a later value replaces an earlier one. */
        public Builder set(String name, String value) {
            settings.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
            return this;
        }

        /** Is asked between steps, on the thread that applies, whether to stop; never stops when it is not said. */
        public Builder cancelled(BooleanSupplier asked) {
            cancelled = Objects.requireNonNull(asked, "asked");
            return this;
        }

        /** The context. */
        public MaintenanceContext build() {
            Builder copy = new Builder(this);
            return new MaintenanceContext(copy, copy.resources, copy.settings);
        }
    }
}
