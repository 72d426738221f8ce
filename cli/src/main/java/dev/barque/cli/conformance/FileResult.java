package dev.barque.cli.conformance;

import java.util.List;
import java.util.Optional;

/**
 * How the cases of one file came out.
 *
 * @param file its path below the folder that was checked
 * @param outcomes one for each case, in the order of the file
 */
public record FileResult(String file, List<Outcome> outcomes) {
    /** Copies the list. */
    public FileResult {
        outcomes = List.copyOf(outcomes);
    }

    /** How many came out so. */
    public long count(Outcome.Kind kind) {
        return outcomes.stream().filter(o -> o.kind() == kind).count();
    }

    /** The first failure. */
    public Optional<Outcome> firstFailure() {
        return outcomes.stream().filter(o -> o.kind() == Outcome.Kind.FAILED).findFirst();
    }
}
