package dev.barque.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one run of one check gave.
 *
 * @param check which check
 * @param verdict its answer, or {@link Verdict.Unknown} when it could not be run or broke
 * @param startedAt when it began, by the context's clock
 * @param took how long it ran; zero when it was not run
 * @param failure what the check threw, for logs
 */
public record CheckResult(
        HealthCheck.Descriptor check, Verdict verdict, Instant startedAt, Duration took, Optional<Throwable> failure) {}
