package dev.barque.store.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Every touch of the disk by the store, apart from the lock file of its one writer and from looking at names, times and sizes,
 * which change nothing.
 *
 * <p>Nothing is promised to survive the loss of power but what was synced: the content of a file by {@link WritableFile#sync},
 * its name by {@link #syncDirectory}. Paths are on the default file system. Safe for use by several threads; of two that write
 * the same file each says where.
 */
public interface FileAccess {
    /** A file to write aside: new, or emptied when it exists. */
    WritableFile create(Path file) throws IOException;

    /** A file to go on with: existing and kept as it is, or new. */
    WritableFile open(Path file) throws IOException;

    /** An existing file; throws {@link java.nio.file.NoSuchFileException} when it is missing. */
    ReadableFile read(Path file) throws IOException;

    /** Gives a file another name in one step, in place of a file that has it. */
    void rename(Path from, Path to) throws IOException;

    /**
     * Gives a file a second name beside its own: it stays under that one when the first is deleted or given to another file. Throws
     * {@link UnsupportedOperationException} where the file system has no such names. Nothing makes it durable.
     */
    default void link(Path file, Path name) throws IOException {
        Files.createLink(name, file);
    }

    /** Deletes a file, or a directory in which nothing is; a missing one is not an error. */
    void delete(Path file) throws IOException;

    /** Creates a directory and those above it; one that exists is not an error. */
    void createDirectories(Path directory) throws IOException;

    /** Makes renames, creations and deletions in a directory durable. */
    void syncDirectory(Path directory) throws IOException;

    /** What is in a directory, sorted by name; empty when it is missing. */
    List<Path> list(Path directory) throws IOException;

    /** Whether there is such a file or directory. */
    boolean exists(Path file);

    /** The disk as it is. */
    static FileAccess real() {
        return RealFiles.INSTANCE;
    }

    /** A file that is written. Writes at different positions may come from several threads. */
    interface WritableFile extends Closeable {
        /** Writes all that remains of a buffer; bytes between the end of the file and {@code position} become zero. */
        void write(ByteBuffer from, long position) throws IOException;

        /**
         * The bytes from {@code from} to before {@code to} as memory; those behind the end of the file become zeros of it, on whose
         * place the device can be relied. Empty where a file cannot be had like that: everything goes through {@link #write} then.
         * The two may be mixed, and each sees what the other did.
         */
        default Optional<Window> window(long from, long to) throws IOException {
            return Optional.empty();
        }

        /** Makes all that was written so far, and the size, durable. An error is never to be answered by another try. */
        void sync() throws IOException;

        /** Cuts the file off behind so many bytes; a shorter file is left as it is. */
        void truncate(long size) throws IOException;

        /** How many bytes it has. */
        long size() throws IOException;

        /** Where it is. */
        Path path();
    }

    /**
     * A part of a file as memory: what is put there is in the file at once and survives the death of the process, without a call of
     * the system. Where the system cannot take it (the file was cut off, the device failed) nothing says so but the memory: it does
     * not hold what was put there. Not safe for use by several threads.
     */
    interface Window extends Closeable {
        /** The memory; not to be touched once this is closed. */
        ByteBuffer memory();

        /** Hands what was put over to the file, for the next {@link WritableFile#sync}. */
        void force();

        /** Gives the memory back; the file keeps what was put there. */
        @Override
        void close();
    }

    /** A file that is read. Safe for use by several threads. */
    interface ReadableFile extends Closeable {
        /** Reads some of the bytes from {@code position}: as many as there are and fit, at least one; -1 at the end. */
        int read(ByteBuffer into, long position) throws IOException;

        /** How many bytes it has. */
        long size() throws IOException;
    }
}
