package dev.barque.store.internal.parquet;

import static dev.barque.store.internal.parquet.FooterCheck.require;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.parquet.Footer.Chunk;
import dev.barque.store.internal.parquet.Footer.Group;
import dev.barque.store.internal.parquet.Footer.Leaf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.column.ColumnDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Decodes columns of numbers, truth values and texts that are not repeated, whole pages at a time and straight into arrays: values
 * that are plain or in a dictionary, in pages of the first form. Several times as fast as going value by value, which
 * {@link ParquetFile} does for everything else. Nothing of the file is believed: see {@link FooterCheck}. Belongs to one thread;
 * has to be closed.
 */
public final class ColumnScan implements AutoCloseable {
    private static final int PLAIN = 0;
    private static final int PLAIN_DICTIONARY = 2;
    private static final int RLE = 3;
    private static final int RLE_DICTIONARY = 8;
    /** Its bits, and whether it is there. */
    private static final long BYTES_OF_VALUE = 9;

    private final byte[] content;
    private final Path name;
    private final Footer footer;
    private final Map<String, Integer> leaves = new HashMap<>();
    private final PageBytes bytes = new PageBytes();
    private int[] numbers = new int[0];

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

    /** Takes the values of a page: {@code count} of them for the rows that have one, from {@code row} on. */
    @FunctionalInterface
    private interface PageValues {
        void take(PageHeader page, int at, int row, int rows, boolean @Nullable [] present) throws IOException;
    }

    private ColumnScan(byte[] content, Path name, Footer footer) {
        this.content = content;
        this.name = name;
        this.footer = footer;
        for (int i = 0; i < footer.leaves().size(); i++) {
            leaves.put(footer.leaves().get(i).path(), i);
        }
    }

    /** A scan of the bytes of a file. Throws {@code store.corrupt-file} or {@code store.limit-exceeded}. */
    public static ColumnScan of(byte[] content, Path name) {
        try {
            return new ColumnScan(content, name, ParquetCheck.footer(new ByteChannel(content), name));
        } catch (IOException e) {
            throw StoreErrors.cannotRead(name, e);
        }
    }

    /** How many rows there are. */
    public long rows() {
        return footer.rows();
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
        require(hasNumbers(path), "no column of numbers " + path);
        scan(path, (leaf, dictionary) -> new NumberPage(leaf, dictionary, to));
    }

    /** Decodes a column of texts; nulls are left as they are. Throws {@code store.corrupt-file}. */
    public void texts(String path, @Nullable Object[] to) {
        require(hasTexts(path), "no column of texts " + path);
        scan(path, (leaf, dictionary) -> new TextPage(leaf, dictionary, to));
    }

    /** Makes what takes the values of the pages of a chunk. */
    @FunctionalInterface
    private interface Taker {
        PageValues of(Leaf leaf, @Nullable PlainValues dictionary);
    }

    private void scan(String path, Taker taker) {
        int number = Objects.requireNonNull(leaves.get(path));
        Leaf leaf = footer.leaves().get(number);
        try {
            ParquetCheck.found(name, "its column " + path + " has ", () -> {
                int row = 0;
                for (Group group : footer.groups()) {
                    chunk(leaf, group.chunks().get(number), row, Math.toIntExact(group.rows()), taker);
                    row += Math.toIntExact(group.rows());
                }
                return row;
            });
        } catch (IOException | IndexOutOfBoundsException e) {
            throw StoreErrors.corruptFile(name, "its column " + path + " cannot be decoded: " + e.getMessage(), e);
        }
    }

    private void chunk(Leaf leaf, Chunk chunk, int first, int rows, Taker taker) throws IOException {
        PlainValues dictionary = null;
        PageValues values = null;
        int row = first;
        int at = Math.toIntExact(chunk.start());
        int pages = 0;
        while (row < first + rows) {
            require(at < chunk.end(), "only " + (row - first) + " of " + rows + " values");
            ParquetLimits.within(++pages, ParquetLimits.PAGES, "pages");
            PageHeader page = PageHeader.read(content, at);
            int data = at + page.length();
            require(data + page.packed() <= chunk.end(), "a page that ends behind it");
            ParquetLimits.within(page.unpacked(), ParquetLimits.PAGE_BYTES, "bytes in one page");
            at = (int) (data + page.packed());
            if (page.isDictionary()) {
                require(dictionary == null && values == null, "a dictionary after its first page");
                bytes.unpack(content, data, page, chunk.codec());
                dictionary = PlainValues.dictionary(leaf, page, bytes.page());
            } else if (page.isData()) {
                bytes.unpack(content, data, page, chunk.codec());
                values = values == null ? taker.of(leaf, dictionary) : values;
                require(page.values() <= first + rows - row, "more values than rows");
                page(leaf, page, row, values);
                row += (int) page.values();
            }
        }
    }

