package dev.barque.ops.backup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** One chunk after the other, each with a nonce of its own. Not safe for use by several threads. */
final class ChunkCipher {
    static final byte[] MAGIC = "BARQSEA1".getBytes(StandardCharsets.US_ASCII);
    static final int SALT = 32;
    static final int CHUNK = 1 << 18;
    static final int TAG = 16;

    private static final int NONCE = 12;

    private final Cipher cipher;
    private final int mode;
    private final SecretKeySpec key;
    private long number;

    /** Whether a chunk ends its object. */
    enum Last {
        YES,
        NO
    }

    private ChunkCipher(int mode, BackupKey key, String object, byte[] salt) {
        try {
            this.mode = mode;
            this.key = new SecretKeySpec(key.derive("barque backup object 1 " + object, salt), "AES");
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES in GCM", e);
        }
    }

    static ChunkCipher toSeal(BackupKey key, String object, byte[] salt) {
        return new ChunkCipher(Cipher.ENCRYPT_MODE, key, object, salt);
    }

    static ChunkCipher toOpen(BackupKey key, String object, byte[] salt) {
        return new ChunkCipher(Cipher.DECRYPT_MODE, key, object, salt);
    }

    /** Seals or opens the next chunk; {@link BackupDamage} when it is not the one that was sealed as this. */
    byte[] next(byte[] bytes, int length, Last last) throws BackupDamage {
        ByteBuffer nonce = ByteBuffer.allocate(NONCE).putLong(number).putInt(last == Last.YES ? 1 : 0);
        try {
            cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce.array()));
            byte[] done = cipher.doFinal(bytes, 0, length);
            number++;
            return done;
        } catch (GeneralSecurityException e) {
            throw new BackupDamage("its encrypted chunk " + number + " was changed, moved, or cut off");
        }
    }
}
