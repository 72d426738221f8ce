package dev.barque.store.internal.snapshot;

import dev.barque.core.error.BarqueException;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.HomeLock;
import dev.barque.store.internal.log.LogAudit;
import dev.barque.store.internal.log.LogPrefix;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.ReadableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.UUID;

/**
 * Takes the state of a home at one moment without its writer's help, and lets go of it.
 *
 * <p>All files get second names; then the ends of those that grow are measured; then it is looked whether the home still has the
 * same files under the same names. If so, it had them all the time in between, so that they and the measured ends are a state that
 * the home was in; if not, what has changed is held too, and everything is measured again.
 */
public final class Snapshots {
    /** Where second names lie in a home. */
    static final String FOLDER = ".snapshots";

    private static final int MOST_LOOKS = 1_000;
    private static final int MOST_FOLDERS = 5;
    private static final int LOOK_BACK = 1 << 16;

    private Snapshots() {}

    /** What is held. */
    public record Held(Path folder, HomeLock lock, List<One> files, long lastSequence) {}

    /** A file: by which second name it can be read, and how many of its bytes belong to the state. */
    public record One(String name, Path link, long bytes) {}

    /** Where files that grow end, and the last sequence of the log. */
    private record Ends(Map<String, Long> bytes, long lastSequence) {}

    /** Holds the state of a home that is there. */
    public static Held hold(FileAccess files, Path home) {
        HomeLock lock = folder(files, home);
        Path folder = lock.home();
        try {
            Pins pins = new Pins(files, home, folder);
            pins.look();
            for (int i = 0; i < MOST_LOOKS; i++) {
                Ends ends = measure(files, pins.all());
                if (!pins.look()) {
                    return new Held(folder, lock, files(pins, ends), ends.lastSequence);
                }
            }
            throw StoreErrors.cannotHold(home, "it changed " + MOST_LOOKS + " times while it was looked at", null);
        } catch (IOException e) {
            release(files, folder, lock);
            throw StoreErrors.cannotHold(home, StoreErrors.reason(e), e);
        } catch (RuntimeException | Error e) {
            release(files, folder, lock);
            throw e;
        }
    }

    private static List<One> files(Pins pins, Ends ends) {
        List<One> all = new ArrayList<>();
        pins.all()
                .forEach((name, pin) -> all.add(new One(name, pin.link(), ends.bytes.getOrDefault(name, pin.bytes()))));
        return all;
    }

    private static HomeLock folder(FileAccess files, Path home) {
        BarqueException last = null;
        for (int i = 0; i < MOST_FOLDERS; i++) {
            Path folder = home.resolve(FOLDER).resolve(UUID.randomUUID().toString());
            try {
                sweep(files, home.resolve(FOLDER));
                files.createDirectories(folder);
                return HomeLock.of(folder);
            } catch (IOException e) {
                throw StoreErrors.cannotHold(home, StoreErrors.reason(e), e);
            } catch (BarqueException e) {
                last = e; // taken for a leftover by somebody who came between the two steps
            }
        }
        throw StoreErrors.cannotHold(home, "its own folder there cannot be locked", last);
    }

    /** Decisions before the log: a row is appended before the decision that names it, so that the rows of all decisions are there. */
    private static Ends measure(FileAccess files, NavigableMap<String, Pins.Pin> pins) throws IOException {
        Map<String, Long> bytes = new HashMap<>();
        for (Map.Entry<String, Pins.Pin> pin : pins.entrySet()) {
            if (pin.getKey().startsWith("decisions/") && pin.getKey().endsWith(".jsonl")) {
                bytes.put(pin.getKey(), endOfLastLine(files, pin.getValue().link()));
            }
        }
        List<Map.Entry<String, Pins.Pin>> segments = new ArrayList<>();
        for (Map.Entry<String, Pins.Pin> pin :
                pins.subMap("log/", true, "log0", false).entrySet()) {
            if (LogAudit.isSegment(Path.of(pin.getKey()))) {
                bytes.put(pin.getKey(), Files.size(pin.getValue().link()));
                segments.add(pin);
            }
        }
        long sequence = 0;
        // The names of segments have one length, so that the last by name is the last by its rows. The one before it
        // may not be
        // closed yet: the next is made first, and then the zeros are cut off that were to be filled.
        for (Map.Entry<String, Pins.Pin> pin : segments.subList(Math.max(0, segments.size() - 2), segments.size())) {
            LogPrefix prefix = LogPrefix.of(files, pin.getValue().link(), Path.of(pin.getKey()));
            bytes.put(pin.getKey(), prefix.bytes());
            sequence = prefix.lastSequence();
        }
        return new Ends(bytes, sequence);
    }

    private static long endOfLastLine(FileAccess files, Path file) throws IOException {
        try (ReadableFile content = files.read(file)) {
            ByteBuffer block = ByteBuffer.allocate(LOOK_BACK);
            for (long to = content.size(); to > 0; ) {
                long from = Math.max(0, to - LOOK_BACK);
                block.clear().limit((int) (to - from));
                while (block.hasRemaining() && content.read(block, from + block.position()) >= 0) {
                    // A file that was cut meanwhile ends earlier.
                }
                for (int i = block.position() - 1; i >= 0; i--) {
                    if (block.get(i) == '\n') {
                        return from + i + 1;
                    }
                }
                to = from;
            }
            return 0;
        }
    }

    /** Lets go of what is held. */
    public static void release(FileAccess files, Path folder, HomeLock lock) {
        try {
            empty(files, folder);
        } catch (IOException e) {
            // The next one to hold this home takes it away.
        } finally {
            lock.close();
        }
        try {
            Files.deleteIfExists(folder.resolve(".lock"));
            files.delete(folder);
        } catch (IOException e) {
            // As above.
        }
    }

    /** Second names that a process left which was killed would keep the space of what was deleted. */
    private static void sweep(FileAccess files, Path snapshots) throws IOException {
        for (Path left : files.list(snapshots)) {
            if (Files.isDirectory(left)) {
                try (HomeLock lock = HomeLock.of(left)) {
                    release(files, left, lock);
                } catch (BarqueException e) {
                    // Somebody is at it.
                }
            }
        }
    }

    private static void empty(FileAccess files, Path folder) throws IOException {
        for (Path link : files.list(folder)) {
            if (!link.endsWith(".lock")) {
                files.delete(link);
            }
        }
    }
}
