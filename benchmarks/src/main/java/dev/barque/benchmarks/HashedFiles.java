package dev.barque.benchmarks;

import dev.barque.benchmarks.contest.Work;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** SHA-256 of files out of the page cache, each by itself: what whoever checks digests cannot do without. */
final class HashedFiles implements Work {
    private final List<Path> files;
    private final ByteBuffer piece = ByteBuffer.allocate(1 << 17);

    HashedFiles(List<Path> files) {
        this.files = files;
    }

    @Override
    public void run() throws IOException, NoSuchAlgorithmException {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        for (Path file : files) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                while (channel.read(piece.clear()) > 0) {
                    sha.update(piece.flip());
                }
            }
            sha.digest();
        }
    }

    @Override
    public double checksum() {
        return Double.NaN;
    }
}
