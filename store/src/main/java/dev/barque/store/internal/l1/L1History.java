package dev.barque.store.internal.l1;

import dev.barque.store.io.FileAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;

/** Values of bars that were corrected later: {@code superseded_YYYY-MM-DD.parquet} beside the file of the date. */
public final class L1History {
    private L1History() {}

    /** What makes a superseded value the same one, when a killed ingest is run again. */
    private record Key(String symbol, long time, long known) {}

    /** Adds rows to those of a date and tells how many there are then. */
    public static long add(FileAccess files, Path folder, LocalDate date, L1Rows superseded) {
        Path file = L1Schema.supersededFile(folder, date);
        L1Rows all = L1DateFile.read(file);
        if (superseded.size == 0) {
            return all.size;
        }
        Set<Key> fresh = new HashSet<>();
        for (int i = 0; i < superseded.size; i++) {
            fresh.add(key(superseded, i));
        }
        L1Rows merged = new L1Rows();
        for (int i = 0; i < all.size; i++) {
            // A value that stands here and in the file of bars was superseded by an ingest that was killed: it never
            // was.
            if (!fresh.contains(key(all, i))) {
                merged.copy(all, i);
            }
        }
        for (int i = 0; i < superseded.size; i++) {
            merged.copy(superseded, i);
        }
        L1DateFile.write(files, file, date, merged, 0);
        return merged.size;
    }

    /** The superseded values of a date; throws {@code l1.lost-history} when there are fewer than its file of bars says. */
    static L1Rows read(Path folder, LocalDate date) {
        L1Rows rows = L1DateFile.read(L1Schema.supersededFile(folder, date));
        long expected = L1DateFile.supersededCount(L1Schema.readable(folder, date));
        if (rows.size < expected) {
            throw L1Errors.lostHistory(L1Schema.supersededFile(folder, date), expected, rows.size);
        }
        return rows;
    }

    /** Throws {@code l1.quarantined} for a date whose file was taken away. */
    public static void requireNotQuarantined(Path folder, LocalDate date) {
        Path marker = L1Schema.quarantineMarker(folder, date);
        if (Files.exists(marker)) {
            throw L1Errors.quarantined(marker);
        }
    }

    private static Key key(L1Rows rows, int i) {
        return new Key(rows.symbolOf(i), rows.time[i], rows.known[i]);
    }
}
