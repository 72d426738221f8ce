package dev.barque.cli.conformance;

import dev.barque.core.error.BarqueException;
import java.util.Map;

/** An input that the published system refuses, with the name of the exception that it raises. */
final class PublishedRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Which exception of the published system an error of ours stands for. */
    private static final Map<String, String> BY_CODE =
            Map.of("agents.missing-value", "TypeError", "agents.not-a-number", "ValueError");

    private final String exception;

    PublishedRefusal(String exception, String message) {
        super(message);
        this.exception = exception;
    }

    String exception() {
        return exception;
    }

    /** The exception that an error of ours stands for, or the error's own code where there is none. */
    static String exceptionOf(RuntimeException error) {
        if (error instanceof PublishedRefusal refusal) {
            return refusal.exception;
        }
        if (error instanceof BarqueException known) {
            return BY_CODE.getOrDefault(known.code(), known.code());
        }
        throw error;
    }
}
