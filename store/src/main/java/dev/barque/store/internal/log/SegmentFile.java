package dev.barque.store.internal.log;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A segment that is written, from its beginning to its end. Its writer excludes itself. */
interface SegmentFile {
    /** For the end of a file that may be followed by zeros. */
    void write(ByteBuffer bytes, long position) throws IOException;

    /** Makes all that was written durable. */
    void sync() throws IOException;

    /** Cuts off what is behind so many bytes. */
    void truncate(long size) throws IOException;

    /** Lets go of it; neither syncs nor cuts off zeros. */
    void close() throws IOException;
}
