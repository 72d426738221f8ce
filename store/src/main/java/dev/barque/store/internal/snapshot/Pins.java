package dev.barque.store.internal.snapshot;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.care.Removal;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Second names for all files of a home, so that they stay when a seal replaces or a retention deletes them. Not safe for use by
 * several threads.
 */
final class Pins {
    /** Not part of what a home holds; what is in {@code .removed} was taken away and is only still being emptied. */
    private static final Set<String> LEFT_OUT = Set.of(Snapshots.FOLDER, Removal.FOLDER, "backups");

    private final FileAccess files;
    private final Path home;
    private final Path folder;
    private final NavigableMap<String, Pin> pins = new TreeMap<>();
    private int links;

    /** A file by its second name. A pinned file keeps its key: nobody else can get it while the file is there. */
    record Pin(Path link, Object key, long bytes) {}

    Pins(FileAccess files, Path home, Path folder) {
        this.files = files;
        this.home = home;
        this.folder = folder;
    }

    NavigableMap<String, Pin> all() {
        return pins;
    }

    /** Pins what is there now and says whether that is other than the last time. */
    boolean look() throws IOException {
        Set<String> seen = new HashSet<>();
        boolean changed = look(home, "", seen);
        List<String> gone =
                pins.keySet().stream().filter(name -> !seen.contains(name)).toList();
        for (String name : gone) {
            Pin pin = pins.remove(name);
            if (pin != null) {
                files.delete(pin.link);
            }
        }
        return changed || !gone.isEmpty();
    }

    private boolean look(Path directory, String prefix, Set<String> seen) throws IOException {
        boolean changed = false;
        for (Path entry : files.list(directory)) {
            String own = String.valueOf(entry.getFileName());
            if (own.equals(".lock") || AtomicFile.isTemporary(entry) || (prefix.isEmpty() && LEFT_OUT.contains(own))) {
                continue;
            }
            BasicFileAttributes is = attributes(entry);
            if (is == null) {
                changed = true; // gone since it was listed
            } else if (is.isDirectory()) {
                changed |= look(entry, prefix + own + "/", seen);
            } else if (is.isRegularFile()) {
                changed |= pin(prefix + own, entry, is, seen);
            } else {
                throw StoreErrors.notAFile(entry);
            }
        }
        return changed;
    }

    private boolean pin(String name, Path file, BasicFileAttributes is, Set<String> seen) throws IOException {
        Pin before = pins.get(name);
        if (before != null && before.key.equals(key(is))) {
            seen.add(name);
            return false;
        }
        Path link = folder.resolve(Integer.toString(links++));
        try {
            files.link(file, link);
        } catch (NoSuchFileException e) {
            return true;
        } catch (FileAlreadyExistsException e) {
            throw StoreErrors.cannotHold(home, link + " is there already", e);
        } catch (UnsupportedOperationException e) {
            throw StoreErrors.cannotHold(home, "the file system has no hard links", e);
        } catch (IOException e) {
            throw StoreErrors.cannotHold(home, StoreErrors.reason(e), e);
        }
        if (before != null) {
            files.delete(before.link);
        }
        BasicFileAttributes linked = Files.readAttributes(link, BasicFileAttributes.class);
        pins.put(name, new Pin(link, key(linked), linked.size()));
        seen.add(name);
        return true;
    }

    /** Where files have no keys, as on Windows, time and size have to do. */
    private static Object key(BasicFileAttributes file) {
        Object key = file.fileKey();
        return key == null ? List.of(file.lastModifiedTime(), file.size()) : key;
    }

    private static @Nullable BasicFileAttributes attributes(Path entry) throws IOException {
        try {
            return Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
