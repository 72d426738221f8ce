package dev.barque.store.decisions;

import dev.barque.core.decision.Decision;
import dev.barque.core.decision.DecisionLog;
import dev.barque.core.error.BarqueException;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.feature.HiveNames;
import dev.barque.store.internal.io.AppendFile;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps decisions as lines of JSON ({@link DecisionJson}) in
 * {@code HOME/decisions/date=YYYY-MM-DD/symbol=SYM/decisions.jsonl}, by the UTC date of the bar.
 *
 * <p>What was appended survives the death of the process; what was appended before {@link #close} returned, also that of the
 * machine. Of what was appended since, the machine's death may take any line, and leave one that is no JSON: who reads the file
 * passes over such a line. A last line without an end is taken off before the next one is written. A line is written as a whole
 * or not at all: when the device is full, what was written of it is taken back and the error says so. Several threads may
 * append; another process must not write to the same home at the same time.
 */
public final class JsonlDecisionLog implements DecisionLog {
    /** So many files stay open: one line costs no opening, and a thousand symbols do not cost a thousand descriptors. */
    private static final int MAX_OPEN = 64;

    private final FileAccess files;
    private final Path folder;
    private final Map<Key, AppendFile> open = new LinkedHashMap<>(MAX_OPEN * 2, 0.75f, true);
    private boolean closed;

    private record Key(LocalDate date, Symbol symbol) {}

    private JsonlDecisionLog(FileAccess files, Path folder) {
        this.files = files;
        this.folder = folder;
    }

    /** The decision log of a home. Nothing is touched before the first decision. */
    public static JsonlDecisionLog ofHome(Path home) {
        return ofHome(home, FileAccess.real());
    }

    /** {@link #ofHome(Path)} on a disk that is not the real one: tests give one that fails. */
    public static JsonlDecisionLog ofHome(Path home, FileAccess files) {
        return new JsonlDecisionLog(files, home.resolve("decisions"));
    }

    /** The file that holds the decisions about a symbol on a UTC date; it need not exist. */
    public static Path file(Path home, Symbol symbol, LocalDate date) {
        return file(new Key(date, symbol), home.resolve("decisions"));
    }

    /**
     * Adds a decision; throws {@link BarqueException} with code {@code store.cannot-write}, which names the file: with many files
     * open that may be another one, which was to be closed first.
     */
    @Override
    public void append(Decision decision) {
        byte[] line = (DecisionJson.of(decision) + "\n").getBytes(StandardCharsets.UTF_8);
        Key key = new Key(UtcMicros.utcDate(UtcMicros.of(decision.time())), decision.symbol());
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("The decision log in " + folder + " is closed");
            }
            try {
                opened(key).append(line);
            } catch (IOException e) {
                throw StoreErrors.cannotWrite(file(key, folder), e);
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        @Nullable BarqueException failed = null;
        for (Map.Entry<Key, AppendFile> each : open.entrySet()) {
            try {
                close(each.getKey(), each.getValue());
            } catch (BarqueException e) {
                if (failed == null) {
                    failed = e;
                } else {
                    failed.addSuppressed(e);
                }
            }
        }
        open.clear();
        if (failed != null) {
            throw failed;
        }
    }

    private AppendFile opened(Key key) throws IOException {
        AppendFile file = open.get(key);
        if (file == null) {
            if (open.size() >= MAX_OPEN) {
                Iterator<Map.Entry<Key, AppendFile>> all = open.entrySet().iterator();
                Map.Entry<Key, AppendFile> oldest = all.next();
                all.remove();
                close(oldest.getKey(), oldest.getValue());
            }
            file = AppendFile.open(files, file(key, folder));
            open.put(key, file);
        }
        return Objects.requireNonNull(file);
    }

    private void close(Key key, AppendFile file) {
        try {
            file.close();
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(file(key, folder), e);
        }
    }

    private static Path file(Key key, Path folder) {
        return folder.resolve("date=" + key.date)
                .resolve("symbol=" + HiveNames.of(key.symbol))
                .resolve("decisions.jsonl");
    }
}
