package dev.barque.testkit.internal.disk;

import org.jspecify.annotations.Nullable;

/** One change of a file's content: bytes at a position, or without bytes the new size. */
final class Edit {
    private final long position;
    private final byte @Nullable [] bytes;

    Edit(long position, byte @Nullable [] bytes) {
        this.position = position;
        this.bytes = bytes;
    }

    long position() {
        return position;
    }

    byte @Nullable [] bytes() {
        return bytes;
    }

    void applyTo(Pages pages) {
        if (bytes == null) {
            pages.resize(position);
        } else {
            pages.write(position, bytes, 0, bytes.length);
        }
    }
}
