package dev.barque.profiles;

import java.util.Objects;

/**
 * One thing that is wrong with the text of a profile.
 *
 * @param line where, from 1
 * @param column where, from 1
 * @param key what it is about, such as {@code size.largest}; empty for the text as a whole
 * @param found what stands there
 * @param expected what may stand there
 * @param hint what may have been meant; empty when nobody can tell
 */
public record ProfileProblem(int line, int column, String key, String found, String expected, String hint) {
    /** Nulls are refused. */
    public ProfileProblem {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(found, "found");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(hint, "hint");
    }

    /** On one line, for people. */
    @Override
    public String toString() {
        return "line " + line + ", column " + column + (key.isEmpty() ? "" : ", " + key) + ": found " + found
                + "; expected " + expected + "." + (hint.isEmpty() ? "" : " " + hint);
    }
}
