package dev.barque.store.internal.log;

import dev.barque.store.io.FileAccess.Window;
import dev.barque.store.io.FileAccess.WritableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A segment whose rows need not be on the device: they are put into memory that is the file, a window at a time, where a call of
 * the system would take longer than everything else. Where there are no windows, and for what is large, it is written to.
 */
final class WindowedFile implements SegmentFile {
    /** Making one takes 25 microseconds: long enough that few rows wait for it, short enough that they do not wait long. */
    private static final int LENGTH = 1 << 17;

    private static final int LARGE = LENGTH / 4;

    private final WritableFile file;
    private boolean hasWindows = true;
    private @Nullable Window window;
    private long from;
    private long to;

    WindowedFile(WritableFile file) {
        this.file = file;
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
        int length = bytes.remaining();
        if (length <= LARGE && (isWithin(position, length) || moveTo(position))) {
            put(bytes, (int) (position - from), length);
        } else {
            file.write(bytes, position);
        }
    }

    private boolean isWithin(long position, int length) {
        return position >= from && position + length <= to;
    }

    private boolean moveTo(long position) {
        closeWindow();
        if (!hasWindows) {
            return false;
        }
        long end = (position / LENGTH + 1) * LENGTH;
        if (end - position < LARGE) {
            end += LENGTH;
        }
        try {
            window = file.window(position, end).orElse(null);
        } catch (IOException e) {
            // The device may be too full for a window and have room for a row: writing says so.
            return false;
        }
        hasWindows = window != null;
        from = position;
        to = hasWindows ? end : position;
        return hasWindows;
    }

    /**
     * Looks whether it is there: a page that the system cannot provide swallows what is put into it, and the JVM throws an
     * {@link InternalError} when it comes to it, which may be after this has returned.
     */
    private void put(ByteBuffer bytes, int at, int length) throws IOException {
        hasWindows = false; // unless this one is seen to be there
        ByteBuffer memory = Objects.requireNonNull(window).memory();
        int start = bytes.position();
        memory.limit(at + length).position(at);
        memory.put(bytes);
        memory.position(at);
        if (!memory.equals(bytes.position(start))) {
            throw new IOException("the memory of the file does not hold what was put there: the file was cut off by"
                    + " somebody else, or the device failed");
        }
        hasWindows = true;
    }

    @Override
    public void sync() throws IOException {
        if (window != null) {
            window.force();
        }
        file.sync();
    }

    @Override
    public void truncate(long size) throws IOException {
        closeWindow();
        file.truncate(size);
    }

    @Override
    public void close() throws IOException {
        closeWindow();
        file.close();
    }

    private void closeWindow() {
        from = 0;
        to = 0;
        if (window != null) {
            window.close();
            window = null;
        }
    }
}
