package dev.barque.store.internal.log;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * The bytes of a segment, little-endian: a header, then frames until the end of the file or zeros.
 *
 * <pre>
 * header  8 magic, 4 format version, 4 zero, 8 first sequence, 4 CRC32C of these 24, 4 zero
 * frame   4 CRC32C of all that follows, 4 bytes of payload (at least 1), 8 sequence, 1 type, payload
 * ROWS    4 number of the part in its batch from 0, 4 rows, rows: a whole batch, or its last part
 * PART    as ROWS: more of the same batch follow, and nothing counts without the last
 * SCHEMA  feature set id and fields ({@link SchemaRecord}), before the first row of the set in a segment
 * GAP     8 sequence that goes on, 8 bytes taken out: damage was found here, cut out and reported
 * END     the log goes on in the next segment; all before it was synced if appends are
 * CLOSED  the writer closed the log in peace: all before it was synced
 * </pre>
 *
 * <p>The sequence of a frame is that of its first row, or that of the next row when it has none.
 */
final class LogFormat {
    static final byte SCHEMA = 1;
    static final byte ROWS = 2;
    static final byte PART = 3;
    static final byte GAP = 4;
    static final byte END = 5;
    static final byte CLOSED = 6;

    static final int HEADER_BYTES = 32;
    static final int FRAME_BYTES = 17;
    static final int ROWS_AT = FRAME_BYTES + 8;
    /** A frame is closed when it has so many bytes; only one row of more makes it greater. */
    static final int FULL_FRAME = 1 << 20;

    static final int MAX_ROW = 1 << 24;
    static final int MAX_PAYLOAD = 1 << 25;

    private static final byte[] MAGIC = "BARQ LOG".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final String SUFFIX = ".log";
    private static final int DIGITS = 19;

    private LogFormat() {}

    static String fileName(long firstSequence) {
        return String.format("%0" + DIGITS + "d", firstSequence) + SUFFIX;
    }

    /** The first sequence of a segment by its name; empty for any other file. */
    static OptionalLong firstSequence(Path file) {
        String name = String.valueOf(file.getFileName());
        if (name.length() != DIGITS + SUFFIX.length() || !name.endsWith(SUFFIX)) {
            return OptionalLong.empty();
        }
        try {
            long first = Long.parseLong(name.substring(0, DIGITS));
            return first > 0 ? OptionalLong.of(first) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    static ByteBuffer header(long firstSequence) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC).putInt(VERSION).putInt(0).putLong(firstSequence);
        header.putInt(crc(header.duplicate().flip())).putInt(0);
        return header.flip();
    }

    static boolean isHeader(ByteBuffer bytes, long firstSequence) {
        return bytes.equals(header(firstSequence));
    }

    /** The checksum of what remains of a buffer. */
    static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
