package dev.barque.store.internal.parquet;

import static dev.barque.store.internal.parquet.FooterCheck.require;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.parquet.Footer.Chunk;
import dev.barque.store.internal.parquet.Footer.Leaf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.apache.parquet.column.ColumnDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Decodes columns of numbers, truth values and texts that are not repeated, whole pages at a time and straight into arrays. Several
 * times as fast as going value by value, which {@link ParquetFile} does for everything else. Nothing of the file is believed: see
 * {@link FooterCheck}. Belongs to one thread; has to be closed.
 */
public final class ColumnScan implements AutoCloseable {
    /** In place of the number of a text where there is none. */
    public static final int NO_TEXT = Integer.MIN_VALUE;

    private static final int RLE = 3;
    /** Its bits, and whether it is there. */
    private static final long BYTES_OF_VALUE = 9;

    private final ChunkBytes content;
    private final Path name;
    private final Footer footer;
    private final Map<String, Integer> leaves;
    private final PageBytes bytes = new PageBytes();
    private final PageView.IndexRoom room = new PageView.IndexRoom();

    /** Where a column goes, by rows of the file. */
    public static final class Target {
        private final long[] bits;
        private final boolean[] present;

        /**
         * Fills these.
         *
         * @param bits whole numbers, doubles by their bits, truth values as 0 and 1; nulls are left as they are
         * @param present which rows have a value; empty for a column that cannot be null
         */
        public Target(long[] bits, boolean[] present) {
            this.bits = bits;
            this.present = present;
        }
    }

    /** What a column should hold, row by row of the file: the values of other rows in some order. */
    public static final class Expected {
        private final long[] bits;
        private final boolean[] present;
        private final int[] order;

        /**
         * Of these.
         *
         * @param bits as in {@link Target}; looked at where there is a value
         * @param present which have a value; empty where all have
         * @param order which of them is which row of the file
         */
        public Expected(long[] bits, boolean[] present, int[] order) {
            this.bits = bits;
            this.present = present;
            this.order = order;
        }
    }

    private ColumnScan(ChunkBytes content, Path name, Footer footer, Map<String, Integer> leaves) {
        this.content = content;
        this.name = name;
        this.footer = footer;
        this.leaves = leaves;
    }

    private static ColumnScan of(ChunkBytes content, Path name, Footer footer) {
        Map<String, Integer> leaves = new HashMap<>();
        for (int i = 0; i < footer.leaves().size(); i++) {
            leaves.put(footer.leaves().get(i).path(), i);
        }
        return new ColumnScan(content, name, footer, leaves);
    }

    /** A scan of the bytes of a file. Throws {@code store.corrupt-file} or {@code store.limit-exceeded}. */
    public static ColumnScan of(byte[] content, Path name) {
        try {
            return of(new HeldBytes(content), name, ParquetCheck.footer(new ByteChannel(content), name));
        } catch (IOException e) {
            throw StoreErrors.cannotRead(name, e);
        }
    }

    /** A scan of an open file, some pages of which are in memory at a time. The channel stays the caller's. */
    public static ColumnScan of(FileChannel channel, Path name) {
        try {
            return of(new WindowedBytes(channel), name, ParquetCheck.footer(channel, name));
        } catch (IOException e) {
            throw StoreErrors.cannotRead(name, e);
        }
    }

    /** One more scan of the same file, for another thread. */
    public ColumnScan another(FileChannel channel) {
        return new ColumnScan(new WindowedBytes(channel), name, footer, leaves);
    }

    /** One more scan of the same bytes, for another thread. */
    public ColumnScan another(byte[] bytes) {
        return new ColumnScan(new HeldBytes(bytes), name, footer, leaves);
    }

    /** How many rows there are. */
    public long rows() {
        return footer.rows();
    }

    /** How many row groups there are. */
    public int groups() {
        return footer.groups().size();
    }

    /** How many rows a row group has. */
    public int rows(int group) {
        return Math.toIntExact(footer.groups().get(group).rows());
    }

    /** The key-value metadata. */
    public Map<String, String> notes() {
        return footer.notes();
    }

