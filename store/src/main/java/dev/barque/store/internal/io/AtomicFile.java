package dev.barque.store.internal.io;

import dev.barque.store.internal.StoreErrors;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(java.util.Locale.ROOT).startsWith("windows");

    private AtomicFile() {}

    /** Writes the content to the path that it is given, which does not exist yet. */
    @FunctionalInterface
    public interface Content {
        /** Creates the file and closes it. */
        void writeTo(Path file) throws IOException;
    }

    /**
     * Replaces or creates {@code target}; its directory is created when it is missing. Throws a
     * {@link dev.barque.core.error.BarqueException} with code {@code store.cannot-write} and leaves what was there.
     */
    public static void replace(Path target, Content content) {
        publish(stage(target, content), target);
    }

    /** The first half of {@link #replace}: the content is on the device beside the target, nobody sees it yet. */
    public static Path stage(Path target, Content content) {
        Path directory = directory(target);
        Path temporary = directory.resolve("." + target.getFileName() + "." + UUID.randomUUID() + SUFFIX);
        try {
            createDirectories(directory);
            content.writeTo(temporary);
            force(temporary);
            return temporary;
        } catch (IOException e) {
            discard(temporary, e);
            throw StoreErrors.cannotWrite(target, e);
        } catch (RuntimeException | Error e) {
            discard(temporary, e);
            throw e;
        }
    }

    /** The second half of {@link #replace}: from here on everybody sees the new content. */
    public static void publish(Path staged, Path target) {
        try {
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceDirectory(directory(target));
        } catch (IOException e) {
            discard(staged, e);
            throw StoreErrors.cannotWrite(target, e);
        }
    }

    private static Path directory(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a directory");
    }

    /** {@link #replace(Path, Content)} with bytes. */
    public static void replace(Path target, byte[] content) {
        replace(target, file -> Files.write(file, content, StandardOpenOption.CREATE_NEW));
    }

    /** Whether a file is a leftover of a replacement that did not get to its end. */
    public static boolean isTemporary(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(".") && name.endsWith(SUFFIX);
    }

    /** Creates a directory and those above it, and forces the entries of those that were missing. */
    public static void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.getParent();
        if (parent != null) {
            createDirectories(parent);
        }
        Files.createDirectories(directory);
        if (parent != null) {
            forceDirectory(parent);
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void forceDirectory(Path directory) throws IOException {
        if (WINDOWS) {
            return; // a directory cannot be opened there; NTFS journals the rename itself
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void discard(Path temporary, Throwable because) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }
}
