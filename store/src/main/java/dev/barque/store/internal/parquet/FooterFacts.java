package dev.barque.store.internal.parquet;

import dev.barque.store.io.FileAccess.ReadableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the footer of a file says, read without anything else of the file.
 *
 * @param rows how many rows
 * @param notes what the writer noted
 */
public record FooterFacts(long rows, Map<String, String> notes) {
    /** Copies the map. */
    public FooterFacts {
        notes = Map.copyOf(notes);
    }

    /** Reads both ends and the footer; throws {@code store.corrupt-file} or {@code store.limit-exceeded}. */
    public static FooterFacts read(ReadableFile file, Path name) throws IOException {
        Footer footer = ParquetCheck.footer(new Channel(file), name);
        return new FooterFacts(footer.rows(), footer.notes());
    }

    /** Reads where it was told to. */
    private static final class Channel implements SeekableByteChannel {
        private final ReadableFile file;
        private long position;

        Channel(ReadableFile file) {
            this.file = file;
        }

        @Override
        public int read(ByteBuffer to) throws IOException {
            int read = file.read(to, position);
            position += Math.max(0, read);
            return read;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public SeekableByteChannel position(long newPosition) {
            position = newPosition;
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int write(ByteBuffer from) {
            throw new NonWritableChannelException();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new NonWritableChannelException();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // The file is its opener's.
        }
    }
}
