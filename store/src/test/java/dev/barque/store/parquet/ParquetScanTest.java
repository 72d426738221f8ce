package dev.barque.store.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.store.asof.RowGroups.Column;
import dev.barque.store.asof.RowGroups.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetScanTest {
    private static final long AT = 1_761_312_600_000_000L;

    @TempDir
    Path folder;

    @Test
    void columns_say_what_their_values_are() throws Exception {
        Path file =
                copy("1.5::DOUBLE AS d, 1.5::FLOAT AS f, 7::INTEGER AS i, 7::BIGINT AS l, 7::UBIGINT AS u, true AS b,"
                        + " 'x' AS s, make_timestamptz(" + AT + ") AS t, make_timestamp(" + AT
                        + ") AS local, DATE '2025-10-24' AS day,"
                        + " 1.25::DECIMAL(9, 2) AS money, [1, 2] AS list, {'inner': 2.5::DOUBLE} AS box");
        try (ParquetScan scan = ParquetScan.open(file)) {
            assertThat(scan.columns())
                    .containsExactly(
                            new Column("d", Kind.FLOAT64),
                            new Column("f", Kind.FLOAT64),
                            new Column("i", Kind.INT64),
                            new Column("l", Kind.INT64),
                            new Column("u", Kind.OTHER),
                            new Column("b", Kind.BOOL),
                            new Column("s", Kind.TEXT),
                            new Column("t", Kind.TIMESTAMP),
                            new Column("local", Kind.LOCAL_TIMESTAMP),
                            new Column("day", Kind.OTHER),
                            new Column("money", Kind.OTHER),
                            new Column("list.list.element", Kind.OTHER),
                            new Column("box.inner", Kind.FLOAT64));
            double[] number = new double[1];
            scan.float64(0, "box.inner", number, 0);
            assertThat(number[0]).isEqualTo(2.5);
            scan.float64(0, "f", number, 0);
            assertThat(number[0]).isEqualTo(1.5);
            long[] whole = new long[1];
            scan.bool(0, "b", whole, 0);
            assertThat(whole[0]).isEqualTo(1);
            assertThatThrownBy(() -> scan.float64(0, "i", number, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("No column 'i' of [FLOAT64]")
                    .hasMessageContaining("name=d, kind=FLOAT64");
            assertThatThrownBy(() -> scan.float64(0, "none", number, 0)).hasMessageContaining("No column 'none'");
        }
    }

    @Test
    void times_of_every_unit_are_microseconds() throws Exception {
        Path file = copy("make_timestamptz(" + AT + ") AS micros, make_timestamp(" + AT + ")::TIMESTAMP_MS AS millis,"
                + " make_timestamp_ns(" + AT + "999)::TIMESTAMP_NS AS nanos");
        try (ParquetScan scan = ParquetScan.open(file)) {
            for (String column : List.of("micros", "millis", "nanos")) {
                long[] micros = new long[1];
                scan.micros(0, column, micros, 0);
                assertThat(micros[0]).as(column).isEqualTo(AT);
            }
        }
    }

    @Test
    void nulls_are_not_a_number_or_refused_where_there_is_no_such_thing() throws Exception {
        Path file = copy("CASE WHEN i = 1 THEN NULL ELSE i::DOUBLE END AS d, CASE WHEN i = 1 THEN NULL ELSE i END AS l,"
                + " CASE WHEN i = 1 THEN NULL ELSE 'x' || i END AS s FROM range(3) t(i)");
        try (ParquetScan scan = ParquetScan.open(file)) {
            double[] doubles = new double[5];
            scan.float64(0, "d", doubles, 2);
            assertThat(doubles).containsExactly(0, 0, 0, Double.NaN, 2);
            List<String> texts = new ArrayList<>();
            int[] codes = new int[3];
            scan.codes(
                    0,
                    "s",
                    text -> {
                        texts.add(text);
                        return texts.size();
                    },
                    codes,
                    0);
            assertThat(texts).containsExactly("x0", "x2");
            assertThat(codes).containsExactly(1, Integer.MIN_VALUE, 2);
            assertThatThrownBy(() -> scan.int64(0, "l", new long[3], 0))
                    .isInstanceOf(BarqueException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("column l has a null");
            long[] some = new long[2];
            boolean[] nulls = new boolean[2];
            scan.int64At(0, "l", new int[] {1, 2}, some, nulls);
            assertThat(some).containsExactly(0, 2);
            assertThat(nulls).containsExactly(true, false);
        }
    }

    @Test
    void rows_that_have_no_room_or_are_not_there_are_refused_before_anything_is_written() throws Exception {
        Path file = copy("i::DOUBLE AS d FROM range(3) t(i)");
        try (ParquetScan scan = ParquetScan.open(file)) {
            assertThatThrownBy(() -> scan.float64(0, "d", new double[3], 1)).hasMessageContaining("no room from 1 on");
            assertThatThrownBy(() -> scan.float64At(0, "d", new int[] {1, 0}, new double[2], new boolean[2]))
                    .hasMessageContaining("must go up");
            assertThatThrownBy(() -> scan.float64At(0, "d", new int[] {3}, new double[1], new boolean[1]))
                    .hasMessageContaining("which has 3");
        }
    }

    @Test
    void a_file_that_was_replaced_is_not_taken_for_the_one_that_was_opened() throws Exception {
        Path file = copy("i::DOUBLE AS d FROM range(3) t(i)");
        try (ParquetScan scan = ParquetScan.open(file)) {
            Path other = folder.resolve("other.parquet");
            Files.move(copyTo(other, "i::DOUBLE AS d FROM range(9) t(i)"), file, StandardCopyOption.REPLACE_EXISTING);
            assertThatThrownBy(scan::another)
                    .isInstanceOfSatisfying(
                            BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.changed-file"));
            double[] still = new double[3];
            scan.float64(0, "d", still, 0);
            assertThat(still).containsExactly(0, 1, 2);
        }
    }

    @Test
    void what_is_no_parquet_file_is_refused_by_name() throws Exception {
        Path file = Files.writeString(folder.resolve("text.parquet"), "not a Parquet file at all");
        assertThatThrownBy(() -> ParquetScan.open(file))
                .isInstanceOf(BarqueException.class)
                .hasMessageContaining("text.parquet");
        assertThatThrownBy(() -> ParquetScan.open(folder.resolve("none.parquet")))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.cannot-read"));
    }

    private Path copy(String select) throws SQLException {
        return copyTo(folder.resolve("file.parquet"), select);
    }

    private static Path copyTo(Path file, String select) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT " + select + ") TO '" + file + "' (FORMAT parquet)");
        }
        return file;
    }
}
