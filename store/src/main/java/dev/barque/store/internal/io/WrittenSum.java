package dev.barque.store.internal.io;

import dev.barque.store.io.FileAccess.WritableFile;
import dev.barque.store.io.ForwardingFileAccess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** A checksum of what is written to a file from its beginning on, to compare it with what is read back. */
public final class WrittenSum {
    private final CRC32C sum = new CRC32C();
    private long end;

    /** The same file, looking on. It has to be written from its beginning to its end. */
    public WritableFile of(WritableFile file) {
        return new ForwardingFileAccess.Written(file) {
            @Override
            public void write(ByteBuffer from, long position) throws IOException {
                if (position != end) {
                    throw new IllegalStateException("Wrote to " + position + " after " + end);
                }
                end += from.remaining();
                sum.update(from.duplicate());
                super.write(from, position);
            }
        };
    }

    /** Whether these bytes are what was written. */
    public boolean matches(byte[] content) {
        CRC32C found = new CRC32C();
        found.update(content);
        return content.length == end && found.getValue() == sum.getValue();
    }
}
