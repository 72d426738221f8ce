package dev.barque.ops.checks.host;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.Findings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * Can files still be made? A file system may have bytes left and no inode, or be mounted read-only. Java 17 has no way to
 * ask how many inodes are left, so this makes an empty file in each of {@link Host#directories} and removes it.
 */
public record FilesCanBeMade() implements HealthCheck {
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "files-can-be-made",
            "Can files still be made in the directories of the system?",
            Set.of(Host.class),
            Duration.ofSeconds(5),
            Criticality.CRITICAL,
            Set.of("host", "readiness", "pre-market"));

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        Host host = context.get(Host.class);
        if (host.directories().isEmpty()) {
            return LocalHost.noDirectories();
        }
        Findings findings = new Findings();
        for (Path directory : host.directories()) {
            try {
                host.makeAndRemoveFile(directory);
            } catch (IOException e) {
                findings.unhealthy(
                        directory.toString(),
                        "an empty file cannot be made: " + e,
                        "a new file",
                        remedy(host, directory));
            }
        }
        return findings.or("An empty file could be made in each of "
                + host.directories().size() + " directories; how many more the file systems can hold is not known.");
    }

    private static String remedy(Host host, Path directory) {
        try {
            if (host.disk(directory).usableBytes() > 0) {
                return "There are bytes left, so look for inodes (df -i), rights and a read-only mount. Remove or pack"
                        + " small files, give the directory to the user of the process, or mount it for writing.";
            }
        } catch (IOException e) {
            return "Mount the file system or make the directory: it cannot be asked for its room either, " + e + ".";
        }
        return "The file system is full. Remove what is not needed, or give it more room.";
    }
}