    private void page(Leaf leaf, PageHeader page, int row, PageValues values) throws IOException {
        int rows = (int) page.values();
        int most = leaf.maxDefinition();
        if (most == 0) {
            values.take(page, 0, row, rows, null);
            return;
        }
        require(page.levelEncoding() == RLE, "levels in the encoding " + page.levelEncoding());
        require(page.unpacked() >= Integer.BYTES, "a page that ends in its levels");
        int length =
                ByteBuffer.wrap(bytes.page()).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
        require(length >= 0 && length <= page.unpacked() - Integer.BYTES, "levels of " + length + " bytes");
        int end = Integer.BYTES + length;
        int width = Integer.SIZE - Integer.numberOfLeadingZeros(most);
        HybridRuns levels = new HybridRuns(bytes.page(), Integer.BYTES, end, width);
        if (rows == 0 || levels.isAll(most, rows)) {
            values.take(page, end, row, rows, null);
            return;
        }
        levels.read(room(rows), rows);
        boolean[] present = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            present[i] = numbers[i] == most;
        }
        values.take(page, end, row, rows, present);
    }

    private int[] room(int count) {
        if (numbers.length < count) {
            numbers = new int[count];
        }
        return numbers;
    }

    private static int count(boolean @Nullable [] present, int rows) {
        if (present == null) {
            return rows;
        }
        int count = 0;
        for (boolean there : present) {
            count += there ? 1 : 0;
        }
        return count;
    }

    /** The indices of a page whose values are in a dictionary; {@code true} when it is such a page. */
    private boolean indices(PageHeader page, int at, int count) {
        if (page.encoding() != RLE_DICTIONARY && page.encoding() != PLAIN_DICTIONARY) {
            require(page.encoding() == PLAIN, "values in the encoding " + page.encoding());
            return false;
        }
        if (count > 0) {
            require(at < page.unpacked(), "a page that ends before its values");
            new HybridRuns(bytes.page(), at + 1, (int) page.unpacked(), bytes.page()[at]).read(room(count), count);
        }
        return true;
    }

    private final class NumberPage implements PageValues {
        private final int type;
        private final @Nullable PlainValues dictionary;
        private final Target to;

        NumberPage(Leaf leaf, @Nullable PlainValues dictionary, Target to) {
            type = leaf.type();
            this.dictionary = dictionary;
            this.to = to;
            require(leaf.maxDefinition() == 0 || to.present.length > 0, "nulls where none can be taken");
        }

        @Override
        public void take(PageHeader page, int at, int row, int rows, boolean @Nullable [] present) {
            int count = count(present, rows);
            if (to.present.length > 0) {
                if (present == null) {
                    Arrays.fill(to.present, row, row + rows, true);
                } else {
                    System.arraycopy(present, 0, to.present, row, rows);
                }
            }
            boolean inPlace = present == null;
            long[] values = inPlace ? to.bits : new long[count];
            int first = inPlace ? row : 0;
            if (indices(page, at, count)) {
                long[] bits = dictionary == null ? new long[0] : dictionary.bits;
                for (int i = 0; i < count; i++) {
                    values[first + i] = bits[numbers[i]];
                }
            } else {
                PlainValues.numbers(type, bytes.page(), at, (int) page.unpacked(), values, first, count);
            }
            if (present != null) {
                for (int i = 0, next = 0; i < rows; i++) {
                    if (present[i]) {
                        to.bits[row + i] = values[next++];
                    }
                }
            }
        }
    }

    private final class TextPage implements PageValues {
        private final @Nullable PlainValues dictionary;
        private final @Nullable Object[] to;

        TextPage(Leaf leaf, @Nullable PlainValues dictionary, @Nullable Object[] to) {
            require(leaf.type() == Footer.BYTE_ARRAY, "bytes of a fixed length");
            this.dictionary = dictionary;
            this.to = to;
        }

        @Override
        public void take(PageHeader page, int at, int row, int rows, boolean @Nullable [] present) {
            int count = count(present, rows);
            String[] values = new String[count];
            if (indices(page, at, count)) {
                String[] texts = dictionary == null ? new String[0] : dictionary.texts;
                for (int i = 0; i < count; i++) {
                    values[i] = texts[numbers[i]];
                }
            } else {
                PlainValues.texts(bytes.page(), at, (int) page.unpacked(), values, count);
            }
            for (int i = 0, next = 0; i < rows; i++) {
                if (present == null || present[i]) {
                    to[row + i] = values[next++];
                }
            }
        }
    }

    @Override
    public void close() {
        bytes.close();
    }
}
