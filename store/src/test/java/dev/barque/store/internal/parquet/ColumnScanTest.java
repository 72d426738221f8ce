package dev.barque.store.internal.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole pages at a time, columns say what they say value by value; the files are those of another writer. */
class ColumnScanTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"uncompressed, 5000", "snappy, 70000", "gzip, 300", "zstd, 130000", "zstd, 0", "zstd, 1"})
    void columns_are_those_that_another_reader_finds(String codec, int rows) throws Exception {
        Path file = write(codec, rows);
        byte[] content = Files.readAllBytes(file);
        ParquetTable expected = ParquetFile.read(content, file);

        int compared = 0;
        try (ColumnScan scan = ColumnScan.of(content, file)) {
            assertThat(scan.rows()).isEqualTo(rows);
            for (ParquetColumn column : expected.columns()) {
                if (scan.hasTexts(column.path())) {
                    Object[] texts = new Object[rows];
                    scan.texts(column.path(), texts);
                    for (int row = 0; row < rows; row++) {
                        assertThat(texts[row]).isEqualTo(column.isNull(row) ? null : column.string(row));
                    }
                } else {
                    assertThat(scan.hasNumbers(column.path())).as(column.path()).isTrue();
                    long[] bits = new long[rows];
                    boolean[] present = new boolean[rows];
                    scan.numbers(column.path(), new ColumnScan.Target(bits, present));
                    for (int row = 0; row < rows; row++) {
                        assertThat(present[row]).as("%s %d", column.path(), row).isEqualTo(!column.isNull(row));
                        assertThat(bits[row]).as("%s %d", column.path(), row).isEqualTo(bits(column, row));
                    }
                }
                compared++;
            }
        }
        assertThat(compared).isEqualTo(9);
    }

    private static long bits(ParquetColumn column, int row) {
        if (column.isNull(row)) {
            return 0;
        }
        if (column.isFloating()) {
            return Double.doubleToRawLongBits(column.float64(row));
        }
        return column.isBoolean() ? (column.bool(row) ? 1 : 0) : column.int64(row);
    }

    @Test
    void values_in_a_form_of_others_are_refused_by_name() throws Exception {
        Path file = folder.resolve("deltas.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT i AS whole FROM range(100000) t(i)) TO '" + file
                    + "' (FORMAT parquet, PARQUET_VERSION V2)");
        }
        try (ColumnScan scan = ColumnScan.of(Files.readAllBytes(file), file)) {
            assertThatThrownBy(
                            () -> scan.numbers("whole", new ColumnScan.Target(new long[100_000], new boolean[100_000])))
                    .isInstanceOf(BarqueException.class)
                    .hasMessageContaining("whole has values in the encoding");
        }
    }

    /** What stands in a file decides only whether it is refused, and how: never by anything but an error of ours. */
    @Test
    void whatever_is_changed_in_a_file_it_is_decoded_or_refused_by_name() throws Exception {
        long seed = Long.getLong("barque.test.seed", System.nanoTime());
        Random random = new Random(seed);
        for (String codec : new String[] {"uncompressed", "zstd", "snappy"}) {
            Path file = write(codec, 700);
            byte[] content = Files.readAllBytes(file);
            int refused = 0;
            for (int round = 0; round < 4_000; round++) {
                byte[] changed = content.clone();
                for (int flips = random.nextInt(3); flips >= 0; flips--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                try (ColumnScan scan = ColumnScan.of(changed, file)) {
                    if (scan.rows() != 700) {
                        continue;
                    }
                    for (String path : new String[] {"whole", "price", "sure", "small", "some", "grade", "name"}) {
                        if (scan.hasTexts(path)) {
                            scan.texts(path, new Object[700]);
                        } else if (scan.hasNumbers(path)) {
                            scan.numbers(path, new ColumnScan.Target(new long[700], new boolean[700]));
                        }
                    }
                } catch (BarqueException e) {
                    assertThat(e.code()).as("seed %d", seed).isIn("store.corrupt-file", "store.limit-exceeded");
                    assertThat(e).hasMessageContaining(file.toString());
                    refused++;
                }
            }
            assertThat(refused).isPositive();
        }
    }

    private Path write(String codec, int rows) throws SQLException, IOException {
        Path file = folder.resolve(codec + rows + ".parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 1");
            statement.execute(
                    "COPY (SELECT i AS whole, random() AS price, i % 3 = 0 AS sure, (i % 7)::INTEGER AS small,"
                            + " CASE WHEN i % 5 = 0 THEN NULL ELSE i * 1.25::DOUBLE END AS some,"
                            + " CASE WHEN i % 11 = 0 THEN NULL ELSE (i % 13)::FLOAT END AS real,"
                            + " CASE WHEN i % 4 = 0 THEN NULL ELSE 'grade ' || (i % 9) END AS grade,"
                            + " 'name ' || i AS name,"
                            + " TIMESTAMPTZ '2025-10-24 13:30:00+00' + INTERVAL (i) MINUTE AS time"
                            + " FROM range(" + rows + ") t(i)) TO '" + file + "' (FORMAT parquet, COMPRESSION " + codec
                            + ", ROW_GROUP_SIZE 40000)");
        }
        return file;
    }
}
