package dev.barque.backtest.manifest;

import java.util.Objects;

/**
 * A file that a run read.
 *
 * @param path relative to the home, with forward slashes
 * @param bytes its size
 * @param sha256 over its content, 64 hexadecimal digits
 */
public record InputFile(String path, long bytes, String sha256) {
    /** Nulls are refused. */
    public InputFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(sha256, "sha256");
    }
}
