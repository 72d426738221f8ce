package dev.barque.store.internal.trial;

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
 * How far a ledger goes, kept beside it: without it nobody could tell that lines were cut off its end.
 *
 * @param number of the last entry
 * @param seal of the last entry
 */
public record LedgerHead(long number, String seal) {
    private static final long FORMAT = 1;

    /** Nulls are refused. */
    public LedgerHead {
        Objects.requireNonNull(seal, "seal");
    }

    /** Empty where there is none; IllegalArgumentException says what is wrong with one that cannot be understood. */
    public static Optional<LedgerHead> read(FileAccess files, Path file) throws IOException {
        Map<String, Object> json;
        try {
            json = Json.parse(WholeFile.read(files, file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (Objects.equals(json.get("format"), FORMAT)
                && json.get("number") instanceof Long number
                && json.get("seal") instanceof String seal) {
            return Optional.of(new LedgerHead(number, seal));
        }
        throw new IllegalArgumentException("it lacks format " + FORMAT + ", number or seal");
    }

    /** Replaces what is there; throws {@code store.cannot-write}. */
    public void write(FileAccess files, Path file) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("number", number);
        json.put("seal", seal);
        AtomicFile.replace(files, file, Json.write(json));
    }
}
