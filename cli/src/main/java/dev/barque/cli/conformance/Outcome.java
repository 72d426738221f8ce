package dev.barque.cli.conformance;

import java.util.Objects;

/**
 * How one case came out.
 *
 * @param id the case
 * @param kind passed, mended, excluded or failed
 * @param detail the rule by which it was mended or excluded, or the first difference with expected and found; empty when
 *     it passed
 */
public record Outcome(String id, Kind kind, String detail) {
    /** Nulls are refused. */
    public Outcome {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(detail, "detail");
    }

    /** How a case can come out. */
    public enum Kind {
        /** As recorded, within the tolerances. */
        PASSED,
        /** The published system raised or dropped rows because of a documented fault, and Barque answers. */
        MENDED,
        /** The recording says that it must not be compared, or that it is unstable. */
        EXCLUDED,
        /** Different. */
        FAILED
    }

    static Outcome passed(String id) {
        return new Outcome(id, Kind.PASSED, "");
    }

    static Outcome mended(String id, String rule) {
        return new Outcome(id, Kind.MENDED, rule);
    }

    static Outcome excluded(String id, String rule) {
        return new Outcome(id, Kind.EXCLUDED, rule);
    }

    static Outcome failed(String id, String difference) {
        return new Outcome(id, Kind.FAILED, difference);
    }
}
