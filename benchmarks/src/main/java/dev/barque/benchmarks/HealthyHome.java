package dev.barque.benchmarks;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.ingest.Ingest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A home in which nothing is wrong, an hour into a session: minutes of some symbols for a week, a bar a day for the half year
 * before, sealed features, a log with rows of today, log files of the program.
 */
final class HealthyHome {
    /** A Monday. */
    static final Instant NOW = Instant.parse("2025-11-03T15:30:00Z");

    private static final int SYMBOLS = 8;
    private static final WideRows ROWS = new WideRows(60, 20_251_103);

    private final Path directory;
    private final Path beside;

    private HealthyHome(Path above) {
        directory = above.resolve("home");
        beside = above.resolve("program");
    }

    /** What another process made. */
    static HealthyHome madeIn(Path above) {
        return new HealthyHome(above);
    }

    static HealthyHome in(Path above) {
        HealthyHome home = new HealthyHome(above);
        try {
            home.bars();
            home.features();
            home.files();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return home;
    }

    Path directory() {
        return directory;
    }

    Path logs() {
        return beside.resolve("logs");
    }

    Path candidates() {
        return beside.resolve("candidates.csv");
    }

    Path configuration() {
        return beside.resolve("profile.yaml");
    }

    FeatureSet set() {
        return ROWS.set();
    }

    private void bars() {
        List<Map<String, String>> records = new ArrayList<>();
        for (LocalDate date = LocalDate.parse("2025-05-01"); date.getMonthValue() < 10; date = date.plusDays(1)) {
            records.add(bar(0, date.atTime(15, 0).toInstant(ZoneOffset.UTC)));
        }
        for (int day = 27; day <= 31; day++) {
            session(records, Instant.parse("2025-10-" + day + "T13:31:00Z"), 390);
        }
        session(records, Instant.parse("2025-11-03T14:31:00Z"), 60);
        Ingest.into(directory)
                .stamps(StampConvention.atClose(Duration.ofMinutes(1)))
                .build()
                .records(records, "made up");
    }

    private static void session(List<Map<String, String>> records, Instant first, int minutes) {
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            for (int i = 0; i < minutes; i++) {
                records.add(bar(symbol, first.plusSeconds(60L * i)));
            }
        }
    }

    private static Map<String, String> bar(int symbol, Instant time) {
        return Map.of(
                "symbol",
                "S" + symbol,
                "t",
                time.toString(),
                "price",
                "600",
                "volume",
                "100",
                "dollar_volume",
                "60000");
    }

    private void features() {
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(directory).set(ROWS.set()).open(Clock.fixed(NOW, ZoneOffset.UTC))) {
            store.append(rows(Instant.parse("2025-10-31T14:31:00Z"), 390));
            store.seal();
            store.append(rows(Instant.parse("2025-11-03T14:31:00Z"), 60));
        }
    }

    private static List<FeatureRow> rows(Instant first, int count) {
        List<FeatureRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(ROWS.row(Symbol.of("S0"), UtcMicros.of(first) + i * UtcMicros.PER_MINUTE));
        }
        return rows;
    }

    private void files() throws IOException {
        Files.createDirectories(logs());
        for (int i = 0; i < 10; i++) {
            Files.writeString(logs().resolve("program-" + i + ".log"), "started\n");
        }
        for (Path file : List.of(candidates(), configuration())) {
            Files.setLastModifiedTime(Files.writeString(file, "SPY\n"), FileTime.from(NOW));
        }
    }
}
