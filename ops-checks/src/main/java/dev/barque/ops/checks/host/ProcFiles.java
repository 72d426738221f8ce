package dev.barque.ops.checks.host;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Memory as Linux tells it: {@code VmRSS} of proc(5), and the memory controller of control groups in both versions
 * (cgroups(7); kernel documentation, cgroup-v1/memory and cgroup-v2). Empty on other systems. Safe for use by several threads.
 */
final class ProcFiles {
    /** Version 1 says "no limit" with the greatest multiple of a page. */
    private static final long UNLIMITED = 1L << 60;

    private final Path mount;
    private final File status;
    private final File groups;
    private final SmallFile file = new SmallFile();
    private @Nullable Group group;

    ProcFiles(Path root) {
        mount = root.resolve("sys/fs/cgroup");
        status = root.resolve("proc/self/status").toFile();
        groups = root.resolve("proc/self/cgroup").toFile();
    }

    synchronized OptionalLong resident() {
        OptionalLong kib = file.read(status).numberAfter("VmRSS:");
        return kib.isPresent() ? OptionalLong.of(kib.getAsLong() * 1_024) : kib;
    }

    /** The least limit of the group and those around it. */
    synchronized OptionalLong containerLimit() {
        long least = UNLIMITED;
        for (File limit : group().limits) {
            least = Math.min(least, file.read(limit).number().orElse(UNLIMITED));
        }
        return least < UNLIMITED ? OptionalLong.of(least) : OptionalLong.empty();
    }

    /** What the group uses, without the file cache that the system drops when it needs room. */
    synchronized OptionalLong containerUsed() {
        Group own = group();
        OptionalLong used = file.read(own.used).number();
        if (used.isEmpty()) {
            return used;
        }
        long droppable = file.read(own.parts).numberAfter(own.cache).orElse(0);
        return OptionalLong.of(Math.max(0, used.getAsLong() - droppable));
    }

    /** Of the process as it is now: it may have been moved since it was last asked. */
    private Group group() {
        file.read(groups);
        Group known = group;
        if (known == null || !file.is(known.told)) {
            known = find(file.copy(), file.text());
            group = known;
        }
        return known;
    }

    /** Where both versions are mounted, memory belongs to the first if that names it. */
    private Group find(byte[] told, String text) {
        String second = "/";
        for (String line : text.lines().toList()) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && List.of(parts[1].split(",", -1)).contains("memory")) {
                return new Group(told, mount.resolve("memory"), parts[2], false);
            }
            if (line.startsWith("0::")) {
                second = line.substring("0::".length());
            }
        }
        return new Group(told, mount, second, true);
    }

    /** What is read in every pass. */
    private static final class Group {
        private final byte[] told;
        private final List<File> limits = new ArrayList<>();
        private final File used;
        private final File parts;
        private final String cache;

        /** Inside a container the path may be that of the machine outside: the mount itself is then the group. */
        Group(byte[] told, Path mount, String path, boolean isSecond) {
            this.told = told;
            Path named = mount.resolve("." + path).normalize();
            Path directory = named.startsWith(mount) && Files.isDirectory(named) ? named : mount;
            for (Path at = directory; at != null && at.startsWith(mount); at = at.getParent()) {
                limits.add(at.resolve(isSecond ? "memory.max" : "memory.limit_in_bytes")
                        .toFile());
            }
            used = directory
                    .resolve(isSecond ? "memory.current" : "memory.usage_in_bytes")
                    .toFile();
            parts = directory.resolve("memory.stat").toFile();
            cache = isSecond ? "inactive_file " : "total_inactive_file ";
        }
    }
}
