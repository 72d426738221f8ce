package dev.barque.ops.checks.data;

import dev.barque.ops.checks.internal.CheckErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What is known of the jobs of a system. Asked by checks, from any thread. */
@FunctionalInterface
public interface JobHistory {
    /** The jobs that are expected to run, in a stable order. */
    List<Job> jobs();

    /**
     * A job and how it last went.
     *
     * @param name unique
     * @param every how much time may lie between two successes when all goes as planned; positive
     * @param lastSuccess when it last ended well; empty when it never did
     * @param lastFailure when it last failed; empty when it never did
     * @param problem what was wrong the last time; empty when it never failed
     */
    record Job(
            String name, Duration every, Optional<Instant> lastSuccess, Optional<Instant> lastFailure, String problem) {
        /** Refuses nulls and an interval that is not positive. */
        public Job {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(problem, "problem");
            CheckErrors.requirePositive("job-staleness", "every of a job", every);
        }
    }
}
