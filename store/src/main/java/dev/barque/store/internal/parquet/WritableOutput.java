package dev.barque.store.internal.parquet;

import dev.barque.store.io.FileAccess.WritableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** An empty file as an output of parquet-java. The one that opened the file syncs and closes it. */
final class WritableOutput implements OutputFile {
    private static final int BUFFER_BYTES = 1 << 16;

    private final WritableFile file;

    WritableOutput(WritableFile file) {
        this.file = file;
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) {
        return new Stream(file);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
        return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }

    private static final class Stream extends PositionOutputStream {
        private final WritableFile file;
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        private long written;

        Stream(WritableFile file) {
            this.file = file;
        }

        @Override
        public long getPos() {
            return written + buffer.position();
        }

        @Override
        public void write(int b) throws IOException {
            if (!buffer.hasRemaining()) {
                flush();
            }
            buffer.put((byte) b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (length > buffer.remaining()) {
                flush();
            }
            if (length > buffer.capacity()) {
                file.write(ByteBuffer.wrap(bytes, from, length), written);
                written += length;
            } else {
                buffer.put(bytes, from, length);
            }
        }

        @Override
        public void flush() throws IOException {
            buffer.flip();
            int length = buffer.remaining();
            file.write(buffer, written);
            written += length;
            buffer.clear();
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