    /** Whether the file has just these columns in their order: paths, physical types, and what of them is optional or repeated. */
    public boolean hasColumns(List<ColumnDescriptor> columns) {
        if (columns.size() != footer.leaves().size()) {
            return false;
        }
        for (int i = 0; i < columns.size(); i++) {
            ColumnDescriptor column = columns.get(i);
            Leaf leaf = footer.leaves().get(i);
            if (leaf.maxDefinition() != column.getMaxDefinitionLevel()
                    || leaf.maxRepetition() != column.getMaxRepetitionLevel()
                    || leaf.type() != Footer.typeOf(column.getPrimitiveType().getPrimitiveTypeName())
                    || !leaf.path().equals(String.join(".", column.getPath()))) {
                return false;
            }
        }
        return true;
    }

    /** Refuses a file whose columns would take more memory than one read may, {@code store.limit-exceeded}. */
    public void requireRoom(int columns) {
        try {
            ParquetLimits.within(
                    Math.multiplyExact(rows(), columns * BYTES_OF_VALUE),
                    ParquetLimits.decodedBytes(),
                    "bytes to decode");
        } catch (ParquetLimits.Exceeded e) {
            throw StoreErrors.limitExceeded(name, "it has " + e.getMessage());
        }
    }

    /** Whether there is a column of this dotted path that is not repeated, and holds numbers or truth values. */
    public boolean hasNumbers(String path) {
        Integer leaf = leaves.get(path);
        return leaf != null && isFlat(leaf) && !footer.leaves().get(leaf).isText();
    }

    /** Whether there is a column of this dotted path that is not repeated, and holds texts or bytes of any length. */
    public boolean hasTexts(String path) {
        Integer leaf = leaves.get(path);
        return leaf != null && isFlat(leaf) && footer.leaves().get(leaf).type() == Footer.BYTE_ARRAY;
    }

    private boolean isFlat(int leaf) {
        return footer.leaves().get(leaf).maxRepetition() == 0;
    }

    /** Decodes a column of numbers or truth values. Throws {@code store.corrupt-file}. */
    public void numbers(String path, Target to) {
        requireNumbers(path);
        all(path, at -> new ColumnTakers.Numbers(to.bits, to.present, at));
    }

    /** Whether a column of numbers or truth values holds what it should, bit for bit. Throws {@code store.corrupt-file}. */
    public boolean holds(String path, Expected expected) {
        requireNumbers(path);
        boolean holds = rows() == expected.order.length;
        int at = 0;
        for (int group = 0; holds && group < groups(); group++) {
            ColumnTakers.Compared compared =
                    new ColumnTakers.Compared(expected.bits, expected.present, expected.order, at);
            group(path, group, compared);
            holds = compared.isSame();
            at += rows(group);
        }
        return holds;
    }

    /** Decodes a column of texts; nulls are left as they are. Throws {@code store.corrupt-file}. */
    public void texts(String path, @Nullable Object[] to) {
        requireTexts(path);
        all(path, at -> new ColumnTakers.Texts(to, at));
    }

    /** Decodes a column of numbers or truth values of a row group, its first row to {@code at}. */
    public void numbers(String path, int group, Target to, int at) {
        requireNumbers(path);
        group(path, group, new ColumnTakers.Numbers(to.bits, to.present, at));
    }

    /** Decodes a column of floating point of a row group, its first row to {@code at}; NaN for null. */
    public void doubles(String path, int group, double[] to, int at) {
        requireNumbers(path);
        group(path, group, new ColumnTakers.Doubles(to, at));
    }

    /** Decodes a column of texts of a row group, its first row to {@code at}; nulls are left as they are. */
    public void texts(String path, int group, @Nullable Object[] to, int at) {
        requireTexts(path);
        group(path, group, new ColumnTakers.Texts(to, at));
    }

    /**
     * Decodes a column of texts of a row group to numbers that {@code code} gives to them, its first row to {@code at};
     * {@link #NO_TEXT} for null.
     */
    public void codes(String path, int group, ToIntFunction<String> code, int[] to, int at) {
        requireTexts(path);
        group(path, group, new ColumnTakers.Codes(new TextCodes(code), to, at));
    }

    /** The numbers or truth values of some rows of a row group, which go up; pages without any of them are not even unpacked. */
    public void pick(String path, int group, int[] rows, long[] bits, boolean[] nulls) {
        requireNumbers(path);
        group(path, group, new ColumnTakers.PickedNumbers(rows, bits, nulls));
    }

    /** The texts of some rows of a row group, which go up. */
    public void pick(String path, int group, int[] rows, @Nullable String[] texts) {
        requireTexts(path);
        group(path, group, new ColumnTakers.PickedTexts(rows, texts));
    }

