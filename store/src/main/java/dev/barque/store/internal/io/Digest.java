package dev.barque.store.internal.io;

import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.ReadableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in lower-case hexadecimal. */
public final class Digest {
    private static final int PIECE = 1 << 17;

    private Digest() {}

    /** Of these bytes. */
    public static String sha256(byte[] content) {
        return hex(sha256().digest(content));
    }

    /** Of a file, in memory that does not grow with it. */
    public static String sha256(FileAccess files, Path file) throws IOException {
        try (ReadableFile from = files.read(file)) {
            return sha256(from);
        }
    }

    /** Of an open file. */
    public static String sha256(ReadableFile file) throws IOException {
        MessageDigest digest = sha256();
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        for (long at = 0; file.read(piece, at) >= 0; piece.clear()) {
            at += piece.position();
            digest.update(piece.flip());
        }
        return hex(digest.digest());
    }

    /** One to be fed piece by piece. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Bytes in lower-case hexadecimal. */
    public static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
