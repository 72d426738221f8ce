package dev.barque.store.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.internal.parquet.ParquetFile;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureImportTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final FeatureSetId ID = FeatureSetId.of("other-1");
    private static final FeatureSet ONE =
            set(FeatureSchema.builder().float64("x", "1").build());
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @TempDir
    Path folder;

    private int homes;

    private static FeatureSet set(FeatureSchema schema) {
        return new FeatureSet(ID, schema, Lookback.atMost(Duration.ofDays(30)));
    }

    private static FeatureImport.Builder columns() {
        return FeatureImport.builder().symbolColumn("s").timeColumn("t").lag(Duration.ZERO);
    }

    private Path csv(String text) throws IOException {
        return Files.writeString(folder.resolve("in.csv"), text);
    }

    private Path parquet(String query) throws SQLException {
        return DuckTables.write(folder.resolve("in.parquet"), query);
    }

    /** What became of a table, and the rows of A that are in the store afterwards. */
    private record Taken(FeatureImportReport report, List<FeatureRow> rows) {
        List<String> times() {
            return rows.stream()
                    .map(row -> row.eventTime() + " " + row.knownAt())
                    .toList();
        }

        Map<String, Long> refusals() {
            return report.refusals().stream()
                    .collect(Collectors.toMap(FeatureImportReport.Refusal::code, FeatureImportReport.Refusal::count));
        }
    }

    private Taken take(FeatureImport how, FeatureSet set, Path file) {
        Path home = folder.resolve("home-" + homes++);
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(set).open(CLOCK)) {
            FeatureImportReport report = how.into(store, set, file);
            List<FeatureRow> rows = new ArrayList<>();
            for (LocalDate date : store.dates(set.id(), Symbol.of("A"))) {
                rows.addAll(store.rows(set.id(), Symbol.of("A"), date));
            }
            return new Taken(report, rows);
        }
    }

    private static void refused(String code, Runnable work, String... said) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContainingAll(said);
    }

    @Test
    void timestamps_of_every_unit_are_read() throws SQLException {
        String at = "TIMESTAMP '2025-10-24 14:00:00.123456'";
        for (String type : List.of("TIMESTAMPTZ", "TIMESTAMP", "TIMESTAMP_NS", "VARCHAR")) {
            Path file = parquet("SELECT 'A' AS s, (" + at + ")::" + type + " AS t, 1.5::DOUBLE AS x");

            assertThat(take(columns().naiveZone(ZoneOffset.UTC).build(), ONE, file)
                            .times())
                    .as(type)
                    .containsExactly("2025-10-24T14:00:00.123456Z 2025-10-24T14:00:00.123456Z");
        }
        Path millis = parquet("SELECT 'A' AS s, (" + at + ")::TIMESTAMP_MS AS t, 1.5::DOUBLE AS x");
        assertThat(take(columns().naiveZone(ZoneOffset.UTC).build(), ONE, millis)
                        .times())
                .containsExactly("2025-10-24T14:00:00.123Z 2025-10-24T14:00:00.123Z");
        Path seconds = parquet("SELECT 'A' AS s, 1761314400 AS t, 1.5::DOUBLE AS x");
        assertThat(take(columns().epochUnit(EpochUnit.SECONDS).build(), ONE, seconds)
                        .times())
                .containsExactly("2025-10-24T14:00:00Z 2025-10-24T14:00:00Z");
    }

    @Test
    void times_of_96_bits_are_read() {
        MessageType schema = Types.buildMessage()
                .required(PrimitiveTypeName.BINARY)
                .named("s")
                .required(PrimitiveTypeName.INT96)
                .named("t")
                .required(PrimitiveTypeName.DOUBLE)
                .named("x")
                .named("spark");
        // 2025-10-24 is day 2,460,973 of Julius Scaliger's count; 14:00:00.000001234 its nanoseconds.
        byte[] bytes = ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(14 * 3_600_000_000_000L + 1_234)
                .putInt(2_460_973)
                .array();
        Path file = folder.resolve("int96.parquet");
        ParquetFile.write(FileAccess.real(), file, schema, Map.of(), 1, (to, row) -> {
            to.startField("s", 0);
            to.addBinary(Binary.fromString("A"));
            to.endField("s", 0);
            to.startField("t", 1);
            to.addBinary(Binary.fromConstantByteArray(bytes));
            to.endField("t", 1);
            to.startField("x", 2);
            to.addDouble(1);
            to.endField("x", 2);
        });

        assertThat(take(columns().naiveZone(ZoneOffset.UTC).build(), ONE, file).times())
                .containsExactly("2025-10-24T14:00:00.000001Z 2025-10-24T14:00:00.000001Z");
        refused("ingest.undeclared-times", () -> take(columns().build(), ONE, file), "'t'", "Spark");
    }

    @Test
    void a_zone_or_a_unit_that_is_needed_is_asked_for_before_a_row_is_read() throws SQLException {
        for (String type : List.of("TIMESTAMP", "DATE", "BIGINT", "DOUBLE")) {
            String value = type.equals("TIMESTAMP") || type.equals("DATE") ? "'2025-10-24'" : "1761314400";
            Path file = parquet("SELECT 'A' AS s, " + value + "::" + type + " AS t, 1.5::DOUBLE AS x");

            refused("ingest.undeclared-times", () -> take(columns().build(), ONE, file), "'t'", "not guessed");
        }
        Path truth = parquet("SELECT 'A' AS s, true AS t, 1.5::DOUBLE AS x");
        refused("ingest.wrong-column", () -> take(columns().build(), ONE, truth), "'t'", "times");
        Path real = parquet("SELECT 1.5::DOUBLE AS s, TIMESTAMPTZ '2025-10-24 14:00:00Z' AS t, 1.5::DOUBLE AS x");
        refused("ingest.wrong-column", () -> take(columns().build(), ONE, real), "'s'", "text or whole numbers");
    }

    @Test
    void zones_follow_the_rules_of_the_other_readers() throws IOException {
        Path file = csv("""
                s,t,x
                A,2025-03-09T02:30:00,1
                A,2025-11-02T01:30:00,2
                A,2025-10-24T10:00:00,3
                A,2025-10-24T10:00:00+02:00,4
                """);

        Taken refusing = take(columns().naiveZone(NEW_YORK).build(), ONE, file);
        Taken second = take(
                columns().naiveZone(NEW_YORK).repeatedHour(RepeatedHour.SECOND).build(), ONE, file);

        assertThat(refusing.refusals()).isEqualTo(Map.of("ingest.spring-gap", 1L, "ingest.repeated-hour", 1L));
        assertThat(second.times())
                .containsExactly(
                        "2025-10-24T08:00:00Z 2025-10-24T08:00:00Z",
                        "2025-10-24T14:00:00Z 2025-10-24T14:00:00Z",
                        "2025-11-02T06:30:00Z 2025-11-02T06:30:00Z");
    }

    @Test
    void stamps_at_the_opening_are_shifted_and_created_timestamps_are_not() throws SQLException {
        Path file = parquet("SELECT * FROM (VALUES ('A', DATE '2025-10-23', TIMESTAMPTZ '2025-10-24 22:00:00Z', 1e0),"
                + " ('A', DATE '2025-10-24', TIMESTAMPTZ '2025-10-24 22:00:00Z', 2e0)) v(s, t, c, x)");
        FeatureImport daily = FeatureImport.builder()
                .symbolColumn("s")
                .timeColumn("t")
                .createdColumn("c")
                .stamps(StampConvention.atOpen(Duration.ofDays(1)))
                .naiveZone(NEW_YORK)
                .build();

        Taken taken = take(daily, ONE, file);

        // A day is over at its end: what claims to have known its features before has looked ahead.
        assertThat(taken.times()).containsExactly("2025-10-24T04:00:00Z 2025-10-24T22:00:00Z");
        assertThat(taken.refusals()).isEqualTo(Map.of("core.known-before-event", 1L));
    }

    @Test
    void rows_without_a_created_timestamp_are_known_after_the_declared_lag_or_refused() throws SQLException {
        Path file = parquet(
                "SELECT 'A' AS s, TIMESTAMPTZ '2025-10-24 14:00:00Z' + to_minutes(i::INT) AS t,"
                        + " CASE WHEN i = 0 THEN TIMESTAMPTZ '2025-10-24 15:00:00Z' END AS c, i::DOUBLE AS x FROM range(2) r(i)");
        FeatureImport.Builder both =
                FeatureImport.builder().symbolColumn("s").timeColumn("t").createdColumn("c");

        Taken strict = take(both.build(), ONE, file);
        Taken lagging = take(both.lag(Duration.ofSeconds(5)).build(), ONE, file);

        assertThat(strict.times()).containsExactly("2025-10-24T14:00:00Z 2025-10-24T15:00:00Z");
        assertThat(strict.refusals()).isEqualTo(Map.of("ingest.missing-created", 1L));
        assertThat(lagging.times())
                .containsExactly(
                        "2025-10-24T14:00:00Z 2025-10-24T15:00:00Z", "2025-10-24T14:01:00Z 2025-10-24T14:01:05Z");
    }

    @Test
    void what_is_not_declared_is_asked_for() {
        FeatureImport.Builder bare = FeatureImport.builder();
        refused("ingest.undeclared-symbol", bare::build, "one symbol for all");
        refused("ingest.undeclared-time", bare.symbolColumn("s")::build, "what time");
        refused("ingest.undeclared-knowledge", bare.timeColumn("t")::build, "lag", "not guessed");
        refused("ingest.double-role", bare.lag(Duration.ZERO).feature("t", "x")::build, "'t'");
        assertThatThrownBy(() -> bare.lag(Duration.ofSeconds(-1))).hasMessageContaining("zero or more");
    }

    @Test
    void bad_rows_are_counted_by_reason_with_examples_and_the_good_ones_go_in() throws IOException {
        StringBuilder text = new StringBuilder("s,t,c,x\nA,2025-10-24T14:00:00Z,2025-10-24T14:00:01Z,1.5\n");
        for (int i = 0; i < 7; i++) {
            text.append("A,yesterday,2025-10-24T14:00:01Z,1\n");
        }
        text.append(",2025-10-24T14:00:00Z,2025-10-24T14:00:01Z,1\n") // line 10
                .append("A,2025-10-24T14:00:00Z,2025-10-24T13:59:59.999999Z,1\n")
                .append("A,2025-10-24T14:00:00Z,2025-10-24T14:00:01Z,high\n")
                .append("A,2025-10-24T14:00:00Z,2025-10-24T14:00:01Z\n")
                .append("A,,2025-10-24T14:00:01Z,1\n")
                .append("\" A\",2025-10-24T14:00:00Z,2025-10-24T14:00:01Z,1\n")
                .append("株".repeat(40))
                .append(",2025-10-24T14:00:00Z,2025-10-24T14:00:01Z,1\n")
                .append("A,2025-10-24T14:00:02Z,2025-10-24T14:00:02Z,\n");
        FeatureImport how = FeatureImport.builder()
                .symbolColumn("s")
                .timeColumn("t")
                .createdColumn("c")
                .build();

        Taken taken = take(how, ONE, csv(text.toString()));

        assertThat(taken.refusals())
                .isEqualTo(Map.of(
                        "ingest.bad-time", 7L,
                        "ingest.missing-symbol", 1L,
                        "core.known-before-event", 1L,
                        "ingest.wrong-value", 1L,
                        "ingest.field-count", 1L,
                        "ingest.missing-time", 1L,
                        "core.bad-symbol", 1L,
                        "store.name-too-long", 1L));
        FeatureImportReport report = taken.report();
        assertThat(report.read()).isEqualTo(16);
        assertThat(report.read()).isEqualTo(report.appended() + report.repeated() + report.refused());
        assertThat(report.refusals().get(0).examples())
                .hasSize(FeatureImportReport.MAX_EXAMPLES)
                .first()
                .isEqualTo(new FeatureImportReport.Example(
                        3,
                        "Column 't': Cannot read 'yesterday' as a time. Expected ISO 8601 such as"
                                + " 2025-11-03T09:31:00-05:00."));
        assertThat(taken.rows()).hasSize(2);
        assertThat(taken.rows().get(1).isNull(0)).isTrue();
        assertThat(report.dates()).isEqualTo(Map.of(LocalDate.of(2025, 10, 24), 2L));
    }

    @Test
    void a_check_counts_the_same_and_writes_nothing() throws IOException {
        Path file = csv("s,t,x\nA,2025-10-24T14:00:00Z,1\nA,2025-10-24T14:00:00Z,1\nA,never,1\n");

        FeatureImportReport report = columns().build().check(ONE, file);

        assertThat(report.appended()).isEqualTo(1);
        assertThat(report.repeated()).isEqualTo(1);
        assertThat(report.refused()).isEqualTo(1);
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void numbers_stand_in_for_each_other_where_no_value_changes() throws SQLException {
        FeatureSet set = set(FeatureSchema.builder()
                .float64("a", "1")
                .int64("b", "1")
                .float64("c", "1")
                .int64("d", "1")
                .build());
        Path file = parquet(
                "SELECT 'A' AS s, TIMESTAMPTZ '2025-10-24 14:00:00Z' + to_seconds(i) AS t,"
                        + " (i + 7)::INTEGER AS a, (i + 0.5 * (i % 2))::DOUBLE AS b, 12.25::DECIMAL(9, 2) AS c,"
                        + " CASE WHEN i = 2 THEN 18446744073709551615 ELSE 4294967295 + i END::UBIGINT AS d FROM range(3) r(i)");

        Taken taken = take(columns().build(), set, file);

        assertThat(taken.refusals()).isEqualTo(Map.of("ingest.wrong-value", 2L));
        assertThat(taken.report().refusals().get(0).examples())
                .extracting(FeatureImportReport.Example::reason)
                .containsExactly(
                        "Cannot take '1.5' as the feature b. Expected INT64.",
                        "Cannot take '18446744073709551615' as the feature d. Expected INT64.");
        FeatureRow row = taken.rows().get(0);
        assertThat(row.float64(0)).isEqualTo(7.0);
        assertThat(row.int64(1)).isZero();
        assertThat(row.float64(2)).isEqualTo(12.25);
        assertThat(row.int64(3)).isEqualTo(4_294_967_295L);
    }

    @Test
    void unsigned_numbers_of_32_bits_do_not_become_negative() throws SQLException {
        Path file = parquet("SELECT 'A' AS s, TIMESTAMPTZ '2025-10-24 14:00:00Z' AS t, 4294967295::UINTEGER AS x");

        assertThat(take(columns().build(), ONE, file).rows().get(0).float64(0)).isEqualTo(4_294_967_295.0);
    }

    @Test
    void columns_that_are_not_those_of_the_set_are_all_named_and_nothing_is_taken() throws SQLException {
        FeatureSet set = set(FeatureSchema.builder()
                .float64("x", "1")
                .string("y")
                .int64("gone", "1")
                .add("z", FeatureType.FLOAT64_LIST, "1")
                .build());
        Path file =
                parquet("SELECT 'A' AS s, TIMESTAMPTZ '2025-10-24 14:00:00Z' AS t, 'text' AS x, 1 AS y, ['a'] AS z");

        refused(
                "ingest.other-schema",
                () -> take(columns().build(), set, file),
                "'x' holds BINARY (STRING) where x is FLOAT64",
                "'y' holds INT32",
                "no column for gone",
                "'z' holds a list of BINARY (STRING) where z is FLOAT64_LIST",
                "Nothing was taken");
        refused(
                "ingest.other-schema",
                () -> take(columns().feature("x", "nowhere").build(), set, file),
                "there is no feature 'nowhere', which 'x' was declared to be");
        refused("ingest.missing-column", () -> take(columns().without("w").build(), set, file), "'w'", "'z'");
    }

    @Test
    void columns_of_other_names_are_declared_and_others_are_ignored_by_name() throws SQLException {
        Path file = parquet("SELECT 'A' AS s, TIMESTAMPTZ '2025-10-24 14:00:00Z' AS t, 3 AS \"Avg Trips\","
                + " [1.5, 2] AS \"Cone\", 'note' AS remark");
        FeatureSet set = set(FeatureSchema.builder()
                .int64("trips.average", "1")
                .add("cone", FeatureType.FLOAT64_LIST, "bps")
                .build());

        refused(
                "ingest.no-schema",
                () -> columns().build().schemaOf(file),
                "lower-case words",
                "Avg Trips",
                "'Cone' holds a list of INT64 (DECIMAL");
        Path doubles = parquet("SELECT 'A' AS s, TIMESTAMPTZ '2025-10-24 14:00:00Z' AS t, 3 AS \"Avg Trips\","
                + " [1.5::DOUBLE, 2] AS \"Cone\", 'note' AS remark");
        FeatureImport how = columns()
                .feature("Avg Trips", "trips.average")
                .feature("Cone", "cone")
                .build();
        Taken taken = take(how, set, doubles);

        assertThat(taken.report().ignored()).containsExactly("remark");
        assertThat(taken.rows().get(0).int64(0)).isEqualTo(3);
        assertThat(taken.rows().get(0).value(1)).isEqualTo(List.of(1.5, 2.0));
        assertThat(columns()
                        .feature("Avg Trips", "trips.average")
                        .feature("Cone", "cone")
                        .without("remark")
                        .build()
                        .schemaOf(doubles)
                        .fields()
                        .stream()
                        .map(field -> field.name() + " " + field.type()))
                .containsExactly("trips.average INT64", "cone FLOAT64_LIST");
    }

    @Test
    void every_column_that_cannot_be_a_feature_is_named() throws SQLException {
        Path file =
                parquet("SELECT 'A' AS s, TIMESTAMPTZ '2025-10-24 14:00:00Z' AS t, TIMESTAMPTZ '2025-10-24' AS made,"
                        + " MAP {'a': 1} AS m, [[1]] AS nested, 'x' AS date, {'sequence': 1} AS g, uuid() AS id");

        refused(
                "ingest.no-schema",
                () -> columns().build().schemaOf(file),
                "'made' holds INT64 (TIMESTAMP",
                "'m' holds a MAP",
                "'nested' holds a list of",
                "'date' has the name of a column that every file of features has anyway",
                "'id' holds");
    }

    @Test
    void types_of_csv_follow_from_every_row() throws IOException {
        StringBuilder text = new StringBuilder("s,t,flag,count,price,code,late,big,empty\n");
        for (int i = 0; i < 3_000; i++) {
            text.append("A,2025-10-24T14:00:00Z,")
                    .append(i % 2 == 0)
                    .append(',')
                    .append(i)
                    .append(",1.5,0")
                    .append(i % 10)
                    .append(i == 2_999 ? ",x" : ",1")
                    .append(",12345678901234567890,\n");
        }
        Path file = csv(text.toString());

        refused("ingest.no-schema", () -> columns().build().schemaOf(file), "'empty' holds nothing in any row");
        assertThat(columns().without("empty").build().schemaOf(file).fields().stream()
                        .map(field -> field.name() + " " + field.type()))
                .containsExactly(
                        "flag BOOL", "count INT64", "price FLOAT64", "code STRING", "late STRING", "big STRING");
    }

    @Test
    void csv_of_another_system_comes_in_as_its_parquet_does() throws SQLException {
        String query = "SELECT 'A' AS s, TIMESTAMPTZ '2025-10-24 14:00:00Z' + to_seconds(i) AS t,"
                + " CASE WHEN i % 3 > 0 THEN i / 7e0 END AS x, i % 2 = 0 AS flag, 'say \"' || i || '\"' AS word"
                + " FROM range(100) r(i)";
        Path csv = DuckTables.write(folder.resolve("in.csv"), query);
        Path parquet = parquet(query);
        FeatureImport how = columns().build();

        assertThat(how.schemaOf(csv)).isEqualTo(how.schemaOf(parquet));
        FeatureSet set = set(how.schemaOf(csv));
        List<FeatureRow> ofCsv = take(how, set, csv).rows();
        List<FeatureRow> ofParquet = take(how, set, parquet).rows();
        assertThat(ofCsv).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(ofCsv.get(i).sameContent(ofParquet.get(i)))
                    .as("row %d", i)
                    .isTrue();
        }
    }

    @Test
    void an_import_that_was_cut_short_is_run_again() throws SQLException {
        Path file = parquet("SELECT 'A' AS s, TIMESTAMPTZ '2025-10-24 00:00:00Z' + to_seconds(i) AS t, i::DOUBLE AS x"
                + " FROM range(80000) r(i)");
        Path home = folder.resolve("home");
        FeatureImport dying = columns()
                .listener((rows, done, total) -> {
                    if (rows > 70_000) {
                        throw new IllegalStateException("killed");
                    }
                })
                .build();
        List<Long> heard = new ArrayList<>();
        FeatureImport whole = columns()
                .listener((rows, done, total) -> {
                    heard.add(done);
                    assertThat(total).isEqualTo(80_000);
                })
                .build();
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(ONE).open(CLOCK)) {
            assertThatThrownBy(() -> dying.into(store, ONE, file)).hasMessage("killed");
            store.seal();

            FeatureImportReport report = whole.into(store, ONE, file);

            assertThat(report.repeated()).isPositive();
            assertThat(report.appended()).isPositive();
            assertThat(report.appended() + report.repeated()).isEqualTo(80_000);
            assertThat(store.rows(ID, Symbol.of("A"), LocalDate.of(2025, 10, 24)))
                    .hasSize(80_000);
        }
        assertThat(heard).isSorted().last().isEqualTo(80_000L);
    }

    @Test
    void a_row_that_changed_back_is_a_repetition_and_no_correction() throws IOException {
        Path file = csv("s,t,x\nA,2025-10-24T14:00:00Z,1\nA,2025-10-24T14:00:00Z,2\n");
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(folder.resolve("home")).set(ONE).open(CLOCK)) {
            assertThat(columns().build().into(store, ONE, file).appended()).isEqualTo(2);
            store.seal();
            assertThat(columns().build().into(store, ONE, file).repeated()).isEqualTo(2);
            assertThat(store.rows(ID, Symbol.of("A"), LocalDate.of(2025, 10, 24)))
                    .extracting(row -> row.float64(0))
                    .containsExactly(1.0, 2.0);
        }
    }

    @Test
    void a_damaged_file_is_refused_before_anything_of_it_is_decoded() throws IOException, SQLException {
        Path file = parquet("SELECT 'A' AS s, TIMESTAMPTZ '2025-10-24 14:00:00Z' AS t, 1e0 AS x FROM range(5000)");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        refused("store.corrupt-file", () -> take(columns().build(), ONE, file), file.toString());
        // A size in the footer that lies: found by our own look, not by parquet-java.
        byte[] lying = whole.clone();
        Arrays.fill(lying, whole.length - 12, whole.length - 8, (byte) 0x7F);
        ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN).putInt(lying.length - 8, Integer.MAX_VALUE);
        Files.write(file, lying);
        refused("store.corrupt-file", () -> columns().build().schemaOf(file), "its footer claims");
        // A page that is none, under a footer that is whole.
        byte[] paged = whole.clone();
        Arrays.fill(paged, 4, 24, (byte) 0xFF);
        Files.write(file, paged);
        refused("store.corrupt-file", () -> take(columns().build(), ONE, file), "its pages have");
        refused("store.cannot-read", () -> columns().build().schemaOf(folder.resolve("no.parquet")), "no.parquet");
        refused("ingest.unknown-format", () -> columns().build().schemaOf(folder.resolve("no.xlsx")), ".parquet");
        refused("ingest.not-features", () -> columns().build().schemaOf(folder.resolve("no.jsonl")), "CSV");
    }
}
