package dev.barque.store.internal.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFileTest {
    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
            message rows {
              required int64 at (TIMESTAMP(MICROS,true));
              optional group hedge {
                optional double conf;
                optional binary regime (STRING);
              }
              optional group zones (LIST) {
                repeated group list {
                  optional group element { optional double lo; optional double hi; }
                }
              }
              optional boolean flag;
            }
            """);

    @TempDir
    Path home;

    @Test
    void nested_groups_and_lists_come_back_as_entries_with_levels() {
        Path file = write(4);

        ParquetTable table = ParquetFile.read(file);

        assertThat(table.rows()).isEqualTo(4);
        assertThat(table.metadata()).containsEntry("made.by", "a test");
        ParquetColumn at = table.column("at").orElseThrow();
        assertThat(at.int64(3)).isEqualTo(3_000_003L);
        ParquetColumn conf = table.column("hedge.conf").orElseThrow();
        assertThat(conf.isNull(0)).isTrue();
        assertThat(conf.float64(1)).isEqualTo(0.5);
        assertThat(conf.float64(2)).isNaN();
        assertThat(table.column("hedge.regime").orElseThrow().string(1)).isEqualTo("pin é");
        ParquetColumn lo = table.column("zones.list.element.lo").orElseThrow();
        // row 0: no list; row r: a list of r zones, whose lo is 10 r + i
        assertThat(lo.rows()).isEqualTo(4);
        assertThat(lo.definition(lo.firstEntry(0))).isZero();
        assertThat(lo.firstEntry(3) - lo.firstEntry(2)).isEqualTo(2);
        assertThat(lo.firstEntry(4) - lo.firstEntry(3)).isEqualTo(3);
        assertThat(lo.float64(lo.firstEntry(3) + 2)).isEqualTo(32);
        assertThat(lo.repetition(lo.firstEntry(3) + 2)).isEqualTo(1);
        assertThat(table.column("flag").orElseThrow().bool(2)).isTrue();
    }

    @Test
    void only_the_columns_that_are_wanted_are_read() {
        ParquetTable table = ParquetFile.read(write(10), path -> path.startsWith("hedge"));

        assertThat(table.columns()).extracting(ParquetColumn::path).containsExactly("hedge.conf", "hedge.regime");
        assertThat(table.rows()).isEqualTo(10);
        assertThat(table.schema()).isEqualTo(SCHEMA);
    }

    @Test
    void a_file_without_rows_is_a_file() {
        assertThat(ParquetFile.read(write(0)).rows()).isZero();
    }

    @Test
    void replacing_leaves_one_file_and_no_temporary() throws IOException {
        write(3);
        write(5);

        try (Stream<Path> files = Files.list(home)) {
            assertThat(files).containsExactly(home.resolve("a.parquet"));
        }
        assertThat(ParquetFile.read(home.resolve("a.parquet")).rows()).isEqualTo(5);
    }

    @Test
    void a_writer_that_fails_leaves_what_was_there() throws IOException {
        Path file = write(3);
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> ParquetFile.write(FileAccess.real(), file, SCHEMA, Map.of(), 1, (to, row) -> {
                    throw new IllegalStateException("planted");
                }))
                .hasMessageContaining("planted");

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void what_is_not_parquet_is_named() throws IOException {
        Path file = home.resolve("bad.parquet");
        Files.write(file, new byte[0]);
        assertCorrupt(file, "it has 0 bytes");
        Files.writeString(file, "t_event,symbol,price,volume\n");
        assertCorrupt(file, "it begins with 't_ev'");
        Files.write(
                file, new byte[] {'P', 'A', 'R', '1', 0, 0, 0, 0, (byte) 0xFF, (byte) 0xFF, 1, 0, 'P', 'A', 'R', '1'});
        assertCorrupt(file, "its footer claims 131071 bytes in a file of 16");
    }

    @Test
    void a_missing_file_and_a_directory_concern_the_operator() {
        assertThatThrownBy(() -> ParquetFile.read(home.resolve("none.parquet")))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.cannot-read"))
                .hasMessageContaining("none.parquet");
        assertThatThrownBy(() -> ParquetFile.read(home))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.cannot-read"));
    }

    @Test
    void cut_anywhere_it_is_refused() throws IOException {
        byte[] whole = Files.readAllBytes(write(50));
        Path file = home.resolve("cut.parquet");
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertCorrupt(file, "Cannot read");
        }
    }

    @Test
    void a_flipped_bit_in_a_page_is_found_by_its_checksum() throws IOException {
        byte[] whole = Files.readAllBytes(write(300));
        long seed = 20251103;
        Random random = new Random(seed);
        Path file = home.resolve("flipped.parquet");
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            int at = random.nextInt(damaged.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            try {
                ParquetFile.read(file);
            } catch (BarqueException e) {
                assertThat(e.code()).as("seed %d, byte %d", seed, at).isEqualTo("store.corrupt-file");
                refused++;
            }
        }
        // Flips in statistics or names of the footer may pass here; whoever keeps a digest of the file sees them too.
        assertThat(refused).isGreaterThan(120);
    }

    @Test
    void a_schema_that_would_overflow_the_stack_is_refused() throws IOException {
        Path file = home.resolve("deep.parquet");
        Files.write(file, nested(60));
        assertCorrupt(file, "a column of type -1"); // deep enough to be looked at to its end
        Files.write(file, nested(20_000));
        assertCorrupt(file, "nested more than 64 deep");
    }

    /** A file of nothing but a footer: a schema of groups with one child each, in Thrift's compact form. */
    private static byte[] nested(int levels) {
        ByteBuffer footer = ByteBuffer.allocate(levels * 10 + 100).order(ByteOrder.LITTLE_ENDIAN);
        footer.put(new byte[] {0x15, 2}); // 1: version = 1
        footer.put(new byte[] {0x19, (byte) 0xFC}); // 2: list of structs, whose size follows
        for (int left = levels; ; left >>>= 7) {
            footer.put((byte) (left < 0x80 ? left : (left & 0x7F) | 0x80));
            if (left < 0x80) {
                break;
            }
        }
        for (int i = 0; i < levels; i++) {
            footer.put(new byte[] {0x35, 2}); // 3: optional
            footer.put(new byte[] {0x18, 1, 'a'}); // 4: name
            if (i < levels - 1) {
                footer.put(new byte[] {0x15, 2}); // 5: one child
            }
            footer.put((byte) 0);
        }
        footer.put(new byte[] {0x16, 0}); // 3: no rows
        footer.put(new byte[] {0x19, 0x0C}); // 4: no row groups
        footer.put((byte) 0);
        int length = footer.position();
        return ByteBuffer.allocate(length + 12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {'P', 'A', 'R', '1'})
                .put(footer.array(), 0, length)
                .putInt(length)
                .put(new byte[] {'P', 'A', 'R', '1'})
                .array();
    }

    @Test
    void a_file_of_others_with_any_byte_changed_is_read_or_refused_and_nothing_else() throws IOException {
        Path published = Path.of(
                "src/test/resources/published/store_fixtures/date=2025-11-05/symbol=SPY",
                "feature_set_id=zones_and_events/features.parquet");
        byte[] whole = Files.readAllBytes(published);
        long seed = 17;
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 1500; i++) {
            byte[] damaged = whole.clone();
            for (int n = random.nextInt(3); n >= 0; n--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                ParquetFile.read(damaged, published);
            } catch (BarqueException e) {
                assertThat(e.code())
                        .as("seed %d, round %d", seed, i)
                        .isIn("store.corrupt-file", "store.limit-exceeded");
                refused++;
            }
        }
        // pyarrow writes no page checksums by default: without a digest not every change can be seen.
        assertThat(refused).isBetween(300, 1499);
    }

    private static void assertCorrupt(Path file, String found) {
        assertThatThrownBy(() -> ParquetFile.read(file))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.corrupt-file"))
                .hasMessageContaining(file.toString())
                .hasMessageContaining(found);
    }

    private Path write(int rows) {
        Path file = home.resolve("a.parquet");
        ParquetFile.write(
                FileAccess.real(), file, SCHEMA, Map.of("made.by", "a test"), rows, ParquetFileTest::writeRow);
        return file;
    }

    private static void writeRow(RecordConsumer to, int row) {
        to.startField("at", 0);
        to.addLong(row * 1_000_001L);
        to.endField("at", 0);
        if (row > 0) {
            to.startField("hedge", 1);
            to.startGroup();
            to.startField("conf", 0);
            to.addDouble(row == 2 ? Double.NaN : row / 2.0);
            to.endField("conf", 0);
            to.startField("regime", 1);
            to.addBinary(Binary.fromString("pin é"));
            to.endField("regime", 1);
            to.endGroup();
            to.endField("hedge", 1);
            writeZones(to, row);
            to.startField("flag", 3);
            to.addBoolean(row % 2 == 0);
            to.endField("flag", 3);
        }
    }

    private static void writeZones(RecordConsumer to, int row) {
        to.startField("zones", 2);
        to.startGroup();
        if (row % 5 > 0) {
            to.startField("list", 0);
        }
        for (int i = 0; i < row % 5; i++) {
            to.startGroup();
            to.startField("element", 0);
            to.startGroup();
            to.startField("lo", 0);
            to.addDouble(10 * row + i);
            to.endField("lo", 0);
            to.startField("hi", 1);
            to.addDouble(10 * row + i + 1);
            to.endField("hi", 1);
            to.endGroup();
            to.endField("element", 0);
            to.endGroup();
        }
        if (row % 5 > 0) {
            to.endField("list", 0);
        }
        to.endGroup();
        to.endField("zones", 2);
    }
}
