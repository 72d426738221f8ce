package dev.barque.store.internal.feature;

import dev.barque.store.internal.io.Digest;
import dev.barque.store.internal.parquet.FooterFacts;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.ReadableFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a data file is one of the versions of its manifest, without decoding it. Not safe for use by several threads. */
final class QuickLook {
    /** What one call of the system brings; with {@link #BITE} and the tables of the digest it stays in the nearer caches. */
    private static final int PIECE = 1 << 15;
    /** What the digest takes at once, from the nearest cache. A divisor of {@link #PIECE}. */
    private static final int BITE = 1 << 13;

    private final MessageDigest digest = Digest.sha256();
    private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
    private final byte[] bite = new byte[BITE];

    /** SHA-256 of a file, in pieces. */
    String digest(FileAccess files, Path file) throws IOException {
        digest.reset();
        try (ReadableFile from = files.read(file)) {
            long size = from.size();
            for (long at = 0; at < size; ) {
                piece.clear();
                int read = from.read(piece, at);
                if (read < 0) {
                    throw new EOFException("the file became shorter while it was read");
                }
                piece.flip();
                while (piece.hasRemaining()) {
                    int some = Math.min(piece.remaining(), BITE);
                    piece.get(bite, 0, some);
                    digest.update(bite, 0, some);
                }
                at += read;
            }
        }
        return Digest.hex(digest.digest());
    }

    /** The version with the size of a file and the rows and the place that its footer tells. */
    Optional<Manifest.Version> byFooter(FileAccess files, Path file, Manifest manifest) throws IOException {
        try (ReadableFile from = files.read(file)) {
            long size = from.size();
            FooterFacts facts = FooterFacts.read(from, file);
            boolean isHere = manifest.key()
                            .symbol()
                            .value()
                            .equals(facts.notes().get(FeatureFile.SYMBOL_KEY))
                    && manifest.key().date().toString().equals(facts.notes().get(FeatureFile.DATE_KEY))
                    && manifest.key().set().value().equals(facts.notes().get(FeatureFile.SET_KEY));
            return Stream.concat(manifest.current().stream(), manifest.next().stream())
                    .filter(version -> isHere && version.bytes() == size && version.rows() == facts.rows())
                    .findFirst();
        }
    }
}
