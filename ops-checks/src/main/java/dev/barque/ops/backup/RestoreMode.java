package dev.barque.ops.backup;

/** Where a backup may be restored to. */
public enum RestoreMode {
    /** To a path at which nothing is, or an empty directory. */
    NEW_PLACE,
    /** In the place of a home, which is kept beside the restored one; also to a new place. Needs that no writer has the home. */
    IN_PLACE
}
