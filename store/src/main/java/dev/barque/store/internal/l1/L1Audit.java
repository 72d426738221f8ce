package dev.barque.store.internal.l1;

import dev.barque.store.internal.StoreErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;

/** Looks at a file of bars from end to end. */
public final class L1Audit {
    private L1Audit() {}

    /** How many bytes a whole file has; throws what reading it would throw, and more. */
    public static long check(Path file, LocalDate date) {
        if (!L1Schema.isOurs(L1Source.read(file, column -> false))) {
            L1Source.read(file, column -> true);
        } else {
            L1Rows rows = L1DateFile.read(file);
            for (int i = 0; i < rows.size; i++) {
                if (rows.known[i] < rows.time[i]) {
                    throw StoreErrors.corruptFile(
                            file, "row " + (i + 1) + " was known before its bar was complete", null);
                }
            }
            if (L1Schema.superseded(file).isEmpty()) {
                L1History.read(Objects.requireNonNull(file.toAbsolutePath().getParent()), date);
            }
        }
        return size(file);
    }

    /** The same for both ends of the file and its footer only. */
    public static long checkFooter(Path file) {
        L1Source.read(file, column -> false);
        return size(file);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw StoreErrors.cannotRead(file, e);
        }
    }
}
