package dev.barque.ops.history;

import dev.barque.ops.MaintenanceWindow;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.ReadableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A window as a file: an object of JSON. */
final class WindowFile {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern NAME = Pattern.compile("([0-9a-f]{1,32})\\.json");
    private static final int LARGEST = 1 << 16;

    private WindowFile() {}

    static Path of(Path folder, String id) {
        return folder.resolve(id + ".json");
    }

    /** By its name; empty for any other file. */
    static Optional<String> id(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
    }

    /** Empty for what is no window. */
    static Optional<MaintenanceWindow> read(FileAccess files, Path file) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(LARGEST);
        try (ReadableFile from = files.read(file)) {
            while (content.hasRemaining() && from.read(content, content.position()) >= 0) {
                // On to the end.
            }
        }
        try {
            JsonNode json = JSON.readTree(content.array(), 0, content.position());
            Set<String> of = new TreeSet<>();
            json.required("of").forEach(each -> of.add(each.asString()));
            return Optional.of(new MaintenanceWindow(
                    of,
                    Instant.parse(json.required("from").asString()),
                    Instant.parse(json.required("to").asString()),
                    json.required("reason").asString()));
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    static byte[] write(MaintenanceWindow window) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("of", new TreeSet<>(window.of()));
        json.put("from", window.from().toString());
        json.put("to", window.to().toString());
        json.put("reason", window.reason());
        return JSON.writeValueAsBytes(json);
    }
}
