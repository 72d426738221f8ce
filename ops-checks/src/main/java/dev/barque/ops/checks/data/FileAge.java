package dev.barque.ops.checks.data;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Set;

/**
 * Is a file there and recent, such as the day's list of candidates or a configuration that is renewed every month? A file from
 * the future, an empty one or a directory is unhealthy too, as is a missing one.
 *
 * @param id of this check, such as {@code candidates-age}: several files can be watched
 * @param file which one
 * @param maxAge time since it was changed above which it is degraded
 */
public record FileAge(String id, Path file, Duration maxAge) implements HealthCheck {
    /** Clocks of file servers differ by that much. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    /** Refuses an age that is not positive, and an id that no check can have. */
    public FileAge {
        file = file.toAbsolutePath().normalize();
        CheckErrors.requirePositive(id, "maxAge", maxAge);
        describe(id, file);
    }

    @Override
    public Descriptor descriptor() {
        return describe(id, file);
    }

    @Override
    public Verdict run(CheckContext context) {
        String where = file.toString();
        String remedy = "Have it written anew, and see why what writes it did not.";
        Findings findings = new Findings();
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            Duration age = Duration.between(
                    found.lastModifiedTime().toInstant(), context.clock().instant());
            if (!found.isRegularFile()) {
                findings.unhealthy(where, "it is no file", "a file", remedy);
            } else if (found.size() == 0) {
                findings.unhealthy(where, "it is empty", "a file with content", remedy);
            } else if (age.plus(AHEAD).isNegative()) {
                findings.unhealthy(
                        where,
                        "it was changed " + Figures.time(age.negated()) + " from now",
                        "a time in the past",
                        "Set the clocks of this machine and of the file's.");
            } else if (age.compareTo(maxAge) > 0) {
                findings.degraded(
                        where,
                        "it was changed " + Figures.time(age) + " ago",
                        "at most " + Figures.time(maxAge),
                        remedy);
            }
        } catch (NoSuchFileException e) {
            findings.unhealthy(where, "it is missing", "a file", remedy);
        } catch (IOException e) {
            findings.unhealthy(where, "it cannot be looked at: " + e, "a file that may be read", remedy);
        }
        return findings.or(where + " was changed within " + Figures.time(maxAge) + ".");
    }

    private static Descriptor describe(String id, Path file) {
        return new Descriptor(
                id,
                "Is " + file + " there and recent?",
                Set.of(),
                Duration.ofSeconds(5),
                Criticality.IMPORTANT,
                Set.of("data", "pre-market"));
    }
}
