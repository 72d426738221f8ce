package dev.barque.store.internal.feature;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.feature.Lookback;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.internal.io.Json;
import dev.barque.store.internal.io.WholeFile;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The schemas that a home was written with, one file for each version. The first append of a version fixes its schema;
 * from then on the same id with another schema is refused.
 */
public final class SetRegistry {
    private static final String SUFFIX = ".json";

    private final FileAccess files;
    private final Path directory;

    /** In {@code feature_sets} below a home. */
    public SetRegistry(FileAccess files, Path home) {
        this.files = files;
        directory = home.resolve("feature_sets");
    }

    /** Refuses a set whose features cannot be kept, or whose schema is not the one the home was written with. */
    public void check(FeatureSet set) {
        FeatureFile.requireUnreserved(set);
        Path file = file(set);
        Optional<Map<String, Object>> there = read(file);
        if (there.isPresent() && !set.schema().fingerprint().equals(there.get().get("schema"))) {
            throw StoreErrors.changedSchema(set.id(), file, difference(there.get(), set.schema()));
        }
    }

    /** Writes down the schema of a set that is not there yet. */
    public void register(FeatureSet set) {
        Path file = file(set);
        if (files.exists(file)) {
            force(file); // a writer that died after the rename may have left it without
            return;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("feature_set_id", set.id().value());
        json.put("schema", set.schema().fingerprint());
        json.put(
                "fields",
                set.schema().fields().stream().map(SetRegistry::toJson).toList());
        AtomicFile.replace(files, file, Json.write(json));
    }

    /** The versions that have a record, ascending. */
    public List<FeatureSetId> ids() {
        try {
            return files.list(directory).stream()
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(SUFFIX))
                    .flatMap(name -> HiveNames.set(name.substring(0, name.length() - SUFFIX.length())).stream())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw StoreErrors.cannotRead(directory, e);
        }
    }

    /**
     * A version as the home was written with it; how far back reads of it may go is not recorded, and taken as the same date.
     * Throws {@code store.corrupt-file} when the record does not agree with itself.
     */
    public Optional<FeatureSet> recorded(FeatureSetId id) {
        Path file = file(id);
        return read(file).map(json -> {
            try {
                FeatureSchema.Builder schema = FeatureSchema.builder();
                for (Object field : (List<?>) Objects.requireNonNull(json.get("fields"))) {
                    Map<?, ?> one = (Map<?, ?>) field;
                    schema.add(
                            String.valueOf(one.get("name")),
                            FeatureType.valueOf(String.valueOf(one.get("type"))),
                            String.valueOf(one.get("unit")));
                }
                FeatureSet set = new FeatureSet(id, schema.build(), Lookback.sameDate());
                if (set.schema().fingerprint().equals(json.get("schema"))
                        && id.value().equals(json.get("feature_set_id"))) {
                    return set;
                }
            } catch (BarqueException | IllegalArgumentException | NullPointerException | ClassCastException e) {
                throw StoreErrors.corruptFile(file, "its fields cannot be read, " + StoreErrors.reason(e), e);
            }
            throw StoreErrors.corruptFile(file, "its fields are not those of its fingerprint or id", null);
        });
    }

    /** Whether files have a column of this name that is not a feature. */
    public static boolean isReserved(String topName) {
        return FeatureFile.RESERVED.contains(topName);
    }

    private void force(Path file) {
        try {
            files.syncDirectory(directory);
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(file, e);
        }
    }

    private Path file(FeatureSet set) {
        return file(set.id());
    }

    private Path file(FeatureSetId id) {
        return directory.resolve(HiveNames.of(id) + SUFFIX);
    }

    /** A field as files have it. */
    public static Map<String, Object> toJson(FeatureField field) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", field.name());
        json.put("type", field.type().name());
        json.put("unit", field.unit());
        return json;
    }

    private Optional<Map<String, Object>> read(Path file) {
        try {
            return Optional.of(Json.parse(WholeFile.read(files, file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StoreErrors.cannotRead(file, e);
        } catch (IllegalArgumentException e) {
            throw StoreErrors.corruptFile(file, Objects.requireNonNullElse(e.getMessage(), "it is damaged"), e);
        }
    }

    /** The first field that differs. */
    private static String difference(Map<String, Object> there, FeatureSchema here) {
        List<?> old = there.get("fields") instanceof List<?> list ? list : List.of();
        for (int i = 0; i < Math.max(old.size(), here.size()); i++) {
            Object before = i < old.size() ? old.get(i) : "nothing";
            Object after = i < here.size() ? toJson(here.field(i)) : "nothing";
            if (!before.equals(after)) {
                return "field " + (i + 1) + " is " + before + " there and " + after + " here";
            }
        }
        return "fingerprint " + there.get("schema") + " there, " + here.fingerprint() + " here";
    }
}
