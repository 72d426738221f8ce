package dev.barque.ops.checks.data;

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
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Real homes with real files. */
final class Homes {
    static final Symbol SPY = Symbol.of("SPY");
    static final Symbol QQQ = Symbol.of("QQQ");
    static final FeatureSet SET = new FeatureSet(
            FeatureSetId.of("v1"),
            FeatureSchema.builder()
                    .float64("force", "1")
                    .float64("spread", "bps")
                    .build(),
            Lookback.sameDate());

    private Homes() {}

    static ParquetFeatureStore open(Path home, Instant now) {
        return ParquetFeatureStore.builder(home).set(SET).open(Clock.fixed(now, ZoneOffset.UTC));
    }

    /** A row for each minute from 15:00 UTC on. */
    static List<FeatureRow> rows(Symbol symbol, String date, int count) {
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
    static void sealed(Path home) {
        try (ParquetFeatureStore store = open(home, Asked.NOW)) {
            for (String date : List.of("2025-10-30", "2025-10-31")) {
                store.append(rows(SPY, date, 300));
                store.append(rows(QQQ, date, 300));
            }
            store.seal();
        }
    }

    static Path features(Path home, String date, Symbol symbol) {
        return home.resolve("data/date=" + date + "/symbol=" + symbol + "/feature_set_id=v1/features.parquet");
    }

    /** Bars that are complete at each minute of the session up to an instant. */
    static void bars(Path home, Symbol symbol, String date, String firstMinute, int count) {
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
    static void session(Path home, Symbol symbol, String date) {
        boolean summer = LocalDate.parse(date).isBefore(LocalDate.parse("2025-11-02"));
        bars(home, symbol, date, summer ? "13:31" : "14:31", 390);
    }
}
