package dev.barque.profiles;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import java.util.List;

/** The text of a profile or of a grid cannot be used; it says everything that is wrong with it. Code {@code profiles.invalid}. */
public final class InvalidProfileException extends BarqueException {
    private static final long serialVersionUID = 1;

    private final transient List<ProfileProblem> problems;

    /** Of these problems, in the order of the text. */
    InvalidProfileException(String message, List<ProfileProblem> problems) {
        super("profiles.invalid", Concern.OPERATOR, message);
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order of the text; at least one. */
    public List<ProfileProblem> problems() {
        return problems;
    }
}
