package dev.barque.agents.plugin;

import dev.barque.core.error.BarqueException;
import java.util.Objects;
import java.util.ServiceConfigurationError;

/**
 * A provider that was named and cannot be used.
 *
 * @param kind what it was to make
 * @param provider the name of its class, as far as it is known
 * @param origin the jar or folder that names it
 * @param attempted what was being done, such as {@code making the provider}
 * @param cause what was thrown
 */
public record PluginFailure(PluginKind kind, String provider, String origin, String attempted, Throwable cause) {
    /** Stands for a provider whose name was not reached. */
    static final String NAMELESS = "(none of this file)";

    /** Nulls are refused. */
    public PluginFailure {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(attempted, "attempted");
        Objects.requireNonNull(cause, "cause");
    }

    /** The cause in a line: the innermost one, which says what is wrong. */
    public String reason() {
        Throwable inner = cause;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        String message = String.valueOf(inner.getMessage());
        String prefix = kind.service().getName() + ": ";
        if (inner instanceof ServiceConfigurationError && message.startsWith(prefix)) {
            return message.substring(prefix.length());
        }
        return inner instanceof BarqueException ? message : inner.toString();
    }

    @Override
    public String toString() {
        return kind.word() + " provider " + provider + " (" + origin + ") failed while " + attempted + ": " + reason();
    }
}
