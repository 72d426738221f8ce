package dev.barque.core.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Every error that Barque raises on purpose. Unchecked.
 *
 * <p>The message is for people and may change; {@link #code()} is for programs and does not. Modules keep the factories
 * of their messages in one class each, so that a reader finds all of them in one place.
 */
public class BarqueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final Concern concern;

    /** An error with a stable code such as {@code store.no-features}. */
    public BarqueException(String code, Concern concern, String message) {
        this(code, concern, message, null);
    }

    /** As {@link #BarqueException(String, Concern, String)}, with what caused it. */
    public BarqueException(String code, Concern concern, String message, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
        this.code = Objects.requireNonNull(code, "code");
        this.concern = Objects.requireNonNull(concern, "concern");
    }

    /** Stable, lower case, {@code area.kind}: for programs, alerts and documentation. */
    public String code() {
        return code;
    }

    /** Whom it concerns. */
    public Concern concern() {
        return concern;
    }
}
