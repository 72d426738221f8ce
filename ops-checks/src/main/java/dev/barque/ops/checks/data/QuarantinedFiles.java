package dev.barque.ops.checks.data;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Is the quarantine empty? Damaged files are moved there and never deleted; each case wants a person's look.
 *
 * @param unhealthyCases from so many cases on it is unhealthy: something damages files
 */
public record QuarantinedFiles(int unhealthyCases) implements HealthCheck {
    private static final String REMEDY =
            "Read the report beside it and look at the disk; when its partition is whole again"
                    + " ('barque store verify'), move the case to the archive.";
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "quarantined-files",
            "Is the quarantine empty?",
            Set.of(DataHome.class),
            Duration.ofSeconds(5),
            Criticality.IMPORTANT,
            Set.of("data", "pre-market", "weekly"));

    /** Ten cases are unhealthy. */
    public QuarantinedFiles() {
        this(10);
    }

    /** Refuses a number below 1. */
    public QuarantinedFiles {
        CheckErrors.requireAtLeast(DESCRIPTOR.id(), "unhealthyCases", 1, unhealthyCases);
    }

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        Path quarantine = context.get(DataHome.class).directory().resolve("quarantine");
        Findings findings = new Findings();
        List<String> cases;
        try (Stream<Path> entries = Files.list(quarantine)) {
            // A stretch of the log lies beside its report; what belongs to a partition has a directory of its own.
            cases = entries.filter(entry ->
                            Files.isDirectory(entry) || entry.toString().endsWith(".json"))
                    .map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            cases = List.of();
        } catch (IOException e) {
            findings.unhealthy(
                    quarantine.toString(),
                    "it cannot be listed: " + e,
                    "a directory that may be read",
                    "Give the user of this process the right to read the home.");
            return findings.or("");
        }
        for (String one : cases) {
            if (cases.size() >= unhealthyCases) {
                findings.unhealthy("quarantine/" + one, "a damaged file", "no case", REMEDY);
            } else {
                findings.degraded("quarantine/" + one, "a damaged file", "no case", REMEDY);
            }
        }
        return findings.or("The quarantine is empty.");
    }
}
