package dev.barque.store.internal.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.sun.management.ThreadMXBean;
import dev.barque.core.error.BarqueException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

/**
 * Files made to take a reader down. Each is a typed error that allocates less than 256 MB: parquet-java left
 * to itself overflows its stack or its heap at most of them.
 */
class HostileFilesTest {
    private static final Path NAME = Path.of("hostile.parquet");
    private static final long MOST_BYTES = 256L << 20;

    @Test
    void a_file_without_a_lie_is_read() {
        ParquetTable table = ParquetFile.read(new HostileFile().bytes(), NAME);

        assertThat(table.rows()).isEqualTo(1);
        assertThat(table.column("a").orElseThrow().int64(0)).isZero();
    }

    @Test
    void counts_and_sizes_below_zero_or_beyond_all_bounds_are_refused() {
        long[] lies = {-1, Long.MIN_VALUE + 1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE};
        for (long lie : lies) {
            refused(file -> file.rows = lie);
            refused(file -> {
                file.rows = lie;
                file.groupRows = lie;
                file.chunkValues = lie;
                file.pageValues = lie;
            });
            refused(file -> file.groupRows = lie);
            refused(file -> file.chunkValues = lie);
            refused(file -> file.chunkBytes = lie);
            refused(file -> file.chunkStart = lie);
            refused(file -> file.pagePacked = lie);
            refused(file -> file.pageUnpacked = lie);
            refused(file -> file.pageValues = lie);
            refused(file -> file.children = lie);
            refused(file -> file.listedGroups = lie);
            refused(file -> file.footerLength = lie);
            refused(file -> {
                file.dictionary = new byte[8];
                file.dictionaryValues = lie;
                file.encoding = HostileFile.DICTIONARY;
                file.page = new byte[] {1, 2, 0};
            });
        }
    }

    @Test
    void columns_that_point_into_the_head_the_footer_or_another_file_are_refused() {
        long dataEnd = new HostileFile().bytes().length;
        for (long start : new long[] {0, 3, dataEnd - 20, dataEnd - 1, dataEnd, dataEnd + 1, Long.MAX_VALUE}) {
            refused(file -> file.chunkStart = start);
        }
        refused(file -> file.columnFile = "../../etc/passwd");
    }

