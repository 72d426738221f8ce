package dev.barque.store.internal.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
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

        try (ColumnScan scan = ColumnScan.of(content, file)) {
            assertSame(scan, expected, rows);
        }
        assertThat(expected.columns()).hasSize(9);
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

    /** Pages of the second form; deltas, shared fronts, split bytes, runs of truth values. */
    @ParameterizedTest
    @CsvSource({"zstd, 70000, false", "snappy, 700, true", "uncompressed, 130000, true", "zstd, 1, false"})
    void the_encodings_of_newer_writers_are_read(String codec, int rows, boolean splitBytes) throws Exception {
        Path file = writeNewer(CompressionCodecName.valueOf(codec.toUpperCase(Locale.ROOT)), rows, splitBytes);
        ParquetTable expected = ParquetFile.read(file);
        try (FileChannel channel = FileChannel.open(file);
                ColumnScan scan = ColumnScan.of(channel, file)) {
            assertSame(scan, expected, rows);
        }
    }

    @Test
    void deltas_of_another_writer_are_read() throws Exception {
        Path file = folder.resolve("deltas.parquet");
        duckDb("COPY (SELECT i * i - 7 AS whole, (i * 13)::INTEGER AS small, random() AS price, 'name ' || i AS name"
                + " FROM range(100000) t(i)) TO '" + file + "' (FORMAT parquet, PARQUET_VERSION V2)");
        try (FileChannel channel = FileChannel.open(file);
                ColumnScan scan = ColumnScan.of(channel, file)) {
            assertSame(scan, ParquetFile.read(file), 100_000);
        }
    }

    @ParameterizedTest
    @CsvSource({"zstd, 130000", "snappy, 70000", "uncompressed, 5000"})
    void picked_rows_are_those_of_the_column_from_a_window_of_the_file(String codec, int rows) throws Exception {
        long seed = Long.getLong("barque.test.seed", System.nanoTime());
        Random random = new Random(seed);
        Path file = write(codec, rows);
        ParquetTable expected = ParquetFile.read(file);
        try (FileChannel channel = FileChannel.open(file);
                ColumnScan scan = ColumnScan.of(channel, file)) {
            int first = 0;
            for (int group = 0; group < scan.groups(); group++) {
                int size = scan.rows(group);
                int[] wanted = random.ints(size / 7 + 1, 0, size).sorted().toArray();
                for (ParquetColumn column : expected.columns()) {
                    if (scan.hasTexts(column.path())) {
                        String[] texts = new String[wanted.length];
                        scan.pick(column.path(), group, wanted, texts);
                        int[] codes = new int[size];
                        List<String> known = new ArrayList<>();
                        scan.codes(
                                column.path(),
                                group,
                                text -> {
                                    known.add(text);
                                    return known.size() - 1;
                                },
                                codes,
                                0);
                        for (int i = 0; i < wanted.length; i++) {
                            int row = first + wanted[i];
                            String text = column.isNull(row) ? null : column.string(row);
                            assertThat(texts[i]).as("seed %d", seed).isEqualTo(text);
                            int code = codes[wanted[i]];
                            assertThat(code == ColumnScan.NO_TEXT ? null : known.get(code))
                                    .isEqualTo(text);
                        }
                    } else {
                        long[] bits = new long[wanted.length];
                        boolean[] nulls = new boolean[wanted.length];
                        scan.pick(column.path(), group, wanted, bits, nulls);
                        for (int i = 0; i < wanted.length; i++) {
                            int row = first + wanted[i];
                            assertThat(nulls[i]).as("seed %d", seed).isEqualTo(column.isNull(row));
                            assertThat(bits[i]).as("seed %d", seed).isEqualTo(bits(column, row));
                        }
                    }
                }
                first += size;
            }
        }
    }

    @Test
    void a_compression_of_others_is_refused_by_name() throws Exception {
        Path file = write("lz4_raw", 1_000);
        try (ColumnScan scan = ColumnScan.of(Files.readAllBytes(file), file)) {
            assertThatThrownBy(() -> scan.numbers("whole", new ColumnScan.Target(new long[1_000], new boolean[1_000])))
                    .isInstanceOf(BarqueException.class)
                    .hasMessageContaining("whole")
                    .hasMessageContaining("is not one of ZSTD");
        }
    }

    private static void assertSame(ColumnScan scan, ParquetTable expected, int rows) {
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
            if (column.isFloating()) {
                double[] values = new double[rows];
                int at = 0;
                for (int group = 0; group < scan.groups(); group++) {
                    scan.doubles(column.path(), group, values, at);
                    at += scan.rows(group);
                }
                for (int row = 0; row < rows; row++) {
                    assertThat(values[row])
                            .isEqualTo(Double.valueOf(column.isNull(row) ? Double.NaN : column.float64(row)));
                }
            }
        }
    }

    /** What stands in a file decides only whether it is refused, and how: never by anything but an error of ours. */
    @Test
    void whatever_is_changed_in_a_file_it_is_decoded_or_refused_by_name() throws Exception {
        long seed = Long.getLong("barque.test.seed", System.nanoTime());
        Random random = new Random(seed);
        for (String codec : new String[] {"uncompressed", "zstd", "snappy", "newer"}) {
            Path file = codec.equals("newer")
                    ? writeNewer(CompressionCodecName.UNCOMPRESSED, 700, true)
                    : write(codec, 700);
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

    private Path writeNewer(CompressionCodecName codec, int rows, boolean splitBytes) {
        Path file = folder.resolve("newer" + rows + ".parquet");
        MessageType schema =
                MessageTypeParser.parseMessageType("message m { required int64 whole; optional int32 small;"
                        + " required double price; optional double some; optional float real; optional boolean sure;"
                        + " required boolean always; required binary name (STRING); optional binary grade (STRING); }");
        AtomicFile.replace(FileAccess.real(), file, temporary -> {
            RowWriteSupport support = new RowWriteSupport(schema, Map.of(), ColumnScanTest::writeRow);
            try (ParquetWriter<Integer> writer = new RowWriteSupport.Builder(new WritableOutput(temporary), support)
                    .withConf(new PlainParquetConfiguration())
                    .withCodecFactory(new Codecs())
                    .withCompressionCodec(codec)
                    .withWriterVersion(WriterVersion.PARQUET_2_0)
                    .withDictionaryEncoding(false)
                    .withByteStreamSplitEncoding(splitBytes)
                    .withPageWriteChecksumEnabled(true)
                    .withRowGroupSize(1L << 20)
                    .build()) {
                for (int row = 0; row < rows; row++) {
                    writer.write(row);
                }
            }
        });
        return file;
    }

    private static void writeRow(RecordConsumer to, int row) {
        field(to, "whole", 0, () -> to.addLong(row * 1_000_003L * (row % 3 == 0 ? -row : row)));
        if (row % 5 != 0) {
            field(to, "small", 1, () -> to.addInteger(row % 9 == 1 ? Integer.MIN_VALUE : Integer.MAX_VALUE - row));
        }
        field(to, "price", 2, () -> to.addDouble(Math.sin(row)));
        if (row % 3 != 0) {
            field(to, "some", 3, () -> to.addDouble(row * 0.25));
        }
        if (row % 4 != 0) {
            field(to, "real", 4, () -> to.addFloat(row * 0.5f));
        }
        if (row % 7 != 0) {
            field(to, "sure", 5, () -> to.addBoolean(row % 2 == 0));
        }
        field(to, "always", 6, () -> to.addBoolean(row % 1_000 < 500));
        field(to, "name", 7, () -> to.addBinary(Binary.fromString("name of " + row / 10 + " and " + row)));
        if (row % 6 != 0) {
            field(to, "grade", 8, () -> to.addBinary(Binary.fromString("grade " + row % 13)));
        }
    }

    private static void field(RecordConsumer to, String name, int index, Runnable value) {
        to.startField(name, index);
        value.run();
        to.endField(name, index);
    }

    private void duckDb(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 1");
            statement.execute(sql);
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
