package dev.barque.store.internal.log;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.Durability;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A log without a store around it. */
final class LogOnDisk {
    static final FeatureSet SET = new FeatureSet(
            FeatureSetId.of("v1"),
            FeatureSchema.builder()
                    .float64("number", "1")
                    .string("text")
                    .add("list", FeatureType.FLOAT64_LIST, "1")
                    .build(),
            Lookback.sameDate());
    static final Symbol SPY = Symbol.of("SPY");
    static final long START = UtcMicros.of(Instant.parse("2025-11-03T14:30:00Z"));

    private final FileAccess files;
    private final Path home;

    LogOnDisk(FileAccess files, Path home) {
        this.files = files;
        this.home = home;
    }

    /** What was found and can be read. */
    record Found(Recovery.Recovered recovered, List<FeatureRow> rows) {
        List<Double> numbers() {
            return rows.stream().map(row -> row.float64(0)).toList();
        }
    }

    static FeatureRow row(int number) {
        return FeatureRow.builder(SET, SPY)
                .float64(0, number)
                .string(1, "row " + number)
                .float64List(2, number, -number)
                .build(START + number, START + number);
    }

    LogWriter open(Durability durability, long segmentBytes) throws IOException {
        LogSets sets = new LogSets(List.of(SET));
        LogRows rows = new LogRows(files, home, sets);
        Recovery.Recovered recovered =
                Recovery.recover(files, home, sets, Checkpoint.NONE, rows, 1, (s, y, e, k, q, l) -> {});
        LogWriter writer =
                new LogWriter(files, Recovery.directory(home), sets, rows, durability, segmentBytes, recovered.state());
        writer.start();
        return writer;
    }

    /** Appends rows with these numbers, each a batch of its own. */
    static void append(LogWriter writer, int from, int to) {
        for (int i = from; i < to; i++) {
            writer.commit(writer.append(List.of(row(i)), 7).lastSequence());
        }
    }

    /** Recovers the log and reads every row of it. */
    Found recover() throws IOException {
        LogSets sets = new LogSets(List.of());
        try (LogRows rows = new LogRows(files, home, sets)) {
            List<Long> locations = new ArrayList<>();
            Recovery.Recovered recovered = Recovery.recover(
                    files, home, sets, Checkpoint.NONE, rows, 1, (s, y, e, k, q, location) -> locations.add(location));
            return new Found(
                    recovered,
                    locations.stream().map(location -> rows.read(location, SPY)).toList());
        }
    }
}
