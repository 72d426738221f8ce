package dev.barque.ops.backup;

import dev.barque.ops.backup.Manifest.Entry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A backup with those that it needs: all that a restore reads.
 *
 * @param manifest of the backup
 * @param archives what lies in each archive that is needed, by the backup that it belongs to
 */
record Chain(Manifest manifest, Map<Backup, List<Entry>> archives) {
    /** Reads all manifests and checks that they fit together. */
    static Chain of(Catalog catalog, Backup asked, @Nullable BackupKey key) {
        // As it stands in the target now: what the caller was told may have been damaged since.
        Backup backup = catalog.get(asked.id());
        Manifest manifest = manifest(catalog.target(), backup, key);
        Map<Backup, List<Entry>> archives = new LinkedHashMap<>();
        for (String id : backup.needs()) {
            if (catalog.find(id) == null && !catalog.damaged().containsKey(id)) {
                throw BackupErrors.missingParent(catalog.target(), backup, id);
            }
            Backup needed = catalog.get(id);
            archives.put(needed, manifest(catalog.target(), needed, key).own());
        }
        archives.put(backup, manifest.own());
        Map<String, Map<String, Entry>> members = archives.entrySet().stream()
                .collect(Collectors.toMap(
                        each -> each.getKey().id(),
                        each -> each.getValue().stream().collect(Collectors.toMap(Entry::member, entry -> entry))));
        for (Entry entry : manifest.entries()) {
            Entry there = members.getOrDefault(entry.in(), Map.of()).get(entry.member());
            if (there == null || !there.sha256().equals(entry.sha256()) || there.bytes() != entry.bytes()) {
                throw BackupErrors.damaged(
                        catalog.target(),
                        backup.manifest().name(),
                        BackupDamage.hostile("the file '" + Manifest.shown(entry.name()) + "' is said to lie in "
                                + entry.in() + ", and does not"));
            }
        }
        return new Chain(manifest, archives);
    }

    static Manifest manifest(BackupTarget target, Backup backup, @Nullable BackupKey key) {
        requireKey(target, backup, key);
        try {
            return ArchiveInput.manifest(target, backup, backup.isEncrypted() ? key : null);
        } catch (BackupDamage e) {
            throw BackupErrors.damaged(target, backup.manifest().name(), e);
        } catch (IOException e) {
            throw BackupErrors.cannotRead(target, backup.manifest().name(), e);
        }
    }

    private static void requireKey(BackupTarget target, Backup backup, @Nullable BackupKey key) {
        if (backup.isEncrypted() && key == null) {
            throw BackupErrors.needsKey(target, backup);
        }
        if (backup.isEncrypted() && key != null && !key.id().equals(backup.keyId())) {
            throw BackupErrors.wrongKey(target, backup, key);
        }
    }

    /** How many bytes all archives unpack to. */
    long bytes() {
        return archives.keySet().stream().mapToLong(Backup::storedBytes).sum();
    }

    /** Reads all archives to their ends. */
    void read(BackupTarget target, @Nullable BackupKey key, ArchiveInput.Files files, Progress progress) {
        archives.forEach((backup, own) -> read(target, backup, own, key, files, progress));
    }

    private static void read(
            BackupTarget target,
            Backup backup,
            List<Entry> own,
            @Nullable BackupKey key,
            ArchiveInput.Files files,
            Progress progress) {
        try {
            ArchiveInput.archive(target, backup, own, backup.isEncrypted() ? key : null, files, progress);
        } catch (BackupDamage e) {
            throw BackupErrors.damaged(target, backup.archive().name(), e);
        } catch (RestoreFailed e) {
            throw BackupErrors.cannotRestore(e.home(), e.reason());
        } catch (IOException e) {
            throw BackupErrors.cannotRead(target, backup.archive().name(), e);
        }
    }
}
