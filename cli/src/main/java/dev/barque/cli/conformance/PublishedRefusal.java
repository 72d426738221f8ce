package dev.barque.cli.conformance;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.NoFeatures;
import dev.barque.core.feature.NoFeaturesException;
import java.util.Map;

/** An input that the published system refuses, with the name of the exception that it raises. */
final class PublishedRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Which exception of the published system an error of ours stands for. */
    private static final Map<String, String> BY_CODE = Map.ofEntries(
            Map.entry("agents.missing-value", "TypeError"),
            Map.entry("agents.not-a-number", "ValueError"),
            Map.entry("ingest.missing-symbol", "ValueError"),
            Map.entry("ingest.missing-time", "AttributeError"),
            Map.entry("ingest.not-text", "AttributeError"),
            Map.entry("ingest.bad-time", "ValueError"),
            Map.entry("ingest.time-overflow", "OverflowError"),
            Map.entry("ingest.bad-number", "ValueError"),
            Map.entry("ingest.not-a-number", "TypeError"),
            Map.entry("ingest.number-overflow", "OverflowError"),
            Map.entry("l1.wrong-schema", "KeyError"),
            Map.entry("store.no-bar-column", "KeyError"),
            Map.entry("store.mixed-stamps", "ValueError"),
            Map.entry("store.bad-stamp", "ValueError"));

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
        if (error instanceof NoFeaturesException none) {
            // The file is there and holds only later bars, or there is no such file.
            return none.diagnosis().reason() == NoFeatures.Reason.ALL_LATER ? "ValueError" : "FileNotFoundError";
        }
        if (error instanceof BarqueException known) {
            return BY_CODE.getOrDefault(known.code(), known.code());
        }
        throw error;
    }
}
