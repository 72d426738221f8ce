package dev.barque.ops;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One question about the health of a system. Found by {@link java.util.ServiceLoader} (a public class with a public
 * constructor without parameters) or handed to {@link HealthChecks} as an object.
 *
 * <p>A check observes and changes nothing, takes what it looks at from the context, reads the time from the context's clock
 * and gives the same answer for the same state. Implementations are immutable and safe for use by several threads.
 */
public interface HealthCheck {
    /** What it asks. Always equal, cheap, and asked for once, before any run. */
    Descriptor descriptor();

    /**
     * Looks and answers. It reports trouble as a verdict; throwing means that the check itself is broken, and becomes
     * {@link Verdict.Unknown}.
     *
     * @param context holds what the descriptor says it needs, and nothing else
     */
    Verdict run(CheckContext context);

    /**
     * How a {@link HealthRunner} should treat it, unless the host says otherwise. Always equal, cheap, and asked for once, before
     * any run. Ids that are not among the checks of a system are passed over.
     */
    default CheckPolicy policy() {
        return CheckPolicy.standard();
    }

    /** How bad trouble found by a check is for the system. */
    enum Criticality {
        /** Worth knowing. */
        ADVISORY,
        /** To be mended soon; the system goes on. */
        IMPORTANT,
        /** The system must not trade until it is mended. */
        CRITICAL
    }

    /**
     * What a check asks and what it takes to ask it.
     *
     * @param id stable, unique among the checks of a system, such as {@code trading-days-present}: letters, digits, dots,
     *     dashes, dollars and underscores, at most 200
     * @param question one sentence that ends with a question mark
     * @param needs the types that it gets from {@link CheckContext#get}
     * @param deadline how long a run may take before it counts as hung; positive
     * @param criticality how bad trouble is
     * @param groups names by which an operator selects checks; may be empty
     */
    record Descriptor(
            String id,
            String question,
            Set<Class<?>> needs,
            Duration deadline,
            Criticality criticality,
            Set<String> groups) {
        private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._$-]{0,199}");

        /** Copies the sets and refuses what the parameters do not allow. */
        public Descriptor {
            Objects.requireNonNull(criticality, "criticality");
            needs = Set.copyOf(needs);
            groups = Set.copyOf(groups);
            if (!ID.matcher(id).matches()) {
                throw new IllegalArgumentException(
                        "A check's id is 1 to 200 letters, digits, '.', '-', '_' or '$' but was '" + id + "'");
            }
            if (!question.endsWith("?")) {
                throw new IllegalArgumentException(
                        "The question of check " + id + " must end with a question mark but was '" + question + "'");
            }
            if (deadline.isNegative() || deadline.isZero()) {
                throw new IllegalArgumentException(
                        "The deadline of check " + id + " must be positive but was " + deadline);
            }
        }
    }
}
