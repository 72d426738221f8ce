package dev.barque.testkit.internal.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The bytes of a file. What was never written is zero and costs nothing, so that a preallocated file is small here. */
final class Pages {
    private static final int PAGE = 4096;
    private static final byte[] ZERO = new byte[PAGE];

    private final Map<Long, byte[]> pages = new HashMap<>();
    private long size;

    long size() {
        return size;
    }

    void write(long position, byte[] from, int offset, int length) {
        for (int done = 0; done < length; ) {
            long at = position + done;
            int inPage = (int) (at % PAGE);
            int count = Math.min(PAGE - inPage, length - done);
            byte[] page = pages.computeIfAbsent(at / PAGE, number -> new byte[PAGE]);
            System.arraycopy(from, offset + done, page, inPage, count);
            done += count;
        }
        size = Math.max(size, position + length);
    }

    /** Cuts it or makes it longer by zeros. */
    void resize(long to) {
        if (to < size) {
            pages.keySet().removeIf(number -> number * PAGE >= to);
            byte[] last = pages.get(to / PAGE);
            if (last != null) {
                Arrays.fill(last, (int) (to % PAGE), PAGE, (byte) 0);
            }
        }
        size = to;
    }

    void copyTo(OutputStream out) throws IOException {
        for (long at = 0; at < size; at += PAGE) {
            out.write(pages.getOrDefault(at / PAGE, ZERO), 0, (int) Math.min(PAGE, size - at));
        }
    }
}
