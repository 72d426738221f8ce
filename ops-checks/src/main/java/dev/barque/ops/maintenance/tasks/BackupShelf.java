package dev.barque.ops.maintenance.tasks;

import java.time.Instant;
import java.util.List;

/** Where backups are kept and which of them may go, as the host's rule for them says. A host gives one to {@link OldBackups}. */
public interface BackupShelf {
    /**
     * The backups that may go now, in the order in which to delete them; those that one which stays rests on are not among them.
     * Changes nothing.
     */
    List<Due> due();

    /**
     * Deletes one that is still {@link #due} and that no other rests on, so that what is deleted in part counts as none; whether it
     * did.
     */
    boolean delete(String id);

    /**
     * A backup that may go.
     *
     * @param id its name
     * @param takenAt of which moment it is
     * @param bytes of it
     * @param reason why it may go
     */
    record Due(String id, Instant takenAt, long bytes, String reason) {}
}
