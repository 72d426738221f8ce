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
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Do log files stay within bounds? Looks at the files of one directory, those below it included. How fast they grow comes from
 * earlier runs with the same {@link SizeHistory}, as soon as these span ten minutes.
 *
 * @param folder where the log files are
 * @param maxFileBytes size of one file above which it is degraded: it is not rotated
 * @param maxBytes size of all files above which it is unhealthy
 * @param maxBytesPerHour growth above which it is degraded
 */
public record LogFileGrowth(Path folder, long maxFileBytes, long maxBytes, long maxBytesPerHour)
        implements HealthCheck {
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration LEAST = Duration.ofMinutes(10);
    private static final String ROTATE = "Rotate and pack log files ('barque maintain plan' shows what would be done).";
    private static final String ERRORS = "Read what is written again and again, and mend its cause.";
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "log-file-growth",
            "Do log files stay within bounds?",
            Set.of(SizeHistory.class),
            Duration.ofSeconds(10),
            Criticality.IMPORTANT,
            Set.of("evening", "weekly"));

    /** Of a folder: a file of 256 MiB, 4 GiB in all, 256 MiB an hour. */
    public LogFileGrowth(Path folder) {
        this(folder, 256L << 20, 4L << 30, 256L << 20);
    }

    /** Refuses sizes below 1. */
    public LogFileGrowth {
        folder = folder.toAbsolutePath().normalize();
        CheckErrors.requireAtLeast(DESCRIPTOR.id(), "maxFileBytes", 1, maxFileBytes);
        CheckErrors.requireAtLeast(DESCRIPTOR.id(), "maxBytes", 1, maxBytes);
        CheckErrors.requireAtLeast(DESCRIPTOR.id(), "maxBytesPerHour", 1, maxBytesPerHour);
    }

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        Findings findings = new Findings();
        Map<Path, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                add(file, sizes);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            findings.unhealthy(
                    folder.toString(),
                    "it cannot be listed: " + e,
                    "a directory of log files",
                    "Name the right directory, or give the user of this process the right to read it.");
            return findings.or("");
        }
        long all = sizes.values().stream().mapToLong(Long::longValue).sum();
        sizes.forEach((file, bytes) -> {
            if (bytes > maxFileBytes) {
                findings.degraded(
                        file.toString(), Figures.bytes(bytes), "at most " + Figures.bytes(maxFileBytes), ROTATE);
            }
        });
        if (all > maxBytes) {
            findings.unhealthy(folder.toString(), Figures.bytes(all), "at most " + Figures.bytes(maxBytes), ROTATE);
        }
        Instant now = context.clock().instant();
        SizeHistory.Sample before = context.get(SizeHistory.class).add(folder.toString(), now, all, WINDOW);
        Duration passed = Duration.between(before.at(), now);
        double perHour = (all - before.bytes()) / Math.max(1.0, (double) passed.toMillis()) * 3_600_000;
        if (passed.compareTo(LEAST) >= 0 && perHour > maxBytesPerHour) {
            findings.degraded(
                    folder.toString(),
                    Figures.bytes(all - before.bytes()) + " more in " + Figures.time(passed),
                    "at most " + Figures.bytes(maxBytesPerHour) + " an hour",
                    ERRORS);
        }
        return findings.or(Figures.count(sizes.size(), "log file") + ", " + Figures.bytes(all) + " in all.");
    }

    private static void add(Path file, Map<Path, Long> sizes) throws IOException {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            if (found.isRegularFile()) {
                sizes.put(file, found.size());
            }
        } catch (NoSuchFileException e) {
            // Rotated away just now.
        }
    }
}
