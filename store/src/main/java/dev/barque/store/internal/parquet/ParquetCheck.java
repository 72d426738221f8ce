package dev.barque.store.internal.parquet;

import dev.barque.store.internal.StoreErrors;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Our own look at a file before parquet-java or DuckDB sees it: both ends, the whole footer ({@link FooterCheck}), and the
 * header of every page of the columns that will be read ({@link PageCheck}). It allocates no more than the footer has bytes.
 */
final class ParquetCheck {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ENCRYPTED = "PARE".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL = 8;
    private static final int SMALLEST = MAGIC.length + TAIL;

    private ParquetCheck() {}

    /** Throws {@code store.corrupt-file} or {@code store.limit-exceeded}; {@code wanted} says which leaf columns will be read. */
    static void check(SeekableByteChannel channel, Path name, Predicate<String> wanted) throws IOException {
        check(channel, name, wanted, PageCheck.Held.FILE);
    }

    /** The same for a reader that holds one row group at a time: the bounds of memory are for each of them. */
    static void check(SeekableByteChannel channel, Path name, Predicate<String> wanted, PageCheck.Held held)
            throws IOException {
        Footer footer = footer(channel, name);
        found(name, "its pages have ", () -> {
            PageCheck.check(channel, footer, wanted, held);
            return footer;
        });
    }

    /** Looks at both ends and the footer only. */
    static Footer footer(SeekableByteChannel channel, Path name) throws IOException {
        long size = channel.size();
        if (size < SMALLEST) {
            throw StoreErrors.corruptFile(
                    name, "it has " + size + " bytes, fewer than the " + SMALLEST + " of an empty one", null);
        }
        long footerStart = footerStart(channel, name, size);
        int length = (int) (size - TAIL - footerStart);
        return found(name, "its footer has ", () -> FooterCheck.check(read(channel, footerStart, length), footerStart));
    }

    /** A look that says what is wrong by an IllegalArgumentException. */
    @FunctionalInterface
    interface Look<T> {
        T at() throws IOException;
    }

    /** Turns what a look found into an error about a file. */
    static <T> T found(Path name, String part, Look<T> look) throws IOException {
        try {
            return look.at();
        } catch (ParquetLimits.Exceeded e) {
            throw StoreErrors.limitExceeded(name, part + e.getMessage());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw StoreErrors.corruptFile(name, part + e.getMessage(), e);
        }
    }

    private static long footerStart(SeekableByteChannel channel, Path name, long size) throws IOException {
        byte[] head = read(channel, 0, MAGIC.length);
        byte[] tail = read(channel, size - TAIL, TAIL);
        byte[] end = Arrays.copyOfRange(tail, TAIL - MAGIC.length, TAIL);
        if (Arrays.equals(end, ENCRYPTED)) {
            throw StoreErrors.corruptFile(name, "its footer is encrypted, which is not supported", null);
        }
        if (!Arrays.equals(head, MAGIC) || !Arrays.equals(end, MAGIC)) {
            throw StoreErrors.corruptFile(
                    name,
                    "it begins with " + quoted(head) + " and ends with " + quoted(end)
                            + " instead of 'PAR1' (cut off, or another kind of file)",
                    null);
        }
        long footer = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xFFFF_FFFFL;
        if (footer == 0 || footer > size - SMALLEST) {
            throw StoreErrors.corruptFile(name, "its footer claims " + footer + " bytes in a file of " + size, null);
        }
        if (footer > ParquetLimits.FOOTER_BYTES) {
            throw StoreErrors.limitExceeded(
                    name,
                    "its footer has " + footer + " bytes, more than the " + ParquetLimits.FOOTER_BYTES
                            + " that are allowed");
        }
        return size - TAIL - footer;
    }

    static byte[] read(SeekableByteChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        channel.position(position);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
        return buffer.array();
    }

    private static String quoted(byte[] bytes) {
        StringBuilder out = new StringBuilder("'");
        for (byte b : bytes) {
            out.append(b >= ' ' && b < 0x7F ? String.valueOf((char) b) : String.format("\\x%02x", b & 0xFF));
        }
        return out.append('\'').toString();
    }
}
