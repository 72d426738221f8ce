package dev.barque.benchmarks.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What is below a directory.
 *
 * @param files how many regular files, locks left out
 * @param directories how many
 * @param bytes of the files
 * @param digest the sum of a SHA-256 of each file's name and bytes, for any order of looking; 0 where only numbers were asked for
 */
record Tree(long files, long directories, long bytes, long digest) {
    private static final Tree NONE = new Tree(0, 0, 0, 0);

    /** Reads everything. */
    static Tree of(Path root) {
        return walk(root, true);
    }

    /** Reads names and sizes; nothing where there is no directory. */
    static Tree numbers(Path root) {
        return Files.isDirectory(root) ? walk(root, false) : NONE;
    }

    /** The numbers of two trees together. */
    Tree and(Tree other) {
        return new Tree(
                files + other.files, directories + other.directories, bytes + other.bytes, digest + other.digest);
    }

    private static Tree walk(Path root, boolean digests) {
        long[] found = new long[4];
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes is) {
                    found[1]++;
                    return directory.endsWith(".snapshots") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
                    if (!file.endsWith(".lock")) {
                        found[0]++;
                        found[2] += is.size();
                        found[3] += digests ? digest(root, file) : 0;
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Tree(found[0], found[1], found[2], found[3]);
    }

    private static long digest(Path root, Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(root.relativize(file).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            digest.update((byte) 0);
            long sum = 0;
            for (byte b : digest.digest(Files.readAllBytes(file))) {
                sum = sum * 257 + b;
            }
            return sum;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
