package dev.barque.store.internal.l1;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The zone in which another system wrote the times of a file. Parquet itself keeps only the instants; pandas notes the
 * zone in the metadata, as JSON under {@code pandas}: columns, each with a name and a metadata object with timezone. Other
 * writers that go through Arrow note it only in {@code ARROW:schema}.
 */
final class FileZone {
    private static final JsonFactory JSON = new JsonFactory();

    private FileZone() {}

    static Optional<ZoneId> of(Map<String, String> metadata) {
        String noted = metadata.get("pandas");
        String arrow = metadata.get("ARROW:schema");
        if (noted == null) {
            return arrow == null
                    ? Optional.empty()
                    : ArrowSchema.zone(arrow, "t_event").flatMap(FileZone::named);
        }
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), noted)) {
            String zone = null;
            while (zone == null && json.nextToken() != null) {
                if (json.currentToken() == JsonToken.PROPERTY_NAME
                        && json.currentName().equals("columns")) {
                    zone = inColumns(json);
                }
            }
            return zone == null ? Optional.empty() : named(zone);
        } catch (JacksonException unreadable) {
            // A note, not the data: without it a file is as good as one that has none.
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> named(String zone) {
        try {
            return Optional.of(ZoneId.of(zone));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    private static @Nullable String inColumns(JsonParser json) {
        if (json.nextToken() != JsonToken.START_ARRAY) {
            return null;
        }
        while (json.nextToken() == JsonToken.START_OBJECT) {
            String name = "";
            String zone = null;
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("name") && value == JsonToken.VALUE_STRING) {
                    name = json.getString();
                } else if (field.equals("metadata") && value == JsonToken.START_OBJECT) {
                    zone = inMetadata(json);
                } else {
                    json.skipChildren();
                }
            }
            if (name.equals("t_event")) {
                return zone;
            }
        }
        return null;
    }

    private static @Nullable String inMetadata(JsonParser json) {
        String zone = null;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean wanted = json.currentName().equals("timezone");
            if (json.nextToken() == JsonToken.VALUE_STRING && wanted) {
                zone = json.getString();
            } else {
                json.skipChildren();
            }
        }
        return zone;
    }
}
