package dev.barque.ops.backup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is in a target at one look.
 *
 * @param backups by number
 * @param damaged ids whose descriptions are not what was written, with what is wrong
 * @param names of all objects
 */
record Catalog(BackupTarget target, List<Backup> backups, Map<String, BackupDamage> damaged, Set<String> names) {
    static Catalog of(BackupTarget target) {
        List<Backup> backups = new ArrayList<>();
        Map<String, BackupDamage> damaged = new HashMap<>();
        Set<String> names;
        try {
            names = new TreeSet<>(target.names());
            for (String name : names) {
                String id = name.endsWith(Descriptions.SUFFIX)
                        ? name.substring(0, name.length() - Descriptions.SUFFIX.length())
                        : "";
                if (Descriptions.isId(id)) {
                    try {
                        backups.add(Descriptions.read(target, id));
                    } catch (BackupDamage e) {
                        damaged.put(id, e);
                    }
                }
            }
        } catch (IOException e) {
            throw BackupErrors.cannotRead(target, "the backups", e);
        }
        backups.sort(Comparator.comparingLong(Backup::number).thenComparing(Backup::id));
        return new Catalog(target, backups, damaged, names);
    }

    @Nullable
    Backup find(String id) {
        return backups.stream()
                .filter(backup -> backup.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** A backup with a damaged description is not passed over in silence. */
    Backup get(String id) {
        BackupDamage damage = damaged.get(id);
        if (damage != null) {
            throw BackupErrors.damaged(target, Descriptions.name(id), damage);
        }
        Backup found = find(id);
        if (found == null) {
            throw BackupErrors.none(target, id, backups);
        }
        return found;
    }

    /** Whether the objects of a backup, and of those that it needs, are there: no more than a glance. */
    boolean isThere(Backup backup) {
        return hasObjects(backup)
                && backup.needs().stream().allMatch(id -> {
                    Backup needed = find(id);
                    return needed != null && hasObjects(needed);
                });
    }

    private boolean hasObjects(Backup backup) {
        return names.contains(backup.archive().name())
                && names.contains(backup.manifest().name());
    }

    long nextNumber() {
        return backups.isEmpty() ? 1 : backups.get(backups.size() - 1).number() + 1;
    }

    /** Objects of backups that never were, or are no more: put before a description was, or left when one was deleted. */
    List<String> leftovers() {
        Set<String> ids = backups.stream().map(Backup::id).collect(Collectors.toSet());
        return names.stream()
                .filter(name -> {
                    int dot = name.indexOf('.');
                    String id = dot < 0 ? "" : name.substring(0, dot);
                    return Descriptions.isId(id) && !ids.contains(id) && !damaged.containsKey(id);
                })
                .toList();
    }
}
