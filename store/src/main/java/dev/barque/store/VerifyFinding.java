package dev.barque.store;

import java.util.Objects;

/**
 * Something in a home that is not as it should be.
 *
 * @param where path below the home, with {@code /} between its parts
 * @param condition what is wrong with it, in a word; never {@link FileCondition#OK}
 * @param code for programs, such as {@code store.corrupt-file}
 * @param found what was found
 * @param expected what should have been found
 */
public record VerifyFinding(String where, FileCondition condition, String code, String found, String expected) {
    /** Nulls and OK are refused. */
    public VerifyFinding {
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(found, "found");
        Objects.requireNonNull(expected, "expected");
        if (condition == FileCondition.OK) {
            throw new IllegalArgumentException("What is in order is no finding: " + where);
        }
    }
}
