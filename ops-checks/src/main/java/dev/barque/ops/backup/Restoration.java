package dev.barque.ops.backup;

import dev.barque.ops.backup.BackupListener.Step;
import dev.barque.ops.backup.Manifest.Entry;
import dev.barque.store.HomeSwap;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.ReadableFile;
import dev.barque.store.io.FileAccess.WritableFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Restores a chain: all archives are read once to see that they are whole and harmless, then written aside, read back and put in
 * place. Only names from the manifest, which were checked, are ever created; what an archive calls its files never becomes a path.
 */
final class Restoration {
    private static final int BUFFER = 1 << 18;

    private final BackupTarget target;
    private final FileAccess files;
    private final @Nullable BackupKey key;
    private final BackupListener listener;
    private final Path home;
    private final Path parent;

    Restoration(BackupTarget target, FileAccess files, @Nullable BackupKey key, BackupListener listener, Path home) {
        this.target = target;
        this.files = files;
        this.key = key;
        this.listener = listener;
        this.home = home.toAbsolutePath().normalize();
        parent = Objects.requireNonNull(this.home.getParent(), "the root of a file system cannot be a home");
    }

    RestoreReport restore(Catalog catalog, Backup backup, RestoreMode mode) {
        HomeSwap swap = HomeSwap.of(home).fileAccess(files);
        swap.finish();
        boolean occupied = isOccupied();
        boolean isHome = Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS);
        if (occupied && (mode == RestoreMode.NEW_PLACE || !isHome)) {
            throw BackupErrors.homeExists(home);
        }
        Chain chain = Chain.of(catalog, backup, key);
        requireRoom(backup.bytes());
        chain.read(target, key, entry -> null, new Progress(listener, Step.VERIFYING, chain.bytes()));
        Path aside = parent.resolve("." + home.getFileName() + ".restoring");
        Path kept = parent.resolve(home.getFileName() + ".before-" + backup.id());
        try {
            remove(files, aside);
            createDirectories(aside);
            write(chain, aside);
            readBack(chain, aside);
            if (!occupied) {
                files.delete(home); // an empty directory, or nothing
            }
            for (int i = 2; occupied && files.exists(kept); i++) {
                kept = parent.resolve(home.getFileName() + ".before-" + backup.id() + "-" + i);
            }
        } catch (IOException e) {
            throw BackupErrors.cannotRestore(home, e);
        }
        swap.replaceWith(aside, kept);
        return new RestoreReport(backup, home, occupied ? Optional.of(kept) : Optional.empty());
    }

    private boolean isOccupied() {
        if (!Files.exists(home, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            return !Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS)
                    || !files.list(home).isEmpty();
        } catch (IOException e) {
            throw BackupErrors.cannotRestore(home, e);
        }
    }

    private void requireRoom(long bytes) {
        Path there = home;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            long usable = Files.getFileStore(there).getUsableSpace();
            if (bytes > usable) {
                throw BackupErrors.tooLarge(home, bytes, usable);
            }
        } catch (IOException e) {
            throw BackupErrors.cannotRestore(home, e);
        }
    }

    private void write(Chain chain, Path aside) throws IOException {
        Map<String, List<Entry>> wanted = new HashMap<>();
        TreeSet<Path> directories = new TreeSet<>();
        for (Entry entry : chain.manifest().entries()) {
            wanted.computeIfAbsent(entry.in() + "/" + entry.member(), member -> new ArrayList<>())
                    .add(entry);
            for (Path above = place(aside, entry).getParent();
                    above != null && !above.equals(aside);
                    above = above.getParent()) {
                directories.add(above);
            }
        }
        for (Path directory : directories) {
            files.createDirectories(directory);
        }
        Progress progress = new Progress(listener, Step.RESTORING, chain.bytes());
        chain.read(
                target,
                key,
                member -> {
                    List<Entry> to = wanted.get(member.in() + "/" + member.member());
                    return to == null ? null : new Copies(aside, to);
                },
                progress);
        for (Path directory : directories.descendingSet()) {
            files.syncDirectory(directory);
        }
        files.syncDirectory(aside);
        files.syncDirectory(parent);
    }

    private void readBack(Chain chain, Path aside) throws IOException {
        Progress progress = new Progress(
                listener,
                Step.READING_BACK,
                chain.manifest().entries().stream().mapToLong(Entry::bytes).sum());
        ByteBuffer buffer = HeldStream.buffer();
        for (Entry entry : chain.manifest().entries()) {
            Path file = place(aside, entry);
            try (ReadableFile opened = files.read(file);
                    InputStream content = new HeldStream(opened, buffer)) {
                String found = opened.size() == entry.bytes()
                        ? Creation.digest(content, entry.bytes(), file.toString())
                        : "of " + opened.size() + " bytes";
                if (!found.equals(entry.sha256())) {
                    throw BackupErrors.otherContent(file, found, entry.sha256());
                }
            }
            progress.add(entry.bytes());
        }
    }

    /** Names were checked when the manifest was read; that they stay below is looked at again where a path is made of them. */
    private static Path place(Path aside, Entry entry) {
        Path place = aside.resolve(entry.name()).normalize();
        if (!place.startsWith(aside) || place.equals(aside)) {
            throw new IllegalStateException(entry.name() + " was let through");
        }
        return place;
    }

    private void createDirectories(Path directory) throws IOException {
        Path above = directory.getParent();
        if (files.exists(directory) || above == null) {
            return;
        }
        createDirectories(above);
        files.createDirectories(directory);
        files.syncDirectory(above);
    }

    /** Takes a directory away with all that is in it, and follows no link. */
    static void remove(FileAccess files, Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            for (Path entry : files.list(path)) {
                remove(files, entry);
            }
        }
        files.delete(path);
    }

    /** One member to all names that it has in the home; synced when it is closed. */
    private final class Copies extends OutputStream {
        private final List<WritableFile> opened = new ArrayList<>();
        private final OutputStream buffered;
        private long end;

        Copies(Path aside, List<Entry> to) throws IOException {
            try {
                for (Entry entry : to) {
                    opened.add(files.create(place(aside, entry)));
                }
            } catch (IOException e) {
                throw new RestoreFailed(home, e);
            }
            buffered = new BufferedOutputStream(new Each(), BUFFER);
        }

        @Override
        public void write(int b) throws IOException {
            buffered.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            buffered.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            buffered.flush();
            for (WritableFile file : opened) {
                try (file) {
                    file.sync();
                } catch (IOException e) {
                    throw new RestoreFailed(home, e);
                }
            }
        }

        private final class Each extends OutputStream {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                for (WritableFile file : opened) {
                    try {
                        file.write(ByteBuffer.wrap(bytes, from, length), end);
                    } catch (IOException e) {
                        throw new RestoreFailed(home, e);
                    }
                }
                end += length;
            }
        }
    }
}
