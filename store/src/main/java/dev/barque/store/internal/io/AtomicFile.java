package dev.barque.store.internal.io;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.WritableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Replaces a file as a whole: readers, in this process or another, see the old content or the new one.
 *
 * <p>The content is written beside the target under a name that begins with a dot (so that nothing that lists data files
 * takes it for one), forced to the device, renamed over the target, and the directory is forced too. A crash at any step
 * leaves the old state or the new one and at most a temporary file ({@link #isTemporary}).
 */
public final class AtomicFile {
    private static final String SUFFIX = ".tmp";

    private AtomicFile() {}

    /** Writes the content to the empty file that it is given. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it; neither syncs nor closes. */
        void writeTo(WritableFile file) throws IOException;
    }

    /**
     * Replaces or creates {@code target}; its directory is created when it is missing. Throws a
     * {@link dev.barque.core.error.BarqueException} with code {@code store.cannot-write} and leaves what was there.
     */
    public static void replace(FileAccess files, Path target, Content content) {
        publish(files, stage(files, target, content), target);
    }

    /** {@link #replace(FileAccess, Path, Content)} with bytes. */
    public static void replace(FileAccess files, Path target, byte[] content) {
        replace(files, target, file -> file.write(ByteBuffer.wrap(content), 0));
    }

    /** The first half of {@link #replace}: the content is on the device beside the target, nobody sees it yet. */
    public static Path stage(FileAccess files, Path target, Content content) {
        Path directory = directory(target);
        Path temporary = directory.resolve("." + target.getFileName() + "." + UUID.randomUUID() + SUFFIX);
        try {
            createDirectories(files, directory);
            try (WritableFile file = files.create(temporary)) {
                content.writeTo(file);
                file.sync();
            }
            return temporary;
        } catch (IOException e) {
            discard(files, temporary, e);
            throw StoreErrors.cannotWrite(target, e);
        } catch (RuntimeException | Error e) {
            discard(files, temporary, e);
            throw e;
        }
    }

    /** The second half of {@link #replace}: from here on everybody sees the new content. */
    public static void publish(FileAccess files, Path staged, Path target) {
        try {
            files.rename(staged, target);
            files.syncDirectory(directory(target));
        } catch (IOException e) {
            discard(files, staged, e);
            throw StoreErrors.cannotWrite(target, e);
        }
    }

    /**
     * {@link #publish} of many files: each is durable when this returns, and nothing is said about their order. The first sync of a
     * directory takes the renames in all of them along on most file systems, so that the others have little to do. After an error
     * some are published and the rest are deleted.
     */
    public static void publishAll(FileAccess files, List<Path> staged, List<Path> targets) {
        int renamed = 0;
        Path at = targets.isEmpty() ? Path.of("") : targets.get(0);
        try {
            for (Path from : staged) {
                at = targets.get(renamed);
                files.rename(from, at);
                renamed++;
            }
            for (Path target : targets) {
                at = target;
                files.syncDirectory(directory(target));
            }
        } catch (IOException e) {
            staged.subList(renamed, staged.size()).forEach(left -> discard(files, left, e));
            throw StoreErrors.cannotWrite(at, e);
        }
    }

    /** Whether a file is a leftover of a replacement that did not get to its end. */
    public static boolean isTemporary(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(".") && name.endsWith(SUFFIX);
    }

    /**
     * Creates a directory and those above it, so that they survive the loss of power. One that is there and empty may have
     * been created by a writer that died before it forced the entry: the entry is forced now. Nothing is put into a directory
     * before its entry is on the device, so that of one that is not empty it is.
     */
    public static void createDirectories(FileAccess files, Path directory) throws IOException {
        Path parent = directory.getParent();
        if (files.exists(directory)) {
            files.createDirectories(directory); // says so when it is a file
            if (parent != null && isEmpty(directory)) {
                forceFound(files, parent);
            }
            return;
        }
        if (parent != null) {
            createDirectories(files, parent);
        }
        files.createDirectories(directory);
        if (parent != null) {
            files.syncDirectory(parent);
        }
    }

    private static void forceFound(FileAccess files, Path parent) throws IOException {
        try {
            files.syncDirectory(parent);
        } catch (AccessDeniedException e) {
            // Not one of ours: where we may not look we have created nothing.
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            return !entries.iterator().hasNext();
        }
    }

    private static Path directory(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a directory");
    }

    private static void discard(FileAccess files, Path temporary, Throwable because) {
        try {
            files.delete(temporary);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }
}
