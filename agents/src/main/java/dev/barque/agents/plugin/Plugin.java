package dev.barque.agents.plugin;

import java.util.Objects;

/**
 * A provider that can be used.
 *
 * @param kind what it makes
 * @param descriptor what it says about that
 * @param provider the name of its class
 * @param origin the jar or folder that its class comes from, or how else it was found
 */
public record Plugin(PluginKind kind, PluginDescriptor descriptor, String provider, String origin) {
    /** Nulls are refused. */
    public Plugin {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(descriptor, "descriptor");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(origin, "origin");
    }

    /** The kind and the id, such as {@code agent 'hedge'}. */
    public String name() {
        return kind.word() + " '" + descriptor.id() + "'";
    }

    @Override
    public String toString() {
        return name() + " of " + provider + " (" + origin + ")";
    }
}
