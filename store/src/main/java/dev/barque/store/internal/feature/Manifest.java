package dev.barque.store.internal.feature;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.internal.io.Json;
import dev.barque.store.internal.io.WholeFile;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What stands beside a data file: where the file belongs, its schema, and the digest of its bytes.
 *
 * <p>Two files cannot be renamed in one step. So a manifest is written twice around the data file: first with the version
 * that is there as {@code current} and the one that comes as {@code next}, and when the data file is in its place with that
 * one as {@code current}. At every step, and after a crash at any step, the data file is one of those that the manifest
 * names; a file that is neither is damaged.
 *
 * @param key the partition
 * @param schema fingerprint of the schema
 * @param current the version that was published last; empty before the first one
 * @param next the version that is being published
 */
record Manifest(PartitionKey key, String schema, Optional<Version> current, Optional<Version> next) {
    /** Spark and pyarrow take every file below a directory for a table, but for those whose names begin so. */
    static final String FILE = "_features.manifest.json";

    private static final long FORMAT = 1;

    /**
     * One version of the data file.
     *
     * @param generation counts the versions of a partition from 1
     * @param rows how many rows
     * @param bytes how many bytes
     * @param sha256 of the bytes
     * @param lastSequence the greatest sequence number
     * @param content digest of what the rows say ({@link ContentDigest}); empty for one that nobody made
     */
    record Version(long generation, long rows, long bytes, String sha256, long lastSequence, String content) {
        Version(long generation, long rows, long bytes, String sha256, long lastSequence) {
            this(generation, rows, bytes, sha256, lastSequence, "");
        }

        private Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("generation", generation);
            json.put("rows", rows);
            json.put("bytes", bytes);
            json.put("sha256", sha256);
            json.put("last_sequence", lastSequence);
            if (!content.isEmpty()) {
                json.put("content", content);
            }
            return json;
        }

        private static Version of(Map<?, ?> json) {
            return new Version(
                    number(json, "generation"),
                    number(json, "rows"),
                    number(json, "bytes"),
                    text(json, "sha256"),
                    number(json, "last_sequence"),
                    json.get("content") instanceof String content ? content : "");
        }
    }

    /** The version whose bytes have this digest. */
    Optional<Version> version(String sha256) {
        return current.filter(version -> version.sha256().equals(sha256))
                .or(() -> next.filter(version -> version.sha256().equals(sha256)));
    }

    /** The manifest in a directory; empty when there is none. */
    static Optional<Manifest> read(FileAccess files, Path directory, PartitionKey key) throws IOException {
        Path file = directory.resolve(FILE);
        byte[] content;
        try {
            content = WholeFile.read(files, file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            Map<String, Object> json = Json.parse(content);
            if (number(json, "format") != FORMAT) {
                throw new IllegalArgumentException("it has the format " + json.get("format") + ", not " + FORMAT);
            }
            require(json, "date", key.date().toString());
            require(json, "symbol", key.symbol().value());
            require(json, "feature_set_id", key.set().value());
            return Optional.of(
                    new Manifest(key, text(json, "schema"), version(json, "current"), version(json, "next")));
        } catch (IllegalArgumentException e) {
            throw StoreErrors.corruptFile(file, e.getMessage() == null ? "it is damaged" : e.getMessage(), e);
        }
    }

    /** The greatest sequence number that the manifest in a directory tells of; 0 when it tells of none. */
    static long lastSequence(FileAccess files, Path directory) throws IOException {
        try {
            Map<String, Object> json = Json.parse(WholeFile.read(files, directory.resolve(FILE)));
            return Math.max(
                    version(json, "current").map(Version::lastSequence).orElse(0L),
                    version(json, "next").map(Version::lastSequence).orElse(0L));
        } catch (NoSuchFileException | IllegalArgumentException e) {
            return 0; // a read of this partition says what is wrong
        }
    }

    /** Replaces the manifest in a directory. */
    void write(FileAccess files, Path directory) {
        AtomicFile.replace(files, directory.resolve(FILE), toJson());
    }

    /** The first half of {@link #write} in a directory that is there: nobody sees it yet. */
    Path stage(FileAccess files, Path directory) {
        byte[] json = toJson();
        return AtomicFile.stageThere(files, directory.resolve(FILE), file -> file.write(ByteBuffer.wrap(json), 0));
    }

    private byte[] toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("date", key.date().toString());
        json.put("symbol", key.symbol().value());
        json.put("feature_set_id", key.set().value());
        json.put("schema", schema);
        current.ifPresent(version -> json.put("current", version.toJson()));
        next.ifPresent(version -> json.put("next", version.toJson()));
        return Json.write(json);
    }

    private static void require(Map<String, Object> json, String name, String here) {
        if (!here.equals(json.get(name))) {
            throw new IllegalArgumentException(
                    "it is the one of " + name + " " + json.get(name) + " but lies under " + here);
        }
    }

    private static Optional<Version> version(Map<String, Object> json, String name) {
        Object version = json.get(name);
        if (version == null) {
            return Optional.empty();
        }
        if (version instanceof Map<?, ?> map) {
            return Optional.of(Version.of(map));
        }
        throw new IllegalArgumentException("its '" + name + "' is not a version");
    }

    private static long number(Map<?, ?> json, String name) {
        if (json.get(name) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("it has no number '" + name + "'");
    }

    private static String text(Map<?, ?> json, String name) {
        if (json.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("it has no text '" + name + "'");
    }
}
