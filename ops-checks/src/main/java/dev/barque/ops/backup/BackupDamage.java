package dev.barque.ops.backup;

import java.io.IOException;

/** An object of a backup is not what was put; the message goes on after "cannot use X: ". */
final class BackupDamage extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean hostile;

    BackupDamage(String found) {
        this(found, false);
    }

    private BackupDamage(String found, boolean hostile) {
        super(found);
        this.hostile = hostile;
    }

    /** Something that no backup of ours says: it was made to do harm, or is no backup. */
    static BackupDamage hostile(String found) {
        return new BackupDamage(found, true);
    }

    boolean isHostile() {
        return hostile;
    }
}
