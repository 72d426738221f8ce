package dev.barque.ops.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Where backups are kept: objects with names, each put once and never changed. A directory, or a bucket of an object store.
 * Names have 1 to 120 characters of {@code a-z 0-9 . -} and begin with a letter or digit.
 *
 * <p>Trouble is an IOException; whoever calls says what was attempted. Safe for use by several threads.
 * {@code BackupTargetConformance} in the testkit says the rest by example.
 */
public interface BackupTarget {
    /** Where it is, for people: a path or an address, without secrets. */
    String description();

    /**
     * Claims the target for putting and deleting; throws when somebody else, in this process or another, has claimed it. Ends with
     * the process that has it. What earlier claimants left half-put is taken away.
     */
    Claim claim() throws IOException;

    /** The names of all objects that were put as a whole, sorted. */
    List<String> names() throws IOException;

    /**
     * Puts an object: as a whole and durable when it returns, or not at all when it or {@code content} throws or the process dies.
     * Throws {@link java.nio.file.FileAlreadyExistsException} when there is one of this name. Needs a claim.
     */
    void put(String name, Content content) throws IOException;

    /** Reads an object from its beginning; throws {@link java.nio.file.NoSuchFileException} when it is missing. */
    InputStream get(String name) throws IOException;

    /** How many bytes an object has; throws {@link java.nio.file.NoSuchFileException} when it is missing. */
    long size(String name) throws IOException;

    /** Deletes an object, durably; a missing one is not an error. Needs a claim. */
    void delete(String name) throws IOException;

    /** The right to put and delete, until it is closed. */
    interface Claim extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /** What is put. */
    @FunctionalInterface
    interface Content {
        /** Writes all of it; does not close. */
        void writeTo(OutputStream out) throws IOException;
    }
}
