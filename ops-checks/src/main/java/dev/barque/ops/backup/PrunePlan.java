package dev.barque.ops.backup;

import java.util.List;

/**
 * What a retention would do; nothing was done yet.
 *
 * @param stay backups that stay, and why, the oldest first
 * @param go backups that go, and why, the oldest first
 * @param leftovers names of objects that belong to no backup: of one that was never finished, or that was deleted in part
 */
public record PrunePlan(List<Item> stay, List<Item> go, List<String> leftovers) {
    /** Copies the lists. */
    public PrunePlan {
        stay = List.copyOf(stay);
        go = List.copyOf(go);
        leftovers = List.copyOf(leftovers);
    }

    /** A backup, and why it stays or goes. */
    public record Item(Backup backup, String reason) {}

    /** How many bytes the objects have that go, leftovers not counted. */
    public long bytes() {
        return go.stream()
                .mapToLong(item -> item.backup().archive().bytes()
                        + item.backup().manifest().bytes())
                .sum();
    }
}