    @Test
    void pages_that_unpack_to_other_than_they_say_are_refused() throws IOException {
        byte[] plain = new byte[1 << 20];
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(plain);
        }
        byte[][] packed = {Snappy.compress(plain), gzip.toByteArray(), Zstd.compress(plain)};
        int[] codecs = {HostileFile.SNAPPY, HostileFile.GZIP, HostileFile.ZSTD};
        for (int i = 0; i < codecs.length; i++) {
            for (long says : new long[] {8, plain.length - 1, plain.length + 1, 1 << 26, (1 << 26) + 1, 1 << 30}) {
                int codec = i;
                refused(file -> {
                    file.codec = codecs[codec];
                    file.page = packed[codec];
                    file.pageUnpacked = says;
                });
            }
        }
    }

    @Test
    void a_bomb_that_says_what_it_is_is_refused_before_it_is_unpacked() {
        // 64 MiB of zeros in a few kilobytes, under rows that would take eight times that.
        byte[] bomb = Zstd.compress(new byte[64 << 20]);
        String message = refused(file -> {
            file.codec = HostileFile.ZSTD;
            file.page = bomb;
            file.pageUnpacked = 64 << 20;
            file.rows = 100_000_000;
        });
        assertThat(bomb.length).isLessThan(10_000);
        assertThat(message).contains("[store.limit-exceeded]");
    }

    @Test
    void a_few_bytes_that_stand_for_two_thousand_million_nulls_are_refused() {
        for (int run : new int[] {Integer.MAX_VALUE, 50_000_000}) {
            refused(file -> {
                file.optional = true;
                file.rows = run;
                file.page = runOfLevels(run << 1);
            });
        }
    }

    @Test
    void a_packed_run_that_claims_more_than_the_page_has_is_refused_without_making_room_for_it() {
        for (int groups : new int[] {Integer.MAX_VALUE >> 1, 1 << 24, 1 << 20}) {
            refused(file -> {
                file.optional = true;
                file.page = runOfLevels((groups << 1) | 1);
            });
            refused(file -> {
                file.dictionary = new byte[8];
                file.dictionaryValues = 1;
                file.encoding = HostileFile.DICTIONARY;
                file.page = join(new byte[] {1}, varint((groups << 1) | 1), new byte[8]);
            });
        }
    }

    @Test
    void deltas_that_claim_more_values_than_the_page_has_are_refused_without_making_room_for_them() {
        int[][] heads = {{128, 4, Integer.MAX_VALUE}, {128, 4, 200_000_000}, {1 << 30, 4, 1}, {1 << 30, 1 << 27, 1}};
        for (int[] head : heads) {
            byte[] page = join(varint(head[0]), varint(head[1]), varint(head[2]), new byte[64]);
            refused(file -> {
                file.encoding = HostileFile.DELTA_BINARY_PACKED;
                file.page = page;
            });
            for (int encoding : new int[] {HostileFile.DELTA_LENGTH_BYTE_ARRAY, HostileFile.DELTA_BYTE_ARRAY}) {
                refused(file -> {
                    file.type = HostileFile.BYTE_ARRAY;
                    file.encoding = encoding;
                    file.page = page;
                });
            }
            // The second head of front-coded texts: one prefix of length 0 comes before it.
            byte[] prefixes = {(byte) 0x80, 1, 4, 1, 0};
            refused(file -> {
                file.type = HostileFile.BYTE_ARRAY;
                file.encoding = HostileFile.DELTA_BYTE_ARRAY;
                file.page = join(prefixes, page);
            });
        }
    }

    @Test
    void one_long_text_that_a_million_rows_point_at_is_refused() {
        byte[] text = new byte[(1 << 20) + 4];
        ByteBuffer.wrap(text).order(ByteOrder.LITTLE_ENDIAN).putInt(1 << 20);
        refused(file -> {
            file.type = HostileFile.BYTE_ARRAY;
            file.rows = 1_000_000;
            file.dictionary = text;
            file.dictionaryValues = 1;
            file.encoding = HostileFile.DICTIONARY;
            file.page = join(new byte[] {1}, varint(1_000_000 << 1), new byte[] {0});
        });
    }

    @Test
    void schemas_that_are_too_deep_too_wide_or_too_long_are_refused() {
        for (int levels : new int[] {65, 1_000, 20_000}) {
            refused(footer(schema(levels, 1)));
        }
        refused(footer(schema(1, 1_000_000)));
        ThriftBytes names = new ThriftBytes().i32(1, 1).structs(2, 64);
        for (int i = 0; i < 64; i++) {
            names.begin().i32(3, 1).text(4, "n".repeat(100_000)).i32(5, 1).end();
        }
        refused(footer(names.i64(3, 0).structs(4, 0).end()));
    }

    @Test
    void a_footer_of_very_many_parts_is_refused() {
        ThriftBytes groups = new ThriftBytes()
                .i32(1, 1)
                .structs(2, 1)
                .begin()
                .text(4, "root")
                .end()
                .i64(3, 0)
                .structs(4, 1_000_000);
        for (int i = 0; i < 1_000_000; i++) {
            groups.begin().structs(1, 0).i64(2, 0).i64(3, 0).end();
        }
        refused(footer(groups.end()));
        ThriftBytes notes = new ThriftBytes()
                .i32(1, 1)
                .structs(2, 1)
                .begin()
                .text(4, "root")
                .end()
                .i64(3, 0)
                .structs(4, 0)
                .structs(5, 2_000_000);
        for (int i = 0; i < 2_000_000; i++) {
            notes.begin().text(1, "").end();
        }
        refused(footer(notes.end()));
    }

    @Test
    void noise_between_the_right_ends_is_refused() {
        long seed = 20261121;
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            byte[] file = new byte[12 + random.nextInt(2_000)];
            random.nextBytes(file);
            byte[] magic = "PAR1".getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(magic, 0, file, 0, 4);
            System.arraycopy(magic, 0, file, file.length - 4, 4);
            ByteBuffer.wrap(file)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(file.length - 8, random.nextInt(file.length - 11));
            assertThat(refused(file)).as("seed %d, round %d", seed, i).isNotEmpty();
        }
    }

    @Test
    void a_real_file_with_a_sector_of_zeros_or_cut_anywhere_is_refused_or_read_as_it_was() throws IOException {
        byte[] whole = java.nio.file.Files.readAllBytes(Path.of(
                "src/test/resources/published/store_fixtures/date=2025-11-05/symbol=SPY",
                "feature_set_id=zones_and_events/features.parquet"));
        for (int at = 0; at < whole.length; at += 512) {
            byte[] zeroed = whole.clone();
            Arrays.fill(zeroed, at, Math.min(whole.length, at + 512), (byte) 0);
            readOrRefused(zeroed);
        }
        for (int length = 0; length < whole.length; length += 101) {
            assertThat(refused(Arrays.copyOf(whole, length))).isNotEmpty();
        }
    }

    /** {@code levels} groups within each other, the innermost with so many columns. */
    private static ThriftBytes schema(int levels, int columns) {
        ThriftBytes footer = new ThriftBytes().i32(1, 1).structs(2, levels + columns);
        for (int i = 0; i < levels; i++) {
            footer.begin()
                    .i32(3, 1)
                    .text(4, "g")
                    .i32(5, i == levels - 1 ? columns : 1)
                    .end();
        }
        for (int i = 0; i < columns; i++) {
            footer.begin().i32(1, 2).i32(3, 1).text(4, "c").end();
        }
        return footer.i64(3, 0).structs(4, 0).end();
    }

    private static byte[] footer(ThriftBytes footer) {
        byte[] bytes = footer.bytes();
        byte[] magic = "PAR1".getBytes(StandardCharsets.US_ASCII);
        byte[] length = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bytes.length)
                .array();
        return join(magic, bytes, length, magic);
    }

    /** Definition levels of one bit in a page of the first form: their length, then one run. */
    private static byte[] runOfLevels(int head) {
        byte[] run = join(varint(head), new byte[1]);
        byte[] length = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(run.length)
                .array();
        return join(length, run, new byte[8]);
    }

    private static byte[] varint(int value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int left = value;
        while ((left & ~0x7F) != 0) {
            out.write((left & 0x7F) | 0x80);
            left >>>= 7;
        }
        out.write(left);
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static String refused(Consumer<HostileFile> lie) {
        HostileFile file = new HostileFile();
        lie.accept(file);
        return refused(file.bytes());
    }

    /** Reads what must not be readable, and watches the heap. */
    private static String refused(byte[] file) {
        String[] message = new String[1];
        costs(() -> assertThatThrownBy(() -> ParquetFile.read(file, NAME))
                .isInstanceOfSatisfying(BarqueException.class, e -> {
                    assertThat(e.code()).isIn("store.corrupt-file", "store.limit-exceeded");
                    message[0] = e.getMessage() + " [" + e.code() + "]";
                }));
        return message[0];
    }

    private static void readOrRefused(byte[] file) {
        costs(() -> {
            try {
                ParquetFile.read(file, NAME);
            } catch (BarqueException e) {
                assertThat(e.code()).isIn("store.corrupt-file", "store.limit-exceeded");
            }
        });
    }

    private static void costs(Runnable read) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long allocated = threads.getThreadAllocatedBytes(thread);
        read.run();
        assertThat(threads.getThreadAllocatedBytes(thread) - allocated).isLessThan(MOST_BYTES);
    }
}
