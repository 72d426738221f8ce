package dev.barque.store.ingest;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** A file with one JSON object a line. What is nested in a record is not looked at. */
final class JsonlRecords implements RecordReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNumberLength(500)
                    .maxStringLength(1 << 16)
                    .maxNameLength(1 << 10)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Python writes NaN and Infinity into its JSON.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final LineReader lines;
    private final Columns columns;
    private final Path file;
    private boolean any;

    JsonlRecords(Path file, Charset charset, Columns columns) throws IOException {
        this.file = file;
        this.columns = columns;
        lines = new LineReader(file, charset);
    }

    @Override
    public @Nullable RawRecord next() throws IOException {
        LineReader.Line line = lines.next();
        while (line != null && line.problem() == null && line.text().isBlank()) {
            line = lines.next();
        }
        if (line == null) {
            if (!any) {
                throw IngestErrors.emptyFile(file);
            }
            return null;
        }
        any = true;
        if (line.problem() != null) {
            return RawRecord.bad(line.number(), line.problem());
        }
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line.text())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return RawRecord.bad(line.number(), IngestErrors.badJson("it is not an object"));
            }
            Map<String, Object> fields = fields(json);
            if (json.nextToken() != null) {
                return RawRecord.bad(line.number(), IngestErrors.badJson("something stands behind the object"));
            }
            return RawRecord.good(line.number(), columns.rename(fields));
        } catch (JacksonException e) {
            return RawRecord.bad(line.number(), IngestErrors.badJson(e.getOriginalMessage()));
        }
    }

    @Override
    public long done() {
        return lines.done();
    }

    @Override
    public long total() {
        return lines.total();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private static Map<String, Object> fields(JsonParser json) {
        Map<String, Object> fields = new HashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            Object value = value(json, json.nextToken());
            if (value != null) {
                fields.put(name, value);
            }
        }
        return fields;
    }

    private static @Nullable Object value(JsonParser json, JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> json.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_NUMBER_INT ->
                json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? (Object) json.getBigIntegerValue()
                        : json.getLongValue();
            case START_OBJECT, START_ARRAY -> {
                json.skipChildren();
                yield List.of();
            }
            default -> null;
        };
    }
}
