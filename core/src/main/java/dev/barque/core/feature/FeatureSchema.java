package dev.barque.core.feature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The features of a set in their order, with types and units. Two schemas of one {@link #fingerprint()} are equal.
 *
 * <p>A field is addressed by its index on hot paths; {@link #indexOf} resolves names once, ahead of time.
 */
public final class FeatureSchema {
    private final List<FeatureField> fields;
    private final Map<String, Integer> indexByName = new HashMap<>();
    private final String fingerprint;
    private final int[] slots;
    private final int objects;

    private FeatureSchema(List<FeatureField> fields) {
        this.fields = List.copyOf(fields);
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.get(i).name();
            if (indexByName.put(name, i) != null) {
                throw new IllegalArgumentException("The feature " + name + " stands twice in one schema");
            }
        }
        for (FeatureField field : fields) {
            for (int dot = field.name().indexOf('.');
                    dot > 0;
                    dot = field.name().indexOf('.', dot + 1)) {
                String group = field.name().substring(0, dot);
                if (indexByName.containsKey(group)) {
                    throw new IllegalArgumentException(
                            group + " cannot be a feature and also the group that holds " + field.name());
                }
            }
        }
        fingerprint = digest(this.fields);
        slots = new int[fields.size()];
        int numbers = 0;
        int others = 0;
        for (int i = 0; i < slots.length; i++) {
            slots[i] = isNumber(fields.get(i).type()) ? numbers++ : others++;
        }
        objects = others;
    }

    /** A schema of these fields; names must be unique and no name may be a group of another. */
    public static FeatureSchema of(List<FeatureField> fields) {
        return new FeatureSchema(fields);
    }

    /** Starts an empty schema. */
    public static Builder builder() {
        return new Builder();
    }

    /** The fields in their order. */
    public List<FeatureField> fields() {
        return fields;
    }

    /** How many fields there are. */
    public int size() {
        return fields.size();
    }

    /** The field at an index. */
    public FeatureField field(int index) {
        return fields.get(index);
    }

    /** The index of a name; refuses a name that is not there and says which are. */
    public int indexOf(String name) {
        Integer index = indexByName.get(name);
        if (index == null) {
            throw new IllegalArgumentException("No feature " + name + " in this schema; there are "
                    + fields.stream().map(FeatureField::name).toList());
        }
        return index;
    }

    /** Where a row keeps a field: its place among those of one number each, or among the others. */
    int slot(int index) {
        return slots[index];
    }

    /** How many fields are one number each. */
    int numbers() {
        return slots.length - objects;
    }

    /** How many fields are not. */
    int objects() {
        return objects;
    }

    private static boolean isNumber(FeatureType type) {
        return switch (type) {
            case FLOAT64, INT64, BOOL -> true;
            case STRING, FLOAT64_LIST, STRING_LIST, INTERVAL_LIST -> false;
        };
    }

    /** Whether there is a feature of this name. */
    public boolean has(String name) {
        return indexByName.containsKey(name);
    }

    /** SHA-256 over names, types, units and order, in lower-case hexadecimal. */
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof FeatureSchema schema && schema.fields.equals(fields));
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return "FeatureSchema of " + fields.size() + " features, " + fingerprint.substring(0, 12);
    }

    private static String digest(List<FeatureField> fields) {
        StringBuilder text = new StringBuilder();
        for (FeatureField field : fields) {
            text.append(field.name())
                    .append('\t')
                    .append(field.type())
                    .append('\t')
                    .append(field.unit())
                    .append('\n');
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Collects fields in order. */
    public static final class Builder {
        private final List<FeatureField> fields = new ArrayList<>();

        private Builder() {}

        /** Adds a field. */
        public Builder add(String name, FeatureType type, String unit) {
            fields.add(new FeatureField(name, type, unit));
            return this;
        }

        /** Adds a double. */
        public Builder float64(String name, String unit) {
            return add(name, FeatureType.FLOAT64, unit);
        }

        /** Adds a long. */
        public Builder int64(String name, String unit) {
            return add(name, FeatureType.INT64, unit);
        }

        /** Adds a text. */
        public Builder string(String name) {
            return add(name, FeatureType.STRING, "");
        }

        /** The schema of the fields so far. */
        public FeatureSchema build() {
            return new FeatureSchema(fields);
        }
    }
}
