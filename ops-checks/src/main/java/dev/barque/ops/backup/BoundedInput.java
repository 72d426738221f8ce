package dev.barque.ops.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Gives no more bytes than it was told that there may be: what unpacks to more than it says is noticed while it does so. */
final class BoundedInput extends FilterInputStream {
    private long allowed;

    BoundedInput(InputStream in, long allowed) {
        super(in);
        this.allowed = allowed;
    }

    void allow(long bytes) {
        allowed = bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = in.read(into, from, length);
        if (read > 0) {
            allowed -= read;
            if (allowed < 0) {
                throw BackupDamage.hostile("it unpacks to more bytes than its manifest says");
            }
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = 0;
        byte[] into = new byte[1 << 13];
        while (skipped < bytes) {
            int read = read(into, 0, (int) Math.min(into.length, bytes - skipped));
            if (read < 0) {
                break;
            }
            skipped += read;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
