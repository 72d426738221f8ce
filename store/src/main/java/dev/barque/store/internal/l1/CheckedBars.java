package dev.barque.store.internal.l1;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.parquet.ParquetFile;
import dev.barque.store.internal.parquet.ParquetTable;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A file of bars of ours that was looked at from end to end, so that it may be handed to a reader which believes what a file says.
 *
 * @param file its path
 * @param isSuperseded whether it holds values that were corrected later
 * @param hasKnowledge whether it says from when each value was known; otherwise from the completion of its bar
 */
public record CheckedBars(Path file, boolean isSuperseded, boolean hasKnowledge) {
    /** The files in the folder of bars of a home, quarantine markers among them, by name. */
    public static List<Path> files(FileAccess files, Path home) {
        Path folder = home.resolve(L1Schema.FOLDER);
        try {
            return files.list(folder);
        } catch (IOException e) {
            throw StoreErrors.cannotRead(folder, e);
        }
    }

    /** The date of a file of bars, of superseded values or of a marker; empty for any other. */
    public static Optional<LocalDate> date(Path file) {
        return L1Schema.date(file).or(() -> L1Schema.superseded(file)).or(() -> L1Schema.quarantined(file));
    }

    /** Looks at a file with a {@link #date}; throws what reading it would throw, and more. */
    public static CheckedBars of(Path file) {
        if (L1Schema.quarantined(file).isPresent()) {
            throw L1Errors.quarantined(file);
        }
        LocalDate date = date(file).orElseThrow();
        ParquetTable notes = ParquetFile.read(file, column -> false);
        if (!L1Schema.isOurs(notes)) {
            throw L1Errors.notOurs(file);
        }
        L1Audit.check(file, date);
        return new CheckedBars(
                file,
                L1Schema.superseded(file).isPresent(),
                !"1".equals(notes.metadata().get(L1Schema.VERSION_KEY)));
    }
}