    private void requireNumbers(String path) {
        require(hasNumbers(path), () -> "no column of numbers " + path);
    }

    private void requireTexts(String path) {
        require(hasTexts(path), () -> "no column of texts " + path);
    }

    /** Makes what takes the values of a row group whose first row goes to a place. */
    @FunctionalInterface
    private interface TakerAt {
        PageTaker at(int place);
    }

    private void all(String path, TakerAt takers) {
        int at = 0;
        for (int group = 0; group < groups(); group++) {
            group(path, group, takers.at(at));
            at += rows(group);
        }
    }

    private void group(String path, int group, PageTaker taker) {
        int number = Objects.requireNonNull(leaves.get(path));
        Leaf leaf = footer.leaves().get(number);
        Chunk chunk = footer.groups().get(group).chunks().get(number);
        try {
            ParquetCheck.found(name, "its column " + path + " has ", () -> {
                chunk(leaf, chunk, rows(group), taker);
                return leaf;
            });
        } catch (UncheckedIOException e) {
            throw StoreErrors.cannotRead(name, Objects.requireNonNull(e.getCause()));
        } catch (IOException | IndexOutOfBoundsException e) {
            throw StoreErrors.corruptFile(name, "its column " + path + " cannot be decoded: " + e.getMessage(), e);
        }
    }

    private void chunk(Leaf leaf, Chunk chunk, int rows, PageTaker taker) throws IOException {
        content.open(chunk);
        PlainValues dictionary = null;
        PageView view = null;
        int row = 0;
        int at = 0;
        int pages = 0;
        while (row < rows) {
            if (at >= chunk.packed()) {
                throw new IllegalArgumentException("only " + row + " of " + rows + " values");
            }
            ParquetLimits.within(++pages, ParquetLimits.PAGES, "pages");
            PageHeader page = content.header(at);
            int data = at + page.length();
            require(data + page.packed() <= chunk.packed(), "a page that ends behind it");
            ParquetLimits.within(page.unpacked(), ParquetLimits.PAGE_BYTES, "bytes in one page");
            at = Math.toIntExact(data + page.packed());
            if (page.isDictionary()) {
                require(dictionary == null && row == 0, "a dictionary after its first page");
                bytes.unpack(content, data, page, chunk.codec());
                dictionary = PlainValues.dictionary(leaf, page, bytes.page());
            } else if (page.isData()) {
                require(page.values() <= rows - row, "more values than rows");
                if (taker.wants(row, (int) page.values())) {
                    bytes.unpack(content, data, page, chunk.codec());
                    view = view == null ? new PageView(leaf.type(), dictionary, room, page, bytes.page()) : view;
                    open(view, leaf, page, row);
                    taker.take(view);
                }
                row += (int) page.values();
            }
        }
    }

    /** Reads which rows have a value, and goes to where the values begin. */
    private void open(PageView view, Leaf leaf, PageHeader page, int row) {
        int rows = (int) page.values();
        int most = leaf.maxDefinition();
        int from = 0;
        int end = page.definitions();
        if (page.isSecondForm()) {
            require(page.repetitions() == 0 && (most > 0 || end == 0), "levels where there can be none");
        } else if (most > 0) {
            require(page.levelEncoding() == RLE, () -> "levels in the encoding " + page.levelEncoding());
            require(page.unpacked() >= Integer.BYTES, "a page that ends in its levels");
            int length =
                    ByteBuffer.wrap(bytes.page()).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
            require(length >= 0 && length <= page.unpacked() - Integer.BYTES, () -> "levels of " + length + " bytes");
            from = Integer.BYTES;
            end = from + length;
        }
        view.to(page, bytes.page(), end, row, most == 0 || rows == 0 ? null : present(from, end, most, rows));
    }

    private boolean @Nullable [] present(int from, int end, int most, int rows) {
        int width = Integer.SIZE - Integer.numberOfLeadingZeros(most);
        HybridRuns levels = new HybridRuns(bytes.page(), from, end, width);
        if (levels.isAll(most, rows)) {
            return null;
        }
        int[] numbers = room.of(rows);
        levels.read(numbers, rows);
        boolean[] present = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            present[i] = numbers[i] == most;
        }
        return present;
    }

    @Override
    public void close() {
        bytes.close();
    }
}
