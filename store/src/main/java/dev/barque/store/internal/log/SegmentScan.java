package dev.barque.store.internal.log;

import dev.barque.store.io.FileAccess.ReadableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a segment from a position on and finds which of its frames count: those that are sound, follow each other and belong to
 * whole batches. Can be asked to go on when the segment has grown. Not safe for use by several threads.
 */
final class SegmentScan {
    private final FrameReader reader;
    private final LogSets sets;
    private final ScannedRows rows = new ScannedRows();
    private final List<Hole> holes = new ArrayList<>();

    private boolean headerSound;
    /** Behind the last frame that counts. */
    private long end = LogFormat.HEADER_BYTES;
    /** The sequence that comes next. */
    private long next;

    private boolean goesOn;
    private boolean closed;

    // Behind the last frame that was looked at; differs from 'end' inside a batch of several parts.
    private long position = LogFormat.HEADER_BYTES;
    private long expected;
    private int part;
    private int counted;

    /**
     * A stretch that makes no sense, with sound frames behind it.
     *
     * @param from where it begins
     * @param to where the next sound frame begins
     * @param firstSequence what was to come
     * @param nextSequence what came
     */
    record Hole(long from, long to, long firstSequence, long nextSequence) {}

    SegmentScan(ReadableFile file, long firstSequence, LogSets sets) throws IOException {
        reader = new FrameReader(file);
        this.sets = sets;
        next = firstSequence;
        expected = firstSequence;
        headerSound = LogFormat.isHeader(reader.read(0, LogFormat.HEADER_BYTES), firstSequence);
    }

    /** Reads on as far as frames follow each other. */
    void follow() throws IOException {
        boolean more = true;
        while (more) {
            more = !goesOn && reader.isFrame(position) && accept();
        }
    }

    /** As {@link #follow} after the file may have grown; forgets the rows that it found before. */
    void followGrown() throws IOException {
        rows.cut(0);
        counted = 0;
        position = end;
        expected = next;
        part = 0;
        reader.refresh();
        follow();
    }

    /** Reads to the end of the file, over stretches that make no sense. */
    void readAll() throws IOException {
        while (true) {
            follow();
            if (goesOn) {
                return;
            }
            // Behind the parts of a batch whose last part is not there, if that is what came last.
            long at = position;
            rows.cut(counted);
            part = 0;
            expected = next;
            while (at < reader.size() && !(reader.isFrame(at) && resumes(at))) {
                at++;
            }
            if (at >= reader.size()) {
                position = end;
                return;
            }
        }
    }

    /** Whether the log goes on with the sound frame at a position, which follows a stretch that makes no sense. */
    private boolean resumes(long at) throws IOException {
        long from = end;
        long first = next;
        long sequence = reader.sequence();
        if (sequence < next) {
            return false;
        }
        position = at;
        expected = sequence;
        next = sequence;
        if (!accept()) {
            position = from;
            expected = first;
            next = first;
            return false;
        }
        holes.add(new Hole(from, at, first, sequence));
        return true;
    }

    private boolean accept() throws IOException {
        long sequence = reader.sequence();
        boolean inBatch = part > 0;
        byte type = reader.type();
        boolean isRows = type == LogFormat.ROWS || type == LogFormat.PART;
        if (sequence != expected || (inBatch && !isRows)) {
            return false;
        }
        if (isRows) {
            return reader.intAt(LogFormat.FRAME_BYTES) == part && acceptRows(type == LogFormat.ROWS);
        }
        closed = false;
        switch (type) {
            case LogFormat.SCHEMA -> {
                try {
                    sets.found(SchemaRecord.decode(reader.payload()));
                } catch (RuntimeException e) {
                    return false; // sound by its checksum, but not by what it says: not one of ours
                }
            }
            case LogFormat.GAP -> expected = Math.max(expected, reader.longAt(LogFormat.FRAME_BYTES));
            case LogFormat.END -> goesOn = true;
            default -> closed = true;
        }
        advance();
        return true;
    }

    private boolean acceptRows(boolean last) {
        int count = reader.intAt(LogFormat.FRAME_BYTES + 4);
        int before = rows.size();
        int at = LogFormat.ROWS_AT;
        for (int i = 0; i < count; i++) {
            if (at + RowCodec.SYMBOL_AT > reader.bytes()) {
                rows.cut(before);
                return false;
            }
            RowCodec codec = sets.byKey(reader.longAt(at + RowCodec.KEY_AT));
            if (codec == null) {
                rows.cut(before);
                return false;
            }
            int symbolBytes = reader.shortAt(at + RowCodec.SYMBOL_LENGTH_AT) & 0xFFFF;
            String symbol = new String(reader.bytesAt(at + RowCodec.SYMBOL_AT, symbolBytes), StandardCharsets.UTF_8);
            rows.add(
                    codec,
                    symbol,
                    reader.longAt(at + RowCodec.EVENT_AT),
                    reader.longAt(at + RowCodec.KNOWN_AT),
                    reader.longAt(at + RowCodec.SEQUENCE_AT),
                    position + at);
            at += reader.intAt(at + RowCodec.LENGTH_AT);
        }
        closed = false;
        expected += count;
        if (last) {
            part = 0;
            advance();
        } else {
            part++;
            position += reader.bytes();
        }
        return true;
    }

    private void advance() {
        position += reader.bytes();
        end = position;
        next = expected;
        counted = rows.size();
    }

    boolean isHeaderSound() {
        return headerSound;
    }

    /** The rows that count, found by the last reading. */
    ScannedRows rows() {
        rows.cut(counted);
        return rows;
    }

    List<Hole> holes() {
        return holes;
    }

    long end() {
        return end;
    }

    long nextSequence() {
        return next;
    }

    /** Whether the last frame says that the log goes on in the next segment. */
    boolean goesOn() {
        return goesOn;
    }

    /** Whether the writer closed it in peace and nothing follows. */
    boolean isClosed() throws IOException {
        return closed && end == reader.size();
    }

    /** Where what is not zero ends; {@link #end} when nothing of a frame follows the last one that counts. */
    long endOfNonZero() throws IOException {
        return reader.endOfNonZero(end);
    }
}
