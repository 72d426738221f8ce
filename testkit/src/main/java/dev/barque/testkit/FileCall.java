package dev.barque.testkit;

/** The calls of {@link dev.barque.store.io.FileAccess}, for {@link FaultyFileAccess} to count and to refuse. */
public enum FileCall {
    /** {@code create}. */
    CREATE(true),
    /** {@code open}. */
    OPEN(true),
    /** {@code read} of a path: opening it. */
    OPEN_TO_READ(false),
    /** Reading from an open file. */
    READ(false),
    /** Writing to an open file. */
    WRITE(true),
    /** {@code sync} of a file. */
    SYNC(true),
    /** {@code truncate}. */
    TRUNCATE(true),
    /** {@code rename}. */
    RENAME(true),
    /** {@code link}. */
    LINK(true),
    /** {@code delete}. */
    DELETE(true),
    /** {@code createDirectories}. */
    CREATE_DIRECTORIES(true),
    /** {@code syncDirectory}. */
    SYNC_DIRECTORY(true),
    /** {@code list}. */
    LIST(false);

    private final boolean change;

    FileCall(boolean change) {
        this.change = change;
    }

    /** Whether a crash before it and a crash after it can leave different disks. */
    public boolean isChange() {
        return change;
    }
}
