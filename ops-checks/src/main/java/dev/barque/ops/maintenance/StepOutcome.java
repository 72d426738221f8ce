package dev.barque.ops.maintenance;

import java.util.Objects;

/**
 * What came of a step.
 *
 * @param result in a word
 * @param bytes how many were set free; negative when it took some
 * @param text what was done, or why not
 */
public record StepOutcome(Result result, long bytes, String text) {
    /** What can come of a step. */
    public enum Result {
        /** It was done. */
        DONE,
        /** There was nothing to do any more: somebody had done it, or the state is another one by now. */
        UNNEEDED,
        /** It was not done, and everything is as it was; the text says why. */
        LEFT
    }

    /** Nulls are refused. */
    public StepOutcome {
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(text, "text");
    }

    /** It was done. */
    public static StepOutcome done(long bytes, String text) {
        return new StepOutcome(Result.DONE, bytes, text);
    }

    /** There was nothing to do any more. */
    public static StepOutcome unneeded(String text) {
        return new StepOutcome(Result.UNNEEDED, 0, text);
    }

    /** It was not done. */
    public static StepOutcome left(String text) {
        return new StepOutcome(Result.LEFT, 0, text);
    }
}
