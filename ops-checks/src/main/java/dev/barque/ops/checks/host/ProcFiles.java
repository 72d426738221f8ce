package dev.barque.ops.checks.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Memory as Linux tells it: {@code VmRSS} of proc(5), and the memory controller of control groups in both versions
 * (cgroups(7); kernel documentation, cgroup-v1/memory and cgroup-v2). Empty on other systems.
 */
final class ProcFiles {
    /** Version 1 says "no limit" with the greatest multiple of a page. */
    private static final long UNLIMITED = 1L << 60;

    private final Path root;

    ProcFiles(Path root) {
        this.root = root;
    }

    OptionalLong resident() {
        for (String line : lines(root.resolve("proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                OptionalLong kib = number(
                        line.substring("VmRSS:".length()).replace("kB", "").trim());
                return kib.isPresent() ? OptionalLong.of(kib.getAsLong() * 1024) : kib;
            }
        }
        return OptionalLong.empty();
    }

    /** The least limit of the group and those around it. */
    OptionalLong containerLimit() {
        Group group = group();
        OptionalLong least = OptionalLong.empty();
        for (Path at = group.directory(); at != null && at.startsWith(group.mount()); at = at.getParent()) {
            OptionalLong limit = first(at.resolve(group.isSecond() ? "memory.max" : "memory.limit_in_bytes"));
            if (limit.isPresent()
                    && limit.getAsLong() < UNLIMITED
                    && (least.isEmpty() || limit.getAsLong() < least.getAsLong())) {
                least = limit;
            }
        }
        return least;
    }

    /** What the group uses, without the file cache that the system drops when it needs room. */
    OptionalLong containerUsed() {
        Group group = group();
        OptionalLong used =
                first(group.directory().resolve(group.isSecond() ? "memory.current" : "memory.usage_in_bytes"));
        if (used.isEmpty()) {
            return used;
        }
        String cache = group.isSecond() ? "inactive_file " : "total_inactive_file ";
        long droppable = lines(group.directory().resolve("memory.stat")).stream()
                .filter(line -> line.startsWith(cache))
                .mapToLong(line -> number(line.substring(cache.length())).orElse(0))
                .sum();
        return OptionalLong.of(Math.max(0, used.getAsLong() - droppable));
    }

    /** Where both versions are mounted, memory belongs to the first if that names it. */
    private Group group() {
        List<String> lines = lines(root.resolve("proc/self/cgroup"));
        Path mount = root.resolve("sys/fs/cgroup");
        for (String line : lines) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && List.of(parts[1].split(",", -1)).contains("memory")) {
                return Group.at(mount.resolve("memory"), parts[2], false);
            }
        }
        String path = lines.stream()
                .filter(line -> line.startsWith("0::"))
                .map(line -> line.substring("0::".length()))
                .findFirst()
                .orElse("/");
        return Group.at(mount, path, true);
    }

    private static OptionalLong first(Path file) {
        List<String> lines = lines(file);
        return lines.isEmpty() ? OptionalLong.empty() : number(lines.get(0).trim());
    }

    /** Empty for {@code max}. */
    private static OptionalLong number(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            // Not allowed, or gone meanwhile: the platform does not tell.
            return List.of();
        }
    }

    private record Group(Path mount, Path directory, boolean isSecond) {
        /** Inside a container the path may be that of the machine outside: the mount itself is then the group. */
        static Group at(Path mount, String path, boolean isSecond) {
            Path directory = mount.resolve("." + path).normalize();
            return new Group(
                    mount, directory.startsWith(mount) && Files.isDirectory(directory) ? directory : mount, isSecond);
        }
    }
}
