package dev.barque.store.ingest;

import dev.barque.core.error.BarqueException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text file with their numbers: LF or CR LF, a byte order mark skipped, no line longer than memory should
 * hold, no byte silently turned into another character.
 */
final class LineReader implements AutoCloseable {
    /** A bar has a hundred bytes; what is longer than this is not one. */
    static final int MAX_LINE_BYTES = 1 << 20;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final long total;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private long done;
    private long number;

    /**
     * One line.
     *
     * @param text what it says, empty when it cannot be read
     * @param problem why it cannot be read
     */
    record Line(long number, String text, @Nullable BarqueException problem) {}

    LineReader(Path file, Charset charset) throws IOException {
        in = Files.newInputStream(file);
        total = Files.size(file);
        decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** The next line, null at the end. */
    @Nullable
    Line next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        long length = 0;
        boolean any = false;
        boolean ended = false;
        while (!ended && fill()) {
            any = true;
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            int here = end - position;
            length += here;
            if (length <= MAX_LINE_BYTES) {
                bytes.write(buffer, position, here);
            }
            ended = end < limit;
            done += here + (ended ? 1 : 0);
            position = ended ? end + 1 : end;
        }
        if (!any) {
            return null;
        }
        number++;
        if (length > MAX_LINE_BYTES) {
            return new Line(number, "", IngestErrors.longLine(length, MAX_LINE_BYTES));
        }
        return decoded(bytes.toByteArray());
    }

    long done() {
        return done;
    }

    long total() {
        return total;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private Line decoded(byte[] bytes) {
        int to = bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        int from = number == 1 && startsWithMark(bytes) ? 3 : 0;
        ByteBuffer content = ByteBuffer.wrap(bytes, from, to - from);
        try {
            return new Line(number, decoder.decode(content).toString(), null);
        } catch (CharacterCodingException e) {
            int at = content.position();
            return new Line(number, "", IngestErrors.badEncoding(decoder.charset(), bytes[at] & 0xFF, at + 1));
        }
    }

    private boolean startsWithMark(byte[] bytes) {
        return decoder.charset().equals(StandardCharsets.UTF_8)
                && bytes.length >= 3
                && (bytes[0] & 0xFF) == 0xEF
                && (bytes[1] & 0xFF) == 0xBB
                && (bytes[2] & 0xFF) == 0xBF;
    }

    private boolean fill() throws IOException {
        if (position < limit) {
            return true;
        }
        position = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }
}
