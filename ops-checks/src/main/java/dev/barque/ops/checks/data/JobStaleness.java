package dev.barque.ops.checks.data;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Did every job succeed when it should have? A job is late when its last success is longer ago than its interval and the
 * grace together: late is degraded, twice as late, or never, is unhealthy. A failure after the last success is degraded.
 *
 * @param graceShare what is added to each interval, as a share of it
 */
public record JobStaleness(double graceShare) implements HealthCheck {
    private static final String REMEDY =
            "See in its history why it failed or was not started, mend that, and run the job once by hand.";
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "job-staleness",
            "Did every job succeed when it should have?",
            Set.of(JobHistory.class),
            Duration.ofSeconds(5),
            Criticality.IMPORTANT,
            Set.of("pre-market", "evening", "weekly"));

    /** A tenth of the interval as grace. */
    public JobStaleness() {
        this(0.1);
    }

    /** Refuses a share outside of 0 to 1. */
    public JobStaleness {
        CheckErrors.requireShareOrNone(DESCRIPTOR.id(), "graceShare", graceShare);
    }

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        List<JobHistory.Job> jobs = context.get(JobHistory.class).jobs();
        if (jobs.isEmpty()) {
            return new Verdict.Unknown("No job is declared, so none can be late. Declare the jobs that are expected.");
        }
        Instant now = context.clock().instant();
        Findings findings = new Findings();
        jobs.forEach(job -> look(job, now, findings));
        return findings.or("All of " + Figures.count(jobs.size(), "job") + " succeeded in time.");
    }

    private void look(JobHistory.Job job, Instant now, Findings findings) {
        String where = "job " + job.name();
        String problem = job.problem().isBlank() ? "" : "; the last failure: " + job.problem();
        Optional<Instant> success = job.lastSuccess();
        Duration allowed = job.every().plusMillis((long) (job.every().toMillis() * graceShare));
        String expected = "a success every " + Figures.time(job.every());
        if (success.isEmpty()) {
            findings.unhealthy(where, "it never succeeded" + problem, expected, REMEDY);
            return;
        }
        Duration age = Duration.between(success.get(), now);
        String observed = "its last success is " + Figures.time(age) + " ago" + problem;
        if (age.compareTo(allowed.multipliedBy(2)) > 0) {
            findings.unhealthy(where, observed, expected, REMEDY);
        } else if (age.compareTo(allowed) > 0) {
            findings.degraded(where, observed, expected, REMEDY);
        } else if (job.lastFailure().filter(at -> at.isAfter(success.get())).isPresent()) {
            findings.degraded(where, "it failed since its last success" + problem, "no failure", REMEDY);
        }
    }
}
