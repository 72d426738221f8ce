package dev.barque.ops.backup;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.store.ParquetFeatureStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Homes with numbered rows, and a clock that is set. */
final class Homes {
    static final FeatureSet SET = new FeatureSet(
            FeatureSetId.of("v1"), FeatureSchema.builder().int64("number", "1").build(), Lookback.sameDate());
    static final Symbol SPY = Symbol.of("SPY");
    private static final long START = 1_762_180_200_000_000L;
    private static final long DAY = 86_400_000_000L;

    private Homes() {}

    static final class SetClock extends Clock {
        Instant now = Instant.parse("2026-01-02T03:04:05Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    static FeatureRow row(long number) {
        long time = START + number % 3 * DAY + number;
        return FeatureRow.builder(SET, SPY).int64(0, number).build(time, time);
    }

    static ParquetFeatureStore open(Path home) {
        return ParquetFeatureStore.builder(home).set(SET).open(new SetClock());
    }

    /** Rows {@code from..to}, sealed up to {@code sealed}. */
    static void append(Path home, long from, long sealed, long to) {
        try (ParquetFeatureStore store = open(home)) {
            if (sealed >= from) {
                store.append(LongStream.rangeClosed(from, sealed)
                        .mapToObj(Homes::row)
                        .toList());
                store.seal();
            }
            if (to > sealed) {
                store.append(LongStream.rangeClosed(sealed + 1, to)
                        .mapToObj(Homes::row)
                        .toList());
            }
        }
    }

    static List<Long> numbers(Path home) {
        List<Long> found = new ArrayList<>();
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).openReadOnly()) {
            for (LocalDate date : store.dates(SET.id(), SPY)) {
                store.rows(SET.id(), SPY, date).forEach(row -> found.add(row.int64(0)));
            }
        }
        found.sort(null);
        return found;
    }

    static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    /** All files below a directory with what is in them. */
    static Map<String, List<Byte>> content(Path directory) throws IOException {
        Map<String, List<Byte>> all = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            paths.filter(Files::isRegularFile).forEach(file -> {
                List<Byte> bytes = new ArrayList<>();
                try {
                    for (byte b : Files.readAllBytes(file)) {
                        bytes.add(b);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                all.put(directory.relativize(file).toString(), bytes);
            });
        }
        return all;
    }
}
