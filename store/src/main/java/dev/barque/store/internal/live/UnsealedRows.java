package dev.barque.store.internal.live;

import dev.barque.core.feature.FeatureRow;
import dev.barque.store.internal.feature.Partition;
import dev.barque.store.internal.feature.PartitionKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of a log as they are at one moment, for who copies them. */
public final class UnsealedRows {
    private UnsealedRows() {}

    private record Times(long event, long known) {}

    /** All rows about dates of a range, by partition. Who asks has brought {@code live} up to date and reads the files afterwards. */
    public static Map<PartitionKey, List<FeatureRow>> of(LiveRows live, LocalDate first, LocalDate last) {
        Map<PartitionKey, List<FeatureRow>> rows = new LinkedHashMap<>();
        for (PartitionKey key : live.partitions(last.toEpochDay()).keySet()) {
            if (!key.date().isBefore(first)) {
                rows.put(key, live.read(LiveRows.place(key), LiveRows.ALL));
            }
        }
        return rows;
    }

    /** Those rows of a partition that are not in its file, each once, by sequence: what sealing would add. */
    public static List<FeatureRow> notIn(Optional<Partition> file, List<FeatureRow> inLog) {
        List<FeatureRow> rows = new ArrayList<>(inLog);
        rows.sort(Comparator.comparingLong(FeatureRow::sequence));
        Map<Times, List<FeatureRow>> seen = new HashMap<>();
        List<FeatureRow> kept = new ArrayList<>();
        for (FeatureRow row : rows) {
            List<FeatureRow> alike = seen.computeIfAbsent(
                    new Times(row.eventMicros(), row.knownMicros()),
                    times -> new ArrayList<>(file.map(partition -> partition.sameTimes(times.event(), times.known()))
                            .orElse(List.of())));
            if (alike.stream().noneMatch(row::sameContent)) {
                alike.add(row);
                kept.add(row);
            }
        }
        return kept;
    }
}
