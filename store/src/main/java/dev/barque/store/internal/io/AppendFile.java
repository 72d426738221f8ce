package dev.barque.store.internal.io;

import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A text file to which whole lines are added. Opening takes off a last line that has no end, which the death of an earlier
 * writer left; a line that cannot be written as a whole is taken back. Not safe for use by several threads.
 */
public final class AppendFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AppendFile.class);
    private static final int LOOK_BACK = 1 << 13;

    private final FileChannel channel;
    private long end;

    private AppendFile(FileChannel channel, long end) {
        this.channel = channel;
        this.end = end;
    }

    /** Opens or creates a file and the directories above it. */
    public static AppendFile open(Path file) throws IOException {
        AtomicFile.createDirectories(
                FileAccess.real(), Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a directory"));
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            long end = endOfLastLine(channel);
            if (end < channel.size()) {
                LOG.warn("Took {} bytes of a line without an end off {}", channel.size() - end, file);
                channel.truncate(end);
            }
            return new AppendFile(channel, end);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Adds a line, which must bring its end with it. */
    public void append(byte[] line) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(line);
        try {
            long at = end;
            while (left.hasRemaining()) {
                at += channel.write(left, at);
            }
            end = at;
        } catch (IOException e) {
            try {
                channel.truncate(end);
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /** Forces what was written to the device and lets go. */
    @Override
    public void close() throws IOException {
        try (channel) {
            if (channel.isOpen()) {
                channel.force(false);
            }
        }
    }

    private static long endOfLastLine(FileChannel channel) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(LOOK_BACK);
        long to = channel.size();
        while (to > 0) {
            long from = Math.max(0, to - LOOK_BACK);
            block.clear().limit((int) (to - from));
            for (long at = from; block.hasRemaining(); ) {
                int read = channel.read(block, at);
                if (read < 0) {
                    throw new IOException("the file became shorter while it was read");
                }
                at += read;
            }
            for (int i = block.position() - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return from + i + 1;
                }
            }
            to = from;
        }
        return 0;
    }
}
