package dev.barque.ops.backup;

import dev.barque.ops.backup.Backup.Part;
import dev.barque.ops.internal.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a backup says of itself, as JSON with a digest of itself: a description is as it was written, to the byte, or refused. */
final class Descriptions {
    static final String SUFFIX = ".backup.json";

    private static final int MOST_BYTES = 1 << 20;
    private static final long FORMAT = 1;
    private static final Pattern ID = Pattern.compile("\\d{8}t\\d{6}z-[0-9a-f]{8}");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Descriptions() {}

    static String name(String id) {
        return id + SUFFIX;
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static byte[] write(Backup backup) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("id", backup.id());
        json.put("number", backup.number());
        json.put("created", backup.created().toString());
        json.put("kind", backup.kind().name().toLowerCase(Locale.ROOT));
        json.put("home", backup.home());
        json.put("last_sequence", backup.lastSequence());
        json.put("files", backup.files());
        json.put("bytes", backup.bytes());
        json.put("stored_files", backup.storedFiles());
        json.put("stored_bytes", backup.storedBytes());
        json.put("needs", backup.needs());
        json.put("archive", part(backup.archive()));
        json.put("manifest", part(backup.manifest()));
        json.put("key", backup.keyId());
        json.put("digest", Digests.sha256(JSON.writeValueAsBytes(json)));
        return JSON.writeValueAsBytes(json);
    }

    /** Reads a description that is to be of this backup; {@link BackupDamage} when it is not what was written. */
    static Backup read(BackupTarget target, String id) throws IOException {
        byte[] bytes;
        try (InputStream in = target.get(name(id))) {
            bytes = in.readNBytes(MOST_BYTES);
        }
        Backup backup;
        try {
            JsonNode json = JSON.readTree(bytes);
            if (json.path("format").asLong(0) != FORMAT) {
                throw new BackupDamage("it has a format that this version does not know");
            }
            backup = backup(json);
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new BackupDamage("it is no description of a backup");
        }
        if (!Arrays.equals(write(backup), bytes) || !backup.id().equals(id)) {
            throw new BackupDamage("it was changed since it was written");
        }
        return backup;
    }

    private static Backup backup(JsonNode json) {
        List<String> needs = new ArrayList<>();
        for (JsonNode need : json.path("needs")) {
            needs.add(need.stringValue());
        }
        return new Backup(
                text(json, "id"),
                json.path("number").longValue(),
                Instant.parse(text(json, "created")),
                BackupKind.valueOf(text(json, "kind").toUpperCase(Locale.ROOT)),
                text(json, "home"),
                json.path("last_sequence").longValue(),
                json.path("files").longValue(),
                json.path("bytes").longValue(),
                json.path("stored_files").longValue(),
                json.path("stored_bytes").longValue(),
                needs,
                part(json.path("archive")),
                part(json.path("manifest")),
                text(json, "key"));
    }

    private static Map<String, Object> part(Part part) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", part.name());
        json.put("bytes", part.bytes());
        json.put("digest", part.digest());
        return json;
    }

    private static Part part(JsonNode json) {
        return new Part(text(json, "name"), json.path("bytes").longValue(), text(json, "digest"));
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).stringValue();
    }
}
