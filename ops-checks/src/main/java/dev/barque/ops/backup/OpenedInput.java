package dev.barque.ops.backup;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** What {@link SealedOutput} wrote. Nothing of a chunk is handed out before it is known to be the one that was written. */
final class OpenedInput extends InputStream {
    private final InputStream in;
    private final ChunkCipher cipher;
    private final byte[] sealed = new byte[ChunkCipher.CHUNK + ChunkCipher.TAG];
    private byte[] chunk = new byte[0];
    private int at;
    private int ahead;
    private boolean ended;

    OpenedInput(InputStream in, BackupKey key, String object) throws IOException {
        this.in = in;
        if (!Arrays.equals(in.readNBytes(ChunkCipher.MAGIC.length), ChunkCipher.MAGIC)) {
            throw new BackupDamage("it does not begin as an encrypted object does");
        }
        byte[] salt = in.readNBytes(ChunkCipher.SALT);
        cipher = ChunkCipher.toOpen(key, object, salt);
        ahead = in.read();
    }

    @Override
    public int read() throws IOException {
        return fill() ? chunk[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int some = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, into, from, some);
        at += some;
        return some;
    }

    private boolean fill() throws IOException {
        while (at == chunk.length && !ended) {
            if (ahead < 0) {
                throw new BackupDamage("its end is missing");
            }
            sealed[0] = (byte) ahead;
            int length = 1 + in.readNBytes(sealed, 1, sealed.length - 1);
            ahead = in.read();
            ended = ahead < 0;
            chunk = cipher.next(sealed, length, ended ? ChunkCipher.Last.YES : ChunkCipher.Last.NO);
            at = 0;
        }
        return at < chunk.length;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
