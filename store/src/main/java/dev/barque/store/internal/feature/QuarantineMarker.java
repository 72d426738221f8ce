package dev.barque.store.internal.feature;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.internal.io.Json;
import dev.barque.store.internal.io.WholeFile;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What stands in the place of a partition whose file lies in quarantine. Without it the partition would look as if it never
 * had a row, and a read would give an empty answer in place of an error.
 *
 * @param quarantine the directory below {@code quarantine}
 * @param rows how many rows the manifest promised, 0 when nobody knows
 * @param generation the greatest generation that was published, 0 when nobody knows
 * @param lastSequence the greatest sequence number that was given, 0 when nobody knows
 * @param attempts how often regenerating it has failed
 */
public record QuarantineMarker(String quarantine, long rows, long generation, long lastSequence, long attempts) {
    /** Beside where the data file was. */
    public static final String FILE = "_features.quarantined.json";

    /** The marker in the directory of a partition. */
    public static Optional<QuarantineMarker> read(FileAccess files, Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        try {
            Map<String, Object> json = Json.parse(WholeFile.read(files, file));
            return Optional.of(new QuarantineMarker(
                    String.valueOf(json.get("quarantine")),
                    number(json, "rows"),
                    number(json, "generation"),
                    number(json, "last_sequence"),
                    number(json, "attempts")));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw StoreErrors.corruptFile(file, Objects.requireNonNullElse(e.getMessage(), "it is damaged"), e);
        }
    }

    /** Writes or replaces the marker. */
    public void write(FileAccess files, Path directory) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("quarantine", quarantine);
        json.put("rows", rows);
        json.put("generation", generation);
        json.put("last_sequence", lastSequence);
        json.put("attempts", attempts);
        AtomicFile.replace(files, directory.resolve(FILE), Json.write(json));
    }

    /** After another failure. */
    public QuarantineMarker failedOnce() {
        return new QuarantineMarker(quarantine, rows, generation, lastSequence, attempts + 1);
    }

    /** Throws {@code store.quarantined} when there is a marker. */
    static void requireNone(FileAccess files, Path directory) throws IOException {
        Optional<QuarantineMarker> marker = read(files, directory);
        if (marker.isPresent()) {
            throw StoreErrors.quarantined(directory, marker.get().quarantine());
        }
    }

    private static long number(Map<String, Object> json, String name) {
        if (json.get(name) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("it has no number '" + name + "'");
    }
}
