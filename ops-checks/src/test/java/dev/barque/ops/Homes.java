package dev.barque.ops;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.ingest.Ingest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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

/** Real homes with real files, a market's or of numbered rows, and a clock that is set. */
public final class Homes {
    public static final Symbol SPY = Symbol.of("SPY");
    public static final Symbol QQQ = Symbol.of("QQQ");
    public static final FeatureSet SET = new FeatureSet(
            FeatureSetId.of("v1"),
            FeatureSchema.builder()
                    .float64("force", "1")
                    .float64("spread", "bps")
                    .build(),
            Lookback.sameDate());

    private static final long START = 1_762_180_200_000_000L;
    private static final long DAY = 86_400_000_000L;

    private Homes() {}

    public static final class SetClock extends Clock {
        public Instant now = Instant.parse("2026-01-02T03:04:05Z");

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

    /** A row that its number tells from others, on one of three dates. */
    public static FeatureRow row(long number) {
        long time = START + number % 3 * DAY + number;
        return FeatureRow.builder(SET, SPY)
                .float64(0, (double) number)
                .float64(1, 0)
                .build(time, time);
    }

    public static ParquetFeatureStore open(Path home) {
        return ParquetFeatureStore.builder(home).set(SET).open(new SetClock());
    }

    /** Rows {@code from..to}, sealed up to {@code sealed}. */
    public static void append(Path home, long from, long sealed, long to) {
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

    /** Which rows of {@link #row} a home holds, ascending. */
    public static List<Long> numbers(Path home) {
        List<Long> found = new ArrayList<>();
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).openReadOnly()) {
            for (LocalDate date : store.dates(SET.id(), SPY)) {
                store.rows(SET.id(), SPY, date).forEach(row -> found.add((long) row.float64(0)));
            }
        }
        found.sort(null);
        return found;
    }

    public static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    /** All files below a directory with what is in them. */
    public static Map<String, List<Byte>> content(Path directory) throws IOException {
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

    public static ParquetFeatureStore open(Path home, Instant now) {
        return ParquetFeatureStore.builder(home).set(SET).open(Clock.fixed(now, ZoneOffset.UTC));
    }

    /** A row for each minute from 15:00 UTC on. */
    public static List<FeatureRow> rows(Symbol symbol, String date, int count) {
        long start = UtcMicros.of(Instant.parse(date + "T15:00:00Z"));
        List<FeatureRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long at = start + i * UtcMicros.PER_MINUTE;
            rows.add(FeatureRow.builder(SET, symbol)
                    .float64(0, i)
                    .float64(1, 1.0 / (i + 1))
                    .build(at, at));
        }
        return rows;
    }

    /** Sealed features of two symbols on two dates. */
    public static void sealed(Path home) {
        try (ParquetFeatureStore store = open(home, Instant.parse("2025-11-03T15:30:00Z"))) {
            for (String date : List.of("2025-10-30", "2025-10-31")) {
                store.append(rows(SPY, date, 300));
                store.append(rows(QQQ, date, 300));
            }
            store.seal();
        }
    }

    public static Path features(Path home, String date, Symbol symbol) {
        return home.resolve("data/date=" + date + "/symbol=" + symbol + "/feature_set_id=v1/features.parquet");
    }

    /** Bars that are complete at each minute of the session up to an instant. */
    public static void bars(Path home, Symbol symbol, String date, String firstMinute, int count) {
        Instant first = Instant.parse(date + "T" + firstMinute + ":00Z");
        List<Map<String, String>> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double price = 600 + Math.sin(i) / 10;
            records.add(Map.of(
                    "symbol", symbol.value(),
                    "t", first.plusSeconds(60L * i).toString(),
                    "price", Double.toString(price),
                    "volume", "100",
                    "dollar_volume", Double.toString(price * 100)));
        }
        Ingest.into(home)
                .stamps(StampConvention.atClose(Duration.ofMinutes(1)))
                .build()
                .records(records, symbol + " on " + date);
    }

    /** The whole session of a date: 390 minutes, in summer or winter. */
    public static void session(Path home, Symbol symbol, String date) {
        boolean summer = LocalDate.parse(date).isBefore(LocalDate.parse("2025-11-02"));
        bars(home, symbol, date, summer ? "13:31" : "14:31", 390);
    }
}
