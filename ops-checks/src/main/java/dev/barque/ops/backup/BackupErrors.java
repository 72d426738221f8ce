package dev.barque.ops.backup;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every message about backups. */
final class BackupErrors {
    private static final int SHOWN = 10;

    private BackupErrors() {}

    static BarqueException damaged(BackupTarget target, String object, BackupDamage found) {
        return found.isHostile()
                ? error(
                        "hostile",
                        Concern.DATA,
                        "Cannot use " + object + " in " + target.description() + ": " + found.getMessage()
                                + ". No backup of Barque's is so: it was made to do harm, or is something else. Nothing of it was"
                                + " written anywhere; find out where it comes from, and use another backup.",
                        found)
                : error(
                        "damaged",
                        Concern.DATA,
                        "Cannot use " + object + " in " + target.description() + ": " + found.getMessage()
                                + ". Expected it as it was put. Use another backup, fetch this one again from where it was copied"
                                + " to, and look after the disk.",
                        found);
    }

    static BarqueException cannotRead(BackupTarget target, String what, IOException cause) {
        return error(
                "cannot-read",
                Concern.OPERATOR,
                "Cannot read " + what + " in " + target.description() + ": " + reason(cause)
                        + ". Check that the target is there and may be read.",
                cause);
    }

    static BarqueException cannotPut(BackupTarget target, String doing, IOException cause) {
        return error(
                "cannot-put",
                Concern.OPERATOR,
                "Cannot go on " + doing + " in " + target.description() + ": " + reason(cause)
                        + ". Backups that were there are as they were; what was half-put goes with the next backup. Check space,"
                        + " permissions, and that nobody else is at it.",
                cause);
    }

    static BarqueException cannotRestore(Path home, IOException cause) {
        return error(
                "cannot-restore",
                Concern.OPERATOR,
                "Cannot restore to " + home + ": " + reason(cause)
                        + ". What was at that place is as it was. Check space and permissions there.",
                cause);
    }

    static BarqueException badName(Path home, String name, String problem) {
        return error(
                "bad-name",
                Concern.OPERATOR,
                "Cannot back up " + home + ": of the file '" + name + "': " + problem
                        + ". A backup with it could not be restored everywhere. Rename it, or take it out of the home.",
                null);
    }

    static BarqueException insideHome(BackupTarget target, Path home) {
        return error(
                "inside-home",
                Concern.CALLER,
                "Cannot keep backups of " + home + " in " + target.description()
                        + ": that is within the home, and would go with it. Choose a place outside, better on another disk.",
                null);
    }

    static BarqueException none(BackupTarget target, String asked, Collection<Backup> there) {
        return error(
                "no-such-backup",
                Concern.DATA,
                "There is no backup " + asked + " in " + target.description() + ". There are: " + list(there)
                        + ". Make one, or name another place or time.",
                null);
    }

    static BarqueException noneUntil(BackupTarget target, Instant instant, Collection<Backup> there) {
        return none(target, "made at " + instant + " or before", there);
    }

    static BarqueException missingParent(BackupTarget target, Backup backup, String needed) {
        return error(
                "missing-parent",
                Concern.DATA,
                "Cannot use the backup " + backup.id() + " in " + target.description() + ": files of it lie in "
                        + needed + ", which is not there. Fetch that one too, or use another backup.",
                null);
    }

    static BarqueException needsKey(BackupTarget target, Backup backup) {
        return error(
                "needs-key",
                Concern.CALLER,
                "Cannot read the backup " + backup.id() + " in " + target.description()
                        + ": it is encrypted. Give the key " + backup.keyId() + ".",
                null);
    }

    static BarqueException wrongKey(BackupTarget target, Backup backup, BackupKey given) {
        return error(
                "wrong-key",
                Concern.CALLER,
                "Cannot read the backup " + backup.id() + " in " + target.description() + " with the key " + given.id()
                        + ": it was encrypted with the key " + backup.keyId() + ". Give that one.",
                null);
    }

    static BarqueException homeExists(Path home) {
        return error(
                "home-exists",
                Concern.CALLER,
                "Cannot restore to " + home
                        + ": something is there. Name a place that is empty or, if it is a directory"
                        + " and no link to one, say that it is to be replaced (it is kept beside the new one).",
                null);
    }

    static BarqueException tooLarge(Path home, long bytes, long usable) {
        return error(
                "too-large",
                Concern.OPERATOR,
                "Cannot restore to " + home + ": the files have " + bytes + " bytes, and " + usable
                        + " are free there. Nothing was written. Make room, or restore to another disk.",
                null);
    }

    static BarqueException otherContent(Path file, String found, String expected) {
        return error(
                "bad-read-back",
                Concern.OPERATOR,
                "Cannot restore: " + file + " was written and reads back with the SHA-256 " + found + ", not "
                        + expected + ". The home is as it was. Look after the disk and the memory of the machine.",
                null);
    }

    private static String list(Collection<Backup> backups) {
        List<String> ids = backups.stream().map(Backup::id).toList();
        int from = Math.max(0, ids.size() - SHOWN);
        return ids.isEmpty()
                ? "none"
                : (from > 0 ? from + " older and " : "") + String.join(", ", ids.subList(from, ids.size()));
    }

    static String reason(Exception e) {
        String said =
                e instanceof FileSystemException file && file.getReason() != null ? file.getReason() : e.getMessage();
        return e.getClass().getSimpleName() + (said == null ? "" : ": " + said);
    }

    private static BarqueException error(String kind, Concern concern, String message, @Nullable Throwable cause) {
        return new BarqueException("backup." + kind, concern, message, cause);
    }
}
