package dev.barque.store;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.feature.SchemaGate;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.feature.SetRegistry;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.internal.io.Json;
import dev.barque.store.internal.io.WholeFile;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A version and its schema as a file, such as the {@code feature_schema.json} that a training run saves beside its model:
 *
 * <pre>{@code
 * {
 *   "format" : 1,
 *   "feature_set_id" : "v1.0.0",
 *   "fingerprint" : "3b6461ce...",
 *   "fields" : [ { "name" : "hedge.present.hedge_force", "type" : "FLOAT64", "unit" : "1" }, ... ]
 * }
 * }</pre>
 *
 * <p>Fields stand in the order in which the model takes them. The fingerprint is that of {@link FeatureSchema#fingerprint()}: the
 * SHA-256, in lower-case hexadecimal, of a line for each field in UTF-8, {@code name TAB type TAB unit NEWLINE}; a file that was
 * edited by hand does not pass for the one that was saved. Other keys are ignored. Immutable.
 *
 * @param version the version
 * @param schema its fields
 */
public record FeatureSchemaFile(FeatureSetId version, FeatureSchema schema) {
    private static final long FORMAT = 1;

    /** Nulls are refused. */
    public FeatureSchemaFile {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(schema, "schema");
    }

    /** What would be saved for a feature set. */
    public static FeatureSchemaFile of(FeatureSet set) {
        return new FeatureSchemaFile(set.id(), set.schema());
    }

    /** A version as a home was written with it; empty when it never was. Throws {@code store.corrupt-file}. */
    public static Optional<FeatureSchemaFile> ofHome(Path home, FeatureSetId version) {
        return new SetRegistry(FileAccess.real(), home).recorded(version).map(FeatureSchemaFile::of);
    }

    /** The versions that a home was written with, by name. */
    public static List<FeatureSetId> versionsOf(Path home) {
        return new SetRegistry(FileAccess.real(), home).ids();
    }

    /** Reads a file; throws {@code store.bad-schema-file} for one that is not of this form and {@code store.cannot-read}. */
    public static FeatureSchemaFile read(Path file) {
        try {
            return parsed(Json.parse(WholeFile.read(FileAccess.real(), file)));
        } catch (IOException e) {
            throw StoreErrors.cannotRead(file, e);
        } catch (BarqueException | IllegalArgumentException e) {
            throw StoreErrors.badSchemaFile(file, Objects.requireNonNullElse(e.getMessage(), "it is damaged"), e);
        }
    }

    /** Writes or replaces a file as a whole; throws {@code store.cannot-write}. */
    public void write(Path file) {
        AtomicFile.replace(FileAccess.real(), file, bytes());
    }

    /** The content of the file. */
    public String toJson() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** A gate that lets exactly this version and schema pass, for the purpose that its error names. */
    public SchemaGate gate(String purpose) {
        return SchemaGate.of(purpose, version, schema);
    }

    private byte[] bytes() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("feature_set_id", version.value());
        json.put("fingerprint", schema.fingerprint());
        json.put("fields", schema.fields().stream().map(SetRegistry::toJson).toList());
        return Json.write(json);
    }

    private static FeatureSchemaFile parsed(Map<String, Object> json) {
        if (!Long.valueOf(FORMAT).equals(json.get("format"))) {
            throw new IllegalArgumentException("its format is " + json.get("format") + ", not " + FORMAT);
        }
        FeatureSchema.Builder schema = FeatureSchema.builder();
        for (Object field : list(json, "fields")) {
            if (!(field instanceof Map<?, ?> one)) {
                throw new IllegalArgumentException("among its fields is " + field);
            }
            FeatureField read = new FeatureField(text(one, "name"), type(text(one, "type")), text(one, "unit"));
            schema.add(read.name(), read.type(), read.unit());
        }
        FeatureSchemaFile file = new FeatureSchemaFile(FeatureSetId.of(text(json, "feature_set_id")), schema.build());
        String said = text(json, "fingerprint");
        if (!file.schema.fingerprint().equals(said)) {
            throw new IllegalArgumentException("its fingerprint is " + said + ", that of its fields "
                    + file.schema.fingerprint() + ": it was changed after it was saved");
        }
        return file;
    }

    private static FeatureType type(String name) {
        for (FeatureType type : FeatureType.values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw new IllegalArgumentException("there is no type '" + name + "', only " + List.of(FeatureType.values()));
    }

    private static List<?> list(Map<?, ?> json, String name) {
        if (json.get(name) instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("it has no list '" + name + "'");
    }

    private static String text(Map<?, ?> json, String name) {
        if (json.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("it has no text '" + name + "'");
    }
}
