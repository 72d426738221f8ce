package dev.barque.store.internal.io;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** SHA-256 of everything that rows say, in their order, whatever encoding or compression a file has. */
public final class ContentDigest {
    private final MessageDigest digest = Digest.sha256();
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    /** Of nothing yet. */
    public ContentDigest() {}

    /** Adds a number. */
    public void add(long value) {
        digest.update(number.clear().putLong(value).flip());
    }

    /** Adds a number by its bits; all NaN are one. */
    public void add(double value) {
        add(Double.doubleToLongBits(value));
    }

    /** Adds a text with its length, so that none runs into the next; none is told from an empty one. */
    public void add(@Nullable String text) {
        if (text == null) {
            add(-1L);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add((long) bytes.length);
        digest.update(bytes);
    }

    /** Of all that was added, in hexadecimal digits; nothing can be added after it. */
    public String hex() {
        return Digest.hex(digest.digest());
    }
}
