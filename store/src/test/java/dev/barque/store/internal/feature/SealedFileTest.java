package dev.barque.store.internal.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.store.internal.crew.Crew;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.internal.parquet.ColumnScan;
import dev.barque.store.internal.parquet.ParquetFile;
import dev.barque.store.internal.parquet.ParquetTable;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SealedFileTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final FeatureSet SET = new FeatureSet(
            FeatureSetId.of("v1"),
            FeatureSchema.builder()
                    .float64("number", "1")
                    .float64("g.a", "1")
                    .int64("g.count", "1")
                    .add("g.flag", FeatureType.BOOL, "")
                    .string("g.text")
                    .float64("g.deep.x", "1")
                    .add("g.deep.list", FeatureType.FLOAT64_LIST, "1")
                    .add("h.names", FeatureType.STRING_LIST, "")
                    .add("h.zones", FeatureType.INTERVAL_LIST, "1")
                    .float64("h.only", "1")
                    .build(),
            Lookback.sameDate());
    private static final PartitionKey KEY = new PartitionKey(LocalDate.of(2025, 11, 3), SPY, SET.id());
    private static final double[] ODD = {
        0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, Double.MAX_VALUE
    };

    @TempDir
    Path home;

    /** Rows of which each value is there with a chance of its own, from never to always. */
    private static ColumnRows random(Random random, int size) {
        ColumnRows rows = new ColumnRows(SET, size);
        int[] chances = random.ints(SET.schema().size(), 0, 5).toArray();
        for (int row = 0; row < size; row++) {
            long event = 1_762_180_200_000_000L + row * 1_000L;
            rows.times(row, event, event + random.nextInt(3), event + 7, row + 1);
            for (int field = 0; field < chances.length; field++) {
                if (random.nextInt(4) < chances[field]) {
                    put(random, rows, field, row);
                }
            }
        }
        return rows;
    }

    private static void put(Random random, ColumnRows rows, int field, int row) {
        switch (SET.schema().field(field).type()) {
            case FLOAT64 -> rows.bits(field, row, Double.doubleToLongBits(number(random)));
            case INT64 -> rows.bits(field, row, random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(5));
            case BOOL -> rows.bits(field, row, random.nextInt(2));
            case STRING -> rows.object(field, row, text(random));
            case FLOAT64_LIST -> rows.object(field, row, numbers(random, random.nextInt(4)));
            case INTERVAL_LIST -> rows.object(field, row, numbers(random, 2 * random.nextInt(3)));
            case STRING_LIST ->
                rows.object(
                        field,
                        row,
                        IntStream.range(0, random.nextInt(3))
                                .mapToObj(i -> text(random))
                                .toArray(String[]::new));
        }
    }

    private static double number(Random random) {
        return random.nextInt(6) == 0 ? ODD[random.nextInt(ODD.length)] : random.nextGaussian();
    }

    private static double[] numbers(Random random, int length) {
        return random.doubles(length).toArray();
    }

    private static String text(Random random) {
        return random.nextInt(3) == 0
                ? "é株 " + random.nextInt(1000)
                : List.of("", "pin", "free").get(random.nextInt(3));
    }

    private Path write(ColumnRows rows, int[] order) {
        Path file = home.resolve("features.parquet");
        AtomicFile.replace(FileAccess.real(), file, to -> new SealedFile(SET).write(to, rows, order, KEY, Crew.ALONE));
        return file;
    }

    private static List<FeatureRow> rows(ColumnRows rows, int[] order) {
        Partition all = new Partition(SET, SPY, rows.event, rows.known, rows.ingested, rows.sequence, rows.fields);
        List<FeatureRow> ordered = new ArrayList<>();
        for (int row : order) {
            ordered.add(all.row(row));
        }
        return ordered;
    }

    private static Partition byAnotherReader(byte[] content, Path file) {
        ParquetTable table = ParquetFile.read(content, file);
        long[][] times = new long[4][table.rows()];
        List<String> names =
                List.of(FeatureFile.EVENT_TIME, FeatureFile.KNOWN_AT, FeatureFile.INGESTED_AT, FeatureFile.SEQUENCE);
        for (int row = 0; row < table.rows(); row++) {
            for (int i = 0; i < 4; i++) {
                times[i][row] = table.column(names.get(i)).orElseThrow().int64(row);
            }
        }
        return new Partition(
                SET, SPY, times[0], times[1], times[2], times[3], new FeatureDecoder(table, file).decode(SET.schema()));
    }

    /** The other reader is that of parquet-java, with every check of ours before it. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 9", "4, 390", "5, 390", "6, 1000", "7, 1000", "8, 66000"})
    void what_is_written_in_columns_is_read_as_rows_by_another_reader(long seed, int size) throws IOException {
        Random random = new Random(seed);
        ColumnRows rows = random(random, size);
        int[] order = IntStream.range(0, size)
                .filter(row -> seed % 2 == 0 || random.nextInt(5) > 0 || row == 0)
                .toArray();
        Path file = write(rows, order);
        byte[] content = Files.readAllBytes(file);
        assertThat(byAnotherReader(content, file).rows()).as("seed %d", seed).isEqualTo(rows(rows, order));
        ColumnRows back = new SealedFile(SET).read(content, file, SPY, order.length);
        assertThat(ContentDigest.of(back, back.all())).as("seed %d", seed).isEqualTo(ContentDigest.of(rows, order));
    }

    @Test
    void the_digest_of_the_content_sees_each_single_change() {
        Random random = new Random(17);
        ColumnRows rows = random(random, 50);
        Set<String> digests = new HashSet<>();
        int changes = 0;
        digests.add(ContentDigest.of(rows, rows.all()));
        for (int row = 0; row < rows.size(); row++) {
            for (int field = 0; field < SET.schema().size(); field++) {
                FieldColumn column = rows.fields.get(field);
                if (column.isNumber()) {
                    long before = column.bits()[row];
                    column.bits()[row] ^= 1;
                    digests.add(ContentDigest.of(rows, rows.all()));
                    column.bits()[row] = before;
                    column.present()[row] ^= true;
                    digests.add(ContentDigest.of(rows, rows.all()));
                    column.present()[row] ^= true;
                    changes += 2;
                }
            }
            rows.known[row]++;
            digests.add(ContentDigest.of(rows, rows.all()));
            rows.known[row]--;
            rows.object(4, row, "another " + row);
            digests.add(ContentDigest.of(rows, rows.all()));
            changes += 2;
        }
        int[] swapped = rows.all();
        swapped[3] = 4;
        swapped[4] = 3;
        digests.add(ContentDigest.of(rows, swapped));
        assertThat(digests).hasSize(changes + 2);
    }

    private static boolean holds(byte[] content, Path file, ColumnRows rows, int[] order) {
        SealedFile form = new SealedFile(SET);
        try (ColumnScan scan = form.scan(content, file, SPY, order.length)) {
            return IntStream.range(0, form.comparisons())
                    .allMatch(part -> form.holds(part, scan, content, file, rows, order));
        }
    }

    @Test
    void a_comparison_with_the_rows_sees_each_single_change() throws IOException {
        ColumnRows rows = random(new Random(23), 40);
        int[] order = IntStream.range(0, 40).filter(row -> row % 7 != 3).toArray();
        Path file = write(rows, order);
        byte[] content = Files.readAllBytes(file);
        assertThat(holds(content, file, rows, order)).isTrue();
        for (int row : order) {
            for (long[] times : List.of(rows.event, rows.known, rows.ingested, rows.sequence)) {
                times[row]++;
                assertThat(holds(content, file, rows, order)).as("row %d", row).isFalse();
                times[row]--;
            }
            for (FieldColumn column : rows.fields) {
                assertEachChangeIsSeen(column, row, () -> holds(content, file, rows, order));
            }
        }
        assertThat(holds(content, file, rows, order)).isTrue();
        rows.event[3]++;
        assertThat(holds(content, file, rows, order))
                .as("a row that was left out")
                .isTrue();
        order[5] = 3;
        assertThat(holds(content, file, rows, order)).isFalse();
    }

    private static void assertEachChangeIsSeen(FieldColumn column, int row, BooleanSupplier holds) {
        if (column.isNumber()) {
            boolean there = column.present()[row];
            column.present()[row] = !there;
            assertThat(holds.getAsBoolean())
                    .as("%s of row %d", column.type(), row)
                    .isFalse();
            column.present()[row] = there;
            if (there) {
                column.bits()[row] ^= 1;
                assertThat(holds.getAsBoolean())
                        .as("%s of row %d", column.type(), row)
                        .isFalse();
                column.bits()[row] ^= 1;
            }
            return;
        }
        Object before = column.object(row);
        Object other = switch (column.type()) {
            case STRING -> "another";
            case STRING_LIST -> new String[] {"another"};
            default -> before instanceof double[] numbers && numbers.length > 0 ? negated(numbers) : new double[4];
        };
        column.set(row, other);
        assertThat(holds.getAsBoolean()).as("%s of row %d", column.type(), row).isFalse();
        if (before != null) {
            column.objects()[row] = null;
            assertThat(holds.getAsBoolean())
                    .as("%s of row %d", column.type(), row)
                    .isFalse();
        }
        column.objects()[row] = before;
    }

    /** The smallest change there is: 0.0 becomes -0.0. */
    private static double[] negated(double[] numbers) {
        double[] changed = numbers.clone();
        changed[0] = -changed[0];
        return changed;
    }

    @Test
    void a_list_that_is_empty_and_one_that_is_not_there_differ() throws IOException {
        ColumnRows rows = new ColumnRows(SET, 3);
        for (int row = 0; row < 3; row++) {
            rows.times(row, row, row, row, row + 1);
        }
        rows.object(6, 0, new double[0]);
        rows.object(4, 1, "");
        Path file = write(rows, rows.all());
        ColumnRows back = new SealedFile(SET).read(Files.readAllBytes(file), file, SPY, 3);
        assertThat(back.fields.get(6).object(0)).isEqualTo(new double[0]);
        assertThat(back.fields.get(6).object(1)).isNull();
        assertThat(back.fields.get(4).object(1)).isEqualTo("");
        assertThat(back.fields.get(4).object(2)).isNull();
    }

    @Test
    void what_zstd_cannot_make_smaller_is_not_packed() throws IOException {
        Random random = new Random(3);
        ColumnRows rows = new ColumnRows(SET, 2_000);
        for (int row = 0; row < rows.size(); row++) {
            rows.times(row, row, row, row, row + 1);
            rows.bits(0, row, random.nextLong() & ~0x7FF0000000000000L);
            rows.bits(1, row, Double.doubleToLongBits(42));
        }
        Path file = write(rows, rows.all());
        try (ParquetFileReader reader = ParquetFileReader.open(
                new LocalInputFile(file),
                org.apache.parquet.ParquetReadOptions.builder(new PlainParquetConfiguration())
                        .build())) {
            assertThat(reader.getFooter().getBlocks().get(0).getColumns())
                    .extracting(column -> column.getPath().toDotString() + " " + column.getCodec())
                    .contains(
                            "number " + CompressionCodecName.UNCOMPRESSED,
                            "g.a " + CompressionCodecName.ZSTD,
                            "event_time " + CompressionCodecName.ZSTD);
        }
    }

    @Test
    void a_file_that_is_cut_or_says_another_count_is_refused() throws IOException {
        ColumnRows rows = random(new Random(5), 100);
        Path file = write(rows, rows.all());
        byte[] content = Files.readAllBytes(file);
        assertThatThrownBy(() -> new SealedFile(SET).read(content, file, SPY, 99))
                .isInstanceOf(Exception.class);
        for (int i = 0; i < content.length; i += 97) {
            byte[] damaged = content.clone();
            damaged[i] ^= 0x10;
            String found;
            try {
                ColumnRows back = new SealedFile(SET).read(damaged, file, SPY, 100);
                found = ContentDigest.of(back, back.all());
            } catch (RuntimeException e) {
                continue;
            }
            // A flip in names or statistics of the footer changes no value.
            assertThat(found).as("byte %d", i).isEqualTo(ContentDigest.of(rows, rows.all()));
        }
    }
}
