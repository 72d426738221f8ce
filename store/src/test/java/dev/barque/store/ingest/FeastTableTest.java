package dev.barque.store.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.ParquetFeatureStore;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An offline table of Feast, written by DuckDB: drivers, event timestamps and created timestamps, with corrections and rows that came
 * late. What the store answers after the import is what the table itself says to whoever reads it row by row.
 */
class FeastTableTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final long START = UtcMicros.of(Instant.parse("2025-10-20T00:00:00Z"));
    private static final long MINUTE = 60_000_000L;
    private static final int SPAN_MINUTES = 8 * 24 * 60;
    private static final Duration MAX_AGE = Duration.ofHours(30);

    @TempDir
    Path folder;

    /** A row of the table as it is made, before any of our code sees it. */
    private record Driver(
            int place,
            long id,
            long event,
            long created,
            @Nullable Double rate,
            @Nullable Long trips,
            String city) {
        String sql() {
            return "(" + place + ", " + id + ", make_timestamptz(" + event + "), make_timestamptz(" + created + "), "
                    + rate + "::DOUBLE, " + trips + "::BIGINT, '" + city + "', [" + id + ".5, NULL], "
                    + "[{lo: " + place + "::DOUBLE, hi: 1e9::DOUBLE}], {deep: {flag: " + (place % 2 == 0) + "}})";
        }
    }

    private static List<Driver> table(Random random, int size) {
        List<Driver> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (!rows.isEmpty() && random.nextInt(4) == 0) {
                // A correction: the same driver and event, created later; now and then at the very same time.
                Driver old = rows.get(random.nextInt(rows.size()));
                long later = random.nextInt(5) == 0 ? 0 : random.nextInt(3 * 24 * 60) * MINUTE;
                rows.add(row(random, i, old.id(), old.event(), old.created() + later));
            } else {
                long event = START + random.nextInt(SPAN_MINUTES) * MINUTE;
                long late =
                        random.nextInt(3) == 0 ? random.nextInt(2 * 24 * 60) * MINUTE : random.nextInt(90) * 1_000_001L;
                rows.add(row(random, i, 1_001 + random.nextInt(6), event, event + late));
            }
        }
        return rows;
    }

    private static Driver row(Random random, int place, long id, long event, long created) {
        return new Driver(
                place,
                id,
                event,
                created,
                random.nextInt(9) == 0 ? null : random.nextDouble(),
                random.nextInt(9) == 0 ? null : random.nextLong(),
                List.of("Ulm", "São Paulo", "").get(random.nextInt(3)));
    }

    private Path written(List<Driver> rows) throws SQLException {
        StringBuilder insert = new StringBuilder("INSERT INTO stats VALUES ");
        for (int i = 0; i < rows.size(); i++) {
            insert.append(i == 0 ? "" : ", ").append(rows.get(i).sql());
        }
        return DuckTables.write(
                folder.resolve("driver_stats.parquet"),
                "SELECT * EXCLUDE place FROM stats ORDER BY place",
                "CREATE TABLE stats (place INTEGER, driver_id BIGINT, event_timestamp TIMESTAMPTZ, created TIMESTAMPTZ,"
                        + " conv_rate DOUBLE, trips BIGINT, city VARCHAR, cone DOUBLE[],"
                        + " zones STRUCT(lo DOUBLE, hi DOUBLE)[], nested STRUCT(deep STRUCT(flag BOOLEAN)))",
                insert.toString());
    }

    /** The rule of the issue, over the table: nothing of the store, of the import or of Parquet is in it. */
    private static Optional<Driver> expected(List<Driver> rows, long id, long event, long known) {
        Driver best = null;
        for (Driver row : rows) {
            boolean seen = row.id() == id
                    && row.event() <= event
                    && row.created() <= known
                    && row.event() >= event - MAX_AGE.toMillis() * 1_000;
            if (seen
                    && (best == null
                            || row.event() > best.event()
                            || (row.event() == best.event() && row.created() >= best.created()))) {
                best = row;
            }
        }
        return Optional.ofNullable(best);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void answers_after_the_import_are_those_of_the_table(long seed) throws SQLException {
        Random random = new Random(seed);
        List<Driver> rows = table(random, 3_000);
        Path file = written(rows);
        FeatureImport feast = FeatureImport.builder()
                .symbolColumn("driver_id")
                .timeColumn("event_timestamp")
                .createdColumn("created")
                .build();
        FeatureSet set = new FeatureSet(FeatureSetId.of("feast-1"), feast.schemaOf(file), Lookback.atMost(MAX_AGE));

        assertThat(set.schema().fields().stream().map(field -> field.name() + " " + field.type()))
                .containsExactly(
                        "conv_rate FLOAT64",
                        "trips INT64",
                        "city STRING",
                        "cone FLOAT64_LIST",
                        "zones INTERVAL_LIST",
                        "nested.deep.flag BOOL");
        Path home = folder.resolve("home");
        try (ParquetFeatureStore store = open(home, set)) {
            FeatureImportReport report = feast.into(store, set, file);

            assertThat(report.read()).isEqualTo(rows.size());
            assertThat(report.appended()).as("seed %d, %s", seed, report).isEqualTo(rows.size());
            assertThat(report.dates().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(rows.size());
            ask(store, set, rows, random, seed);
            store.seal();
            ask(store, set, rows, random, seed);
            FeatureImportReport again = feast.into(store, set, file);
            assertThat(again.repeated()).as("seed %d, %s", seed, again).isEqualTo(rows.size());
            assertThat(again.appended()).isZero();
            ask(store, set, rows, random, seed);
        }
        try (ParquetFeatureStore store = open(home, set)) {
            assertThat(store.openReport().rows()).isZero();
            ask(store, set, rows, random, seed);
        }
    }

    private static ParquetFeatureStore open(Path home, FeatureSet set) {
        return ParquetFeatureStore.builder(home).set(set).open(CLOCK);
    }

    private static void ask(ParquetFeatureStore store, FeatureSet set, List<Driver> rows, Random random, long seed) {
        int found = 0;
        int corrected = 0;
        for (int i = 0; i < 600; i++) {
            long id = 1_001L + random.nextInt(7);
            long event = START + random.nextInt(SPAN_MINUTES) * MINUTE + random.nextInt(2);
            long known = random.nextBoolean() ? event : event + random.nextInt(4 * 24 * 60) * MINUTE;
            Optional<Driver> expected = expected(rows, id, event, known);
            Optional<FeatureRow> answer = store.find(
                    set.id(),
                    Symbol.of(Long.toString(id)),
                    new AsOf(UtcMicros.toInstant(event), UtcMicros.toInstant(known)));
            assertThat(answer.map(FeastTableTest::shown))
                    .as("seed %d, driver %d at %d known by %d", seed, id, event, known)
                    .isEqualTo(expected.map(FeastTableTest::shown));
            found += expected.isPresent() ? 1 : 0;
            corrected += expected(rows, id, event, Long.MAX_VALUE).equals(expected) ? 0 : 1;
        }
        assertThat(found).isGreaterThan(300);
        assertThat(corrected)
                .as("questions whose answer depends on when it is asked")
                .isGreaterThan(30);
    }

    private static String shown(FeatureRow row) {
        FeatureSchema schema = row.schema();
        return row.eventMicros() + " " + row.knownMicros() + " " + row.value(schema.indexOf("conv_rate")) + " "
                + row.value(schema.indexOf("trips")) + " " + row.value(schema.indexOf("city")) + " "
                + row.value(schema.indexOf("cone")) + " " + row.lo(schema.indexOf("zones"), 0) + " "
                + row.value(schema.indexOf("nested.deep.flag"));
    }

    private static String shown(Driver driver) {
        return driver.event() + " " + driver.created() + " " + driver.rate() + " " + driver.trips() + " "
                + driver.city() + " [" + driver.id() + ".5, NaN] " + driver.place() + ".0 "
                + (driver.place() % 2 == 0);
    }
}
