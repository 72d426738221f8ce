package dev.barque.store.internal.feature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What tells one version of a file from the next without reading it. Files are replaced by rename, so that a new version has
 * a key (inode) of its own where the file system has such keys.
 *
 * @param modified time of the last change
 * @param size in bytes
 * @param key of the file system, null where there is none
 */
public record FileStamp(
        FileTime modified, long size, @Nullable Object key) {
    /** Empty when there is no such file. */
    public static Optional<FileStamp> of(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new FileStamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
