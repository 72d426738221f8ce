package dev.barque.store.asof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.store.parquet.ParquetScan;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A join straight from a file answers as one from the same rows in memory, however the rows stand in it. */
class FileJoinTest {
    private static final long HOUR = 3_600_000_000L;
    private static final int SYMBOLS = 7;
    private static final FeatureSchema SCHEMA = FeatureSchema.builder()
            .float64("price", "USD")
            .int64("number", "1")
            .add("sure", FeatureType.BOOL, "")
            .string("grade")
            .build();
    private static final List<String> FIELDS = List.of("price", "number", "sure", "grade");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "'time, known', any, 20000, 1",
        "'symbol, time', any, 20000, 2",
        "'random()', any, 9000, 2",
        "'time DESC', any, 20000, 1",
        "'time', hours, 20000, 2",
        "'random()', date, 9000, 1",
        "'symbol, time', hours, 500, 1"
    })
    void answers_are_those_of_a_table_in_memory(String order, String lookback, int rows, int threads) throws Exception {
        long seed = Long.getLong("barque.test.seed", System.nanoTime());
        Random random = new Random(seed);
        FeatureSet set = new FeatureSet(FeatureSetId.of("v1"), SCHEMA, lookback(lookback));
        FeatureTable.Builder builder = FeatureTable.builder(set, FIELDS);
        Path file = folder.resolve("rows.parquet");
        write(file, order, random, rows, builder);
        FeatureTable table = builder.build();
        Spine spine = spine(random, 15_000);

        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            FileColumns columns = FileColumns.known("symbol", "time", "known");
            for (Duration tolerance : new Duration[] {Duration.ofDays(9_999), Duration.ofMinutes(40)}) {
                JoinedColumns expected =
                        AsOfJoin.with(table).tolerance(tolerance).columns(spine);
                JoinedColumns found = FileJoin.with(() -> ParquetScan.open(file), columns, set, FIELDS)
                        .tolerance(tolerance)
                        .parallel(executor, threads)
                        .columns(spine);
                assertThat(expected.matched()).isBetween(100, 15_000 - 100);
                assertSame(found, expected, seed);
            }
        } finally {
            executor.shutdown();
        }
    }

    private static Lookback lookback(String name) {
        return switch (name) {
            case "any" -> Lookback.atMost(Duration.ofDays(365_000));
            case "hours" -> Lookback.atMost(Duration.ofHours(2));
            default -> Lookback.sameDate();
        };
    }

    private static void assertSame(JoinedColumns found, JoinedColumns expected, long seed) {
        assertThat(found.eventMicros()).as("seed %d", seed).isEqualTo(expected.eventMicros());
        assertThat(found.knownMicros()).as("seed %d", seed).isEqualTo(expected.knownMicros());
        assertThat(found.float64(0)).as("seed %d", seed).isEqualTo(expected.float64(0));
        assertThat(found.int64(1)).as("seed %d", seed).isEqualTo(expected.int64(1));
        assertThat(found.bool(2)).as("seed %d", seed).isEqualTo(expected.bool(2));
        assertThat(found.string(3)).as("seed %d", seed).isEqualTo(expected.string(3));
        for (int q = 0; q < found.size(); q++) {
            for (int column = 0; column < FIELDS.size(); column++) {
                assertThat(found.isNull(q, column)).as("seed %d", seed).isEqualTo(expected.isNull(q, column));
            }
        }
    }

    private static Spine spine(Random random, int questions) {
        Spine.Builder spine = Spine.builder();
        for (int i = 0; i < questions; i++) {
            long time = random.nextLong(9 * 24 * HOUR);
            spine.ask(
                    Symbol.of("S" + random.nextInt(SYMBOLS + 1)),
                    time,
                    random.nextInt(3) == 0 ? time + random.nextLong(HOUR) : time);
        }
        return spine.build();
    }

    /** Rows, some of them with the same times and some corrected later; of equal times only one, so that order does not decide. */
    private static void write(Path file, String order, Random random, int rows, FeatureTable.Builder table)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 1");
            statement.execute("CREATE TABLE rows (symbol VARCHAR, event BIGINT, late BIGINT, price DOUBLE,"
                    + " number BIGINT, sure BOOLEAN, grade VARCHAR)");
            try (DuckDBAppender to = connection.unwrap(DuckDBConnection.class).createAppender("main", "rows")) {
                for (int i = 0; i < rows; i++) {
                    String symbol = "S" + (random.nextInt(SYMBOLS) + 1);
                    long event = (random.nextLong(8 * 24 * HOUR) / 1_000 * rows + i) / rows * 1_000;
                    long known = event + (random.nextInt(4) == 0 ? random.nextLong(5 * HOUR) : 0) / rows * rows + i;
                    boolean isNull = random.nextInt(5) == 0;
                    double price = random.nextDouble();
                    long number = random.nextLong();
                    String grade = "grade " + random.nextInt(20);
                    to.beginRow();
                    to.append(symbol);
                    to.append(event);
                    to.append(known);
                    FeatureTable.Rows of = table.rows(Symbol.of(symbol));
                    int row = of.add(event, known);
                    of.int64(row, 1, number);
                    of.bool(row, 2, i % 3 == 0);
                    if (isNull) {
                        to.appendNull();
                    } else {
                        to.append(price);
                        of.float64(row, 0, price);
                    }
                    to.append(number);
                    to.append(i % 3 == 0);
                    if (isNull) {
                        to.appendNull();
                    } else {
                        to.append(grade);
                        of.string(row, 3, grade);
                    }
                    to.endRow();
                }
            }
            statement.execute("COPY (SELECT symbol, make_timestamptz(event) AS time, make_timestamptz(late) AS known,"
                    + " price, number, sure, grade FROM rows ORDER BY " + order + ") TO '" + file
                    + "' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048)");
        }
    }

    @Test
    void of_rows_with_the_same_times_the_last_in_the_file_wins_across_row_groups() throws Exception {
        Path file = folder.resolve("same.parquet");
        duckDb(
                "COPY (SELECT 'S1' AS symbol, make_timestamptz(60000000) AS time, i AS number FROM range(10000) t(i)) TO '"
                        + file + "' (FORMAT parquet, ROW_GROUP_SIZE 2048)");
        FeatureSet set = new FeatureSet(
                FeatureSetId.of("v1"),
                FeatureSchema.builder().int64("number", "1").build(),
                Lookback.sameDate());
        Spine spine = Spine.of(List.of(Symbol.of("S1")), new int[3], new long[] {59_999_999, 60_000_000, 61_000_000});
        JoinedColumns joined = FileJoin.with(
                        () -> ParquetScan.open(file),
                        FileColumns.lagged("symbol", "time", Duration.ofSeconds(1)),
                        set,
                        List.of("number"))
                .columns(spine);
        assertThat(joined.isMatched(0)).isFalse();
        assertThat(joined.isMatched(1)).as("known a second later").isFalse();
        assertThat(joined.int64(0)[2]).isEqualTo(9_999);
        assertThat(joined.knownMicros()[2]).isEqualTo(61_000_000);
    }

    @Test
    void a_join_costs_each_question_a_few_candidates_however_many_row_groups_there_are() throws Exception {
        Path file = folder.resolve("long.parquet");
        duckDb("COPY (SELECT 'S' || i % 10 AS symbol, make_timestamptz((i * 1000000)::BIGINT) AS time, i AS number"
                + " FROM range(400000) t(i)) TO '" + file + "' (FORMAT parquet, ROW_GROUP_SIZE 2048)");
        FeatureSet set = new FeatureSet(
                FeatureSetId.of("v1"),
                FeatureSchema.builder().int64("number", "1").build(),
                Lookback.atMost(Duration.ofDays(9_999)));
        int questions = 50_000;
        Random random = new Random(3);
        Spine spine = Spine.of(
                IntStream.range(0, 10).mapToObj(i -> Symbol.of("S" + i)).toList(),
                random.ints(questions, 0, 10).toArray(),
                random.longs(questions, 0, 400_000_000_000L).toArray());
        JoinedColumns joined = new JoinedColumns(List.of(), questions, true);
        joined.clear();
        FileMatches matches = new FileMatches(spine, set, Duration.ofDays(9_999), joined);
        long asked = 0;
        int groups;
        try (ParquetScan scan = ParquetScan.open(file)) {
            groups = scan.groups();
            GroupTimes times = new GroupTimes(FileColumns.lagged("symbol", "time", Duration.ZERO), set, spine);
            for (int group = groups - 1; group >= 0; group--) {
                asked += matches.join(times.read(scan, group), group);
            }
        }
        assertThat(groups).isGreaterThan(150);
        assertThat(asked).isBetween((long) questions - 500, 2L * questions);
    }

    @Test
    void what_a_file_lacks_is_told_at_once() throws Exception {
        Path file = folder.resolve("naive.parquet");
        duckDb(
                "COPY (SELECT 'S1' AS ticker, TIMESTAMP '2025-10-24 13:30:00' AS time, 1::INTEGER AS number, 'x' AS price)"
                        + " TO '" + file + "' (FORMAT parquet)");
        FeatureSet set = new FeatureSet(FeatureSetId.of("v1"), SCHEMA, Lookback.sameDate());
        Spine spine = Spine.of(List.of(Symbol.of("S1")), new int[1], new long[1]);
        FileColumns columns = FileColumns.lagged("symbol", "time", Duration.ZERO);
        assertThatThrownBy(() -> FileJoin.with(
                                () -> ParquetScan.open(file), columns, set, List.of("price", "number", "grade"))
                        .columns(spine))
                .isInstanceOf(BarqueException.class)
                .hasMessageContaining("there is no 'symbol'")
                .hasMessageContaining("'time' is LOCAL_TIMESTAMP instead of TIMESTAMP")
                .hasMessageContaining("'price' is TEXT instead of FLOAT64")
                .hasMessageContaining("there is no 'grade'")
                .hasMessageContaining("[ticker, time, number, price]");

        FileColumns right = FileColumns.lagged("ticker", "time", Duration.ZERO).zoneless(FileColumns.Zoneless.UTC);
        Spine at = Spine.of(List.of(Symbol.of("S1")), new int[1], new long[] {1_761_312_600_000_000L});
        assertThat(FileJoin.with(() -> ParquetScan.open(file), right, set, List.of("number"))
                        .columns(at)
                        .int64(0)[0])
                .isEqualTo(1);
    }

    @Test
    void rows_without_a_symbol_or_time_and_rows_known_too_early_are_refused_by_their_place() throws Exception {
        FeatureSet set = new FeatureSet(
                FeatureSetId.of("v1"),
                FeatureSchema.builder().int64("number", "1").build(),
                Lookback.sameDate());
        Spine spine = Spine.of(List.of(Symbol.of("S1")), new int[1], new long[1]);
        Path nobody = folder.resolve("nobody.parquet");
        duckDb("COPY (SELECT CASE WHEN i = 3000 THEN NULL ELSE 'S1' END AS symbol, make_timestamptz(i) AS time,"
                + " i AS number FROM range(5000) t(i)) TO '" + nobody + "' (FORMAT parquet, ROW_GROUP_SIZE 2048)");
        FileColumns columns = FileColumns.lagged("symbol", "time", Duration.ZERO);
        assertThatThrownBy(() -> FileJoin.with(() -> ParquetScan.open(nobody), columns, set, List.of("number"))
                        .columns(spine))
                .isInstanceOf(BarqueException.class)
                .hasMessageContaining("row 952 of row group 1")
                .hasMessageContaining("no symbol");

        Path never = folder.resolve("never.parquet");
        duckDb("COPY (SELECT 'S1' AS symbol, CASE WHEN i = 7 THEN NULL ELSE make_timestamptz(i) END AS time,"
                + " i AS number FROM range(10) t(i)) TO '" + never + "' (FORMAT parquet)");
        assertThatThrownBy(() -> FileJoin.with(() -> ParquetScan.open(never), columns, set, List.of("number"))
                        .columns(spine))
                .isInstanceOf(BarqueException.class)
                .hasMessageContaining("column time has a null");

        Path early = folder.resolve("early.parquet");
        duckDb("COPY (SELECT 'S1' AS symbol, make_timestamptz(i) AS time, make_timestamptz(i - 1) AS known,"
                + " i AS number FROM range(10) t(i)) TO '" + early + "' (FORMAT parquet)");
        FileColumns known = FileColumns.known("symbol", "time", "known");
        assertThatThrownBy(() -> FileJoin.with(() -> ParquetScan.open(early), known, set, List.of("number"))
                        .columns(spine))
                .isInstanceOf(BarqueException.class)
                .hasMessageContaining("row 0 of row group 0")
                .hasMessageContaining("known before");
    }

    private static void duckDb(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 1");
            statement.execute(sql);
        }
    }
}
