package dev.barque.cli.internal.work;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of texts and files, taken piece by piece and told in hexadecimal. Not thread-safe. */
final class Sha256 {
    private static final int PIECE = 1 << 16;

    private final MessageDigest digest;

    Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    static String of(String text) {
        return new Sha256().text(text).hex();
    }

    static String of(Path file) throws IOException {
        return new Sha256().file(file).hex();
    }

    Sha256 text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    Sha256 bytes(byte[] bytes) {
        digest.update(bytes);
        return this;
    }

    Sha256 number(long value) {
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            digest.update((byte) (value >>> shift));
        }
        return this;
    }

    /** What a file holds, in memory that does not grow with it. */
    Sha256 file(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                digest.update(piece, 0, read);
            }
        }
        return this;
    }

    /** Of all that was added; it begins anew then. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
