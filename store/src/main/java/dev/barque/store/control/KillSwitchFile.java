package dev.barque.store.control;

import dev.barque.core.decision.KillSwitch;
import dev.barque.core.error.BarqueException;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.feature.FileStamp;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.internal.io.Json;
import dev.barque.store.internal.io.WholeFile;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kill switch of a home: a file, {@code kill-switch/state.json}, that survives restarts and that every process that looks at
 * the home obeys from its next bar on. It is replaced as a whole and durable when a call returns, and it keeps the last 100
 * changes. Nobody needs the lock of the store to switch.
 *
 * <p>A file that is damaged, cannot be read, or has vanished from its directory means on, and so does a home that is not there;
 * only a home in which nobody ever switched is off without a file. A process that could not write that it is on stays on for
 * itself. Of two processes that switch at the same moment one wins. Looking at an unchanged file reads its time, size and
 * inode and nothing else. Safe for use by several threads.
 */
public final class KillSwitchFile implements KillSwitch {
    private static final String DIRECTORY = "kill-switch";
    private static final String FILE = "state.json";
    private static final long FORMAT = 1;
    private static final int REMEMBERED = 100;
    private static final int LONGEST = 500;

    private final Path home;
    private final Path file;
    private final FileAccess files;
    private volatile @Nullable Seen seen;
    /** What holds for this process although the file may say otherwise. */
    private volatile @Nullable State unwritten;

    private KillSwitchFile(Path home, FileAccess files) {
        this.home = home.toAbsolutePath();
        this.files = Objects.requireNonNull(files, "files");
        file = this.home.resolve(DIRECTORY).resolve(FILE);
    }

    /** The switch of a home. */
    public static KillSwitchFile ofHome(Path home) {
        return new KillSwitchFile(home, FileAccess.real());
    }

    /** The switch of a home by way of a file access of the caller's. */
    public static KillSwitchFile ofHome(Path home, FileAccess files) {
        return new KillSwitchFile(home, files);
    }

    @Override
    public State state() {
        State held = unwritten;
        if (held != null) {
            return held;
        }
        try {
            return history().map(KillSwitchFile::last).orElseGet(State::never);
        } catch (IOException | IllegalArgumentException | BarqueException e) {
            return State.on(
                    Instant.EPOCH, "nobody", file + " cannot be read, which counts as on: " + StoreErrors.reason(e));
        }
    }

    /** The last changes, the oldest first; empty when nobody ever switched or when the file cannot be read. */
    public List<State> changes() {
        try {
            return history().orElse(List.of());
        } catch (IOException | IllegalArgumentException | BarqueException e) {
            return List.of();
        }
    }

    /**
     * Forbids trades, also when nobody says by whom and why. Throws {@link BarqueException} with code {@code store.cannot-write}
     * when it cannot be written, and is on for this process then all the same.
     */
    public synchronized void on(Instant now, String by, String reason) {
        State state = State.on(now, shortened(by), shortened(reason));
        unwritten = state;
        write(state);
        unwritten = null;
    }

    /**
     * Allows trades again. Throws {@link BarqueException} with code {@code store.bad-kill-switch} when it is not said by whom and
     * why, with {@code store.cannot-write} when it cannot be written; for this process it then stays as it was.
     */
    public synchronized void off(Instant now, String by, String reason) {
        if (by.isBlank() || reason.isBlank()) {
            throw StoreErrors.badKillSwitch("it was not said " + (by.isBlank() ? "by whom" : "why"));
        }
        State before = state();
        unwritten = before.on() ? before : null;
        write(State.off(now, shortened(by), shortened(reason)));
        unwritten = null;
    }

    private void write(State state) {
        if (!Files.isDirectory(home)) {
            throw StoreErrors.badKillSwitch("there is no home " + home);
        }
        List<State> changes = new ArrayList<>(changes());
        changes.add(state);
        List<State> kept = changes.subList(Math.max(0, changes.size() - REMEMBERED), changes.size());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("changes", kept.stream().map(KillSwitchFile::tree).toList());
        AtomicFile.replace(files, file, Json.write(json));
    }

    private static String shortened(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() ? "not said" : stripped.substring(0, Math.min(LONGEST, stripped.length()));
    }

    private static State last(List<State> changes) {
        return changes.get(changes.size() - 1);
    }

    /** Empty where nobody ever switched. */
    private Optional<List<State>> history() throws IOException {
        Optional<FileStamp> stamp = FileStamp.of(file);
        if (stamp.isEmpty()) {
            if (!Files.isDirectory(home)) {
                throw new IOException("there is no home " + home);
            }
            if (files.exists(directory())) {
                throw new IOException("it is missing from its directory");
            }
            return Optional.empty();
        }
        Seen known = seen;
        if (known == null || !known.stamp().equals(stamp.get())) {
            // The stamp was taken before: a file that is replaced meanwhile is read again next time.
            known = new Seen(stamp.get(), read());
            seen = known;
        }
        return Optional.of(known.changes());
    }

    private Path directory() {
        return home.resolve(DIRECTORY);
    }

    private List<State> read() throws IOException {
        Map<String, Object> json = Json.parse(WholeFile.read(files, file));
        if (!Objects.equals(json.get("format"), FORMAT)) {
            throw new IllegalArgumentException("it has the format " + json.get("format") + ", not " + FORMAT);
        }
        List<State> changes = new ArrayList<>();
        if (json.get("changes") instanceof List<?> list) {
            for (Object item : list) {
                changes.add(state(item));
            }
        }
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("it holds no change");
        }
        return List.copyOf(changes);
    }

    private static State state(Object item) {
        if (item instanceof Map<?, ?> map
                && map.get("on") instanceof Boolean on
                && map.get("since") instanceof String since
                && map.get("by") instanceof String by
                && map.get("reason") instanceof String reason) {
            try {
                return new State(on, Instant.parse(since), by, reason);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("'" + since + "' is no time", e);
            }
        }
        throw new IllegalArgumentException("one of its changes lacks on, since, by or reason");
    }

    private static Map<String, Object> tree(State state) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("on", state.on());
        tree.put("since", state.since().toString());
        tree.put("by", state.by());
        tree.put("reason", state.reason());
        return tree;
    }

    private record Seen(FileStamp stamp, List<State> changes) {}
}
