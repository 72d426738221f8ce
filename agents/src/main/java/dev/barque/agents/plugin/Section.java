package dev.barque.agents.plugin;

import dev.barque.core.error.BarqueException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The providers of one kind: those that a host registers, then those that loaders find. */
final class Section<P extends PluginProvider> {
    private static final String BY_HAND = "(registered)";

    private final PluginKind kind;
    private final Class<P> service;
    private final Map<String, Entry<P>> entries = new LinkedHashMap<>();
    private final Map<String, BarqueException> conflicts = new LinkedHashMap<>();
    private final List<PluginFailure> failures = new ArrayList<>();

    Section(PluginKind kind, Class<P> service) {
        this.kind = kind;
        this.service = service;
    }

    record Entry<P>(P provider, Plugin plugin) {
        boolean isSameClassAs(Entry<P> other) {
            return provider.getClass() == other.provider.getClass();
        }
    }

    /** One that the host registers: what is wrong with it is thrown. */
    void register(P provider) {
        Entry<P> entry;
        try {
            entry = entry(provider, BY_HAND);
        } catch (RuntimeException | LinkageError e) {
            throw PluginErrors.unusable(failure(provider.getClass().getName(), BY_HAND, e));
        }
        Entry<P> other = entries.putIfAbsent(entry.plugin().descriptor().id(), entry);
        if (other != null) {
            throw PluginErrors.duplicateId(other.plugin(), entry.plugin());
        }
    }

    /** Those that a loader finds: what goes wrong with one is kept, also that two of them have one id. */
    void discover(ClassLoader loader) {
        Discovery<P> found = Discovery.of(kind, service, loader);
        failures.addAll(found.failures());
        for (Discovery.Loaded<P> one : found.loaded()) {
            Entry<P> entry;
            try {
                entry = entry(one.provider(), one.origin());
            } catch (Throwable e) {
                Discovery.requireSound(e);
                failures.add(failure(one.provider().getClass().getName(), one.origin(), e));
                continue;
            }
            add(entry);
        }
    }

    private Entry<P> entry(P provider, String origin) {
        PluginDescriptor descriptor = Objects.requireNonNull(provider.descriptor(), "descriptor() gave null");
        return new Entry<>(
                provider, new Plugin(kind, descriptor, provider.getClass().getName(), origin));
    }

    private PluginFailure failure(String provider, String origin, Throwable cause) {
        return new PluginFailure(kind, provider, origin, "describing what it makes", cause);
    }

    private void add(Entry<P> entry) {
        String id = entry.plugin().descriptor().id();
        BarqueException known = conflicts.get(id);
        if (known != null) {
            failures.add(conflict(entry.plugin(), known));
            return;
        }
        Entry<P> other = entries.get(id);
        if (other == null) {
            entries.put(id, entry);
        } else if (!other.isSameClassAs(entry)) {
            BarqueException conflict = PluginErrors.duplicateId(other.plugin(), entry.plugin());
            if (other.plugin().origin().equals(BY_HAND)) {
                throw conflict;
            }
            // Which of them comes first on a class path is chance: neither is used.
            entries.remove(id);
            conflicts.put(id, conflict);
            failures.add(conflict(other.plugin(), conflict));
            failures.add(conflict(entry.plugin(), conflict));
        }
    }

    private PluginFailure conflict(Plugin plugin, BarqueException conflict) {
        return new PluginFailure(kind, plugin.provider(), plugin.origin(), "taking its id", conflict);
    }

    Entry<P> get(String id) {
        BarqueException conflict = conflicts.get(id);
        if (conflict != null) {
            throw PluginErrors.contestedId(conflict);
        }
        Entry<P> entry = entries.get(id);
        if (entry == null) {
            throw PluginErrors.noSuchPlugin(kind, id, entries.keySet(), failures);
        }
        return entry;
    }

    List<Plugin> plugins() {
        return entries.values().stream().map(Entry::plugin).toList();
    }

    List<P> providers() {
        return entries.values().stream().map(Entry::provider).toList();
    }

    List<PluginFailure> failures() {
        return List.copyOf(failures);
    }
}
