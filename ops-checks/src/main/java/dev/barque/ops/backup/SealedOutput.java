package dev.barque.ops.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;

/**
 * Encrypts an object in chunks (AES-256-GCM). The nonce of a chunk is its number and whether it is the last one, after the STREAM
 * construction of Hoang, Reyhanitabar, Rogaway and Vizar (Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance,
 * CRYPTO 2015): chunks cannot be left out, put into another order, cut off or added. The key belongs to this object alone: it comes
 * from the host's, a random salt and the object's name, so that objects cannot be taken for one another either.
 */
final class SealedOutput extends OutputStream {
    private final OutputStream out;
    private final ChunkCipher cipher;
    private final byte[] chunk = new byte[ChunkCipher.CHUNK];
    private int filled;
    private boolean closed;

    SealedOutput(OutputStream out, BackupKey key, String object) throws IOException {
        this.out = out;
        byte[] salt = new byte[ChunkCipher.SALT];
        new SecureRandom().nextBytes(salt);
        cipher = ChunkCipher.toSeal(key, object, salt);
        out.write(ChunkCipher.MAGIC);
        out.write(salt);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        for (int done = 0; done < length; ) {
            if (filled == chunk.length) {
                out.write(cipher.next(chunk, filled, ChunkCipher.Last.NO));
                filled = 0;
            }
            int some = Math.min(chunk.length - filled, length - done);
            System.arraycopy(bytes, from + done, chunk, filled, some);
            filled += some;
            done += some;
        }
    }

    /** Writes the last chunk, without which the object is not whole; leaves the stream below open. */
    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            out.write(cipher.next(chunk, filled, ChunkCipher.Last.YES));
        }
    }
}
