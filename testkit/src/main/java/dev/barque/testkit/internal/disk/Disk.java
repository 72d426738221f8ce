package dev.barque.testkit.internal.disk;

import dev.barque.testkit.internal.disk.Node.Contents;
import dev.barque.testkit.internal.disk.Node.Folder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names of a directory tree, as programs see them and as the device holds them. Names are relative to the root of the tree,
 * which is always there. Not safe for use by several threads.
 */
public final class Disk {
    private final Path root;
    private final Map<Path, Node> live = new TreeMap<>();
    private Map<Path, Node> durable = new TreeMap<>();
    private List<Change> unsynced = new ArrayList<>();

    /** A name that came, went, or was replaced by another; a sync of the directory makes it final. */
    private static final class Change {
        private final @Nullable Path from;
        private final @Nullable Path to;
        private final Node node;
        private boolean synced;

        Change(@Nullable Path from, @Nullable Path to, Node node) {
            this.from = from;
            this.to = to;
            this.node = node;
        }

        boolean isIn(Path directory) {
            return directory.equals(parent(to != null ? to : from));
        }

        void applyTo(Map<Path, Node> names) {
            List<Path> below = new ArrayList<>();
            // A deletion takes whatever has the name: that which it was meant for, or, when a rename before it was
            // lost, the old one.
            if (from != null && (to == null || names.get(from) == node)) {
                names.remove(from);
                if (node instanceof Folder) {
                    names.keySet().stream()
                            .filter(name -> name.startsWith(from))
                            .forEach(below::add);
                }
            }
            if (to != null) {
                names.put(to, node);
            }
            for (Path name : below) {
                Node moved = names.remove(name);
                if (to != null && from != null && moved != null) {
                    names.put(to.resolve(from.relativize(name)), moved);
                }
            }
        }
    }

    /** The tree below an existing directory; what is there already counts as durable. */
    public Disk(Path root) throws IOException {
        this.root = root;
        try (Stream<Path> there = Files.walk(root)) {
            for (Path path : (Iterable<Path>) there.filter(path -> !path.equals(root))::iterator) {
                durable.put(root.relativize(path), read(path));
            }
        }
        durable.values().stream()
                .filter(Contents.class::isInstance)
                .map(Contents.class::cast)
                .forEach(Contents::sync);
        live.putAll(durable);
    }

    /** The content of a file, which is created when there is none by this name. */
    public Contents file(Path name) throws IOException {
        if (live.get(name) instanceof Contents there) {
            return there;
        }
        Contents found = contents(root.resolve(name));
        change(new Change(null, name, found));
        return found;
    }

    /** A directory and those above it came into being, those that were not there. */
    public void folders(Path name) {
        for (int i = 1; i <= name.getNameCount(); i++) {
            Path folder = name.subpath(0, i);
            if (!folder.toString().isEmpty() && !(live.get(folder) instanceof Folder)) {
                change(new Change(null, folder, new Folder()));
            }
        }
    }

    /** A name became another one. */
    public void rename(Path from, Path to) throws IOException {
        Node node = live.get(from);
        if (node == null) {
            node = read(root.resolve(to));
            change(new Change(null, from, node));
        }
        change(new Change(from, to, node));
    }

    /** A name went. */
    public void delete(Path name) {
        Node node = live.get(name);
        if (node != null) {
            change(new Change(name, null, node));
        }
    }

    /** What happened in a directory is on the device. */
    public void sync(Path directory) {
        unsynced.stream().filter(change -> change.isIn(directory)).forEach(change -> change.synced = true);
        settle();
    }

    /** The power goes and comes again: the tree becomes what the device holds. */
    public void crash(Wreck wreck) throws IOException {
        boolean[] there = wreck.survivors(unsynced.size());
        for (int i = 0; i < there.length; i++) {
            if (there[i] || unsynced.get(i).synced) {
                unsynced.get(i).applyTo(durable);
            }
        }
        unsynced = new ArrayList<>();
        durable.keySet().removeIf(this::isOrphan);
        for (Node node : durable.values()) {
            if (node instanceof Contents contents) {
                contents.syncInPart(wreck);
            }
        }
        clear();
        live.clear();
        live.putAll(durable);
        materialise();
    }

    private void change(Change change) {
        change.applyTo(live);
        unsynced.add(change);
    }

    /** A later change of a name must not be overtaken by an earlier one: only the first ones in a row become history. */
    private void settle() {
        int done = 0;
        while (done < unsynced.size() && unsynced.get(done).synced) {
            unsynced.get(done++).applyTo(durable);
        }
        unsynced.subList(0, done).clear();
    }

    private boolean isOrphan(Path name) {
        for (Path above = name.getParent(); above != null; above = above.getParent()) {
            if (!(durable.get(above) instanceof Folder)) {
                return true;
            }
        }
        return false;
    }

    private void clear() throws IOException {
        List<Path> deepestFirst = new ArrayList<>(live.keySet());
        deepestFirst.sort((a, b) -> b.getNameCount() - a.getNameCount());
        for (Path name : deepestFirst) {
            try {
                Files.deleteIfExists(root.resolve(name));
            } catch (DirectoryNotEmptyException e) {
                // Files that do not go through us, such as a lock, stay.
            }
        }
    }

    private void materialise() throws IOException {
        for (Map.Entry<Path, Node> entry : durable.entrySet()) {
            Path path = root.resolve(entry.getKey());
            if (entry.getValue() instanceof Contents contents) {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
                    contents.durable().copyTo(out);
                }
            } else {
                Files.createDirectories(path);
            }
        }
    }

    private static Node read(Path path) throws IOException {
        return Files.isDirectory(path) ? new Folder() : contents(path);
    }

    /** Nobody can say whether what was written behind our back was synced. */
    private static Contents contents(Path path) throws IOException {
        Contents contents = new Contents();
        if (Files.size(path) > 0) {
            contents.write(0, Files.readAllBytes(path));
        }
        return contents;
    }

    private static @Nullable Path parent(@Nullable Path name) {
        Path parent = name == null ? null : name.getParent();
        return parent == null ? Path.of("") : parent;
    }
}
