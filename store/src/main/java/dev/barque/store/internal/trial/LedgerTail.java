package dev.barque.store.internal.trial;

import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.ReadableFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The end of a ledger, by its last line alone: what a new entry needs to know, whatever is before it. Only where that line is the one
 * that the head knows, or the one right behind it, which a death kept from the head. In every other case the whole has to be read.
 *
 * @param number of the last entry
 * @param seal of the last entry
 * @param wholeBytes bytes up to the end of its line; a line without an end behind it is one that a death cut short
 */
public record LedgerTail(long number, String seal, long wholeBytes) {
    private static final int PIECE = 1 << 13;

    /** Of a file that is not being written; empty where its last line does not settle it. */
    public static Optional<LedgerTail> find(FileAccess files, Path file, LedgerHead head) throws IOException {
        try (ReadableFile from = files.read(file)) {
            long size = from.size();
            long end = lineEnd(from, size);
            if (end == 0) {
                return Optional.empty();
            }
            long start = lineEnd(from, end - 1);
            if (end - 1 - start > Integer.MAX_VALUE - 16) {
                return Optional.empty();
            }
            TrialLine line = TrialLine.read(bytes(from, start, (int) (end - 1 - start)));
            long number = line.entry().number();
            boolean known = number == head.number() && line.entry().seal().equals(head.seal());
            boolean next = number == head.number() + 1 && line.previous().equals(head.seal());
            return known || next
                    ? Optional.of(new LedgerTail(number, line.entry().seal(), end))
                    : Optional.empty();
        } catch (NoSuchFileException | IllegalArgumentException e) {
            // Missing, damaged or altered: what to make of it takes all lines.
            return Optional.empty();
        }
    }

    /** Where the last line that ends before a place ends; 0 where none does. */
    private static long lineEnd(ReadableFile from, long before) throws IOException {
        for (long to = before; to > 0; ) {
            long start = Math.max(0, to - PIECE);
            byte[] piece = bytes(from, start, (int) (to - start));
            for (int i = piece.length - 1; i >= 0; i--) {
                if (piece[i] == '\n') {
                    return start + i + 1;
                }
            }
            to = start;
        }
        return 0;
    }

    private static byte[] bytes(ReadableFile from, long start, int length) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(length);
        while (into.hasRemaining()) {
            int read = from.read(into, start + into.position());
            if (read < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
        return into.array();
    }
}
