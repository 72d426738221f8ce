package dev.barque.store.decisions;

import dev.barque.store.internal.feature.PartitionPath;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The dates of a log. */
final class DecisionDates {
    private DecisionDates() {}

    record Dated(LocalDate date, Path folder) {}

    /** Ascending. */
    static List<Dated> in(FileAccess files, Path folder) throws IOException {
        List<Dated> dates = new ArrayList<>();
        for (Path each : files.list(folder)) {
            Optional<LocalDate> date = PartitionPath.date(String.valueOf(each.getFileName()));
            date.ifPresent(known -> dates.add(new Dated(known, each)));
        }
        return dates;
    }
}
