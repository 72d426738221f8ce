package dev.barque.store.internal.io;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.crew.Crew;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.WritableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
        try {
            createDirectories(files, directory(target));
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(target, e);
        }
        return stageThere(files, target, content);
    }

    /** {@link #stage} in a directory that is there, as {@link #createDirectories} leaves it. */
    public static Path stageThere(FileAccess files, Path target, Content content) {
        try (Aside aside = write(files, target, content)) {
            aside.sync();
            aside.keep();
            return aside.path();
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(target, e);
        }
    }

    /** Writes the content beside the target and leaves it open: nothing of it is on the device yet. The directory is there. */
    public static Aside write(FileAccess files, Path target, Content content) {
        Path temporary = directory(target).resolve("." + target.getFileName() + "." + UUID.randomUUID() + SUFFIX);
        WritableFile file = null;
        try {
            file = files.create(temporary);
            content.writeTo(file);
            return new Aside(files, temporary, file);
        } catch (IOException e) {
            abandon(files, file, temporary, e);
            throw StoreErrors.cannotWrite(target, e);
        } catch (RuntimeException | Error e) {
            abandon(files, file, temporary, e);
            throw e;
        }
    }

    private static void abandon(FileAccess files, @Nullable WritableFile file, Path temporary, Throwable because) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            because.addSuppressed(e);
        }
        discard(files, temporary, because);
    }

    /** A file that was written beside its target and is still open. Closing deletes it, unless it is kept. */
    public static final class Aside implements AutoCloseable {
        private final FileAccess files;
        private final Path path;
        private final WritableFile file;
        private boolean kept;

        private Aside(FileAccess files, Path path, WritableFile file) {
            this.files = files;
            this.path = path;
            this.file = file;
        }

        /** Where it is. */
        public Path path() {
            return path;
        }

        /** Brings it to the device; never to be tried again. */
        public void sync() throws IOException {
            file.sync();
        }

        /** It stays when it is closed. */
        public void keep() {
            kept = true;
        }

        @Override
        public void close() throws IOException {
            try {
                file.close();
            } catch (IOException e) {
                kept = false;
                throw e;
            } finally {
                if (!kept) {
                    files.delete(path);
                }
            }
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
     * {@link #publish} of many files by the threads of a crew: each is durable when this returns, and nothing is said about their
     * order. The first sync of a directory takes the renames in all of them along on most file systems, so that the others have little
     * to do. After an error some are published and the rest are deleted.
     */
    public static void publishAll(FileAccess files, List<Path> staged, List<Path> targets, Crew crew) {
        boolean[] renamed = new boolean[staged.size()];
        List<Crew.Task> renames = new ArrayList<>();
        List<Crew.Task> syncs = new ArrayList<>();
        for (int i = 0; i < renamed.length; i++) {
            int number = i;
            Path target = targets.get(i);
            renames.add(() -> naming(target, () -> {
                files.rename(staged.get(number), target);
                renamed[number] = true;
            }));
            syncs.add(() -> naming(target, () -> files.syncDirectory(directory(target))));
        }
        try {
            crew.run(renames);
            crew.run(syncs);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // each says which it was
        } catch (RuntimeException e) {
            for (int i = 0; i < renamed.length; i++) {
                if (!renamed[i]) {
                    discard(files, staged.get(i), e);
                }
            }
            throw e;
        }
    }

    private static void naming(Path target, Crew.Task task) {
        try {
            task.run();
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(target, e);
        }
    }

    /** Whether a file is a leftover of a replacement that did not get to its end. */
    public static boolean isTemporary(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(".") && name.endsWith(SUFFIX);
    }

    /** {@link #createDirectories(FileAccess, Collection)} of one. */
    public static void createDirectories(FileAccess files, Path directory) throws IOException {
        createDirectories(files, List.of(directory));
    }

    /**
     * Creates directories and those above them, so that they survive the loss of power; each directory in which some come into being
     * is forced once. One that is there and empty may have been created by a writer that died before it forced the entry: the entry is
     * forced now. Nothing is put into a directory before its entry is on the device, so that of one that is not empty it is.
     */
    public static void createDirectories(FileAccess files, Collection<Path> directories) throws IOException {
        Set<Path> missing = new LinkedHashSet<>();
        Set<Path> parents = new LinkedHashSet<>();
        Set<Path> doubtful = new LinkedHashSet<>();
        for (Path directory : directories) {
            Path parent = directory.getParent();
            if (!files.exists(directory)) {
                missing.add(directory);
                if (parent != null) {
                    parents.add(parent);
                }
                continue;
            }
            files.createDirectories(directory); // says so when it is a file
            if (parent != null && isEmpty(directory)) {
                doubtful.add(parent);
            }
        }
        if (!parents.isEmpty()) {
            createDirectories(files, parents);
        }
        for (Path directory : missing) {
            files.createDirectories(directory);
        }
        for (Path parent : parents) {
            files.syncDirectory(parent);
        }
        doubtful.removeAll(parents);
        for (Path parent : doubtful) {
            forceFound(files, parent);
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
