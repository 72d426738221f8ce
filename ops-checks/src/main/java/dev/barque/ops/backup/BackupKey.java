package dev.barque.ops.backup;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * 256 secret bits of the host's, from which each object of a backup gets a key of its own. Whoever loses them loses the backups:
 * nothing of them is written anywhere but an id that tells them from others. Immutable and safe to share.
 */
public final class BackupKey {
    private static final int BYTES = 32;
    private static final String MAC = "HmacSHA256";

    private final byte[] secret;

    private BackupKey(byte[] secret) {
        this.secret = secret;
    }

    /** Of 32 bytes that nobody can guess, which are copied; a password is not such. */
    public static BackupKey of(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("A backup's key has " + BYTES + " bytes but was given " + secret.length);
        }
        if (Arrays.equals(secret, new byte[BYTES])) {
            throw new IllegalArgumentException("A backup's key must not consist of zeros");
        }
        return new BackupKey(secret.clone());
    }

    /** 16 hexadecimal digits that tell it from others and say nothing else about it. */
    public String id() {
        return HexFormat.of().formatHex(derive("barque backup key id", new byte[0]), 0, 8);
    }

    byte[] derive(String purpose, byte[] salt) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret, MAC));
            mac.update(salt);
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + MAC, e);
        }
    }

    /** Says which one it is and nothing of what it is. */
    @Override
    public String toString() {
        return "BackupKey[" + id() + "]";
    }
}
