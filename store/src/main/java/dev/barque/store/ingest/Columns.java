package dev.barque.store.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which column means what: as declared, else by the names under which the field is known. */
final class Columns {
    private final List<Field> fields;
    private final Map<String, String> constants;
    private final Map<String, String> lowerCase = new HashMap<>();

    /**
     * What a column can mean.
     *
     * @param key what it is called in a record of ours
     * @param names the names of columns that are taken for it
     * @param declared the one column that is taken for it, null when nothing was declared
     * @param need whether a header must have it
     */
    record Field(String key, List<String> names, @Nullable String declared, Need need) {}

    /** Whether a header must have a field. */
    enum Need {
        ALWAYS,
        /** Unless it has a field from which this one can be read, which comes before it. */
        UNLESS_IMPLIED,
        /** It stands for those that are needed unless implied. */
        IMPLIES,
        NEVER
    }

    private Columns(List<Field> fields, Map<String, String> constants) {
        this.fields = List.copyOf(fields);
        this.constants = Map.copyOf(constants);
    }

    /** Those of bars; records without a symbol have the declared one. */
    static Columns ofBars(Map<L1Field, String> declared, @Nullable String symbol) {
        List<Field> fields = new ArrayList<>();
        for (L1Field field : L1Field.values()) {
            boolean needed =
                    field == L1Field.TIME || field == L1Field.PRICE || (field == L1Field.SYMBOL && symbol == null);
            fields.add(new Field(field.key(), field.names(), declared.get(field), needed ? Need.ALWAYS : Need.NEVER));
        }
        return new Columns(fields, symbol == null ? Map.of() : Map.of(L1Field.SYMBOL.key(), symbol));
    }

    /** Those of option chains; records without a symbol have the declared one. */
    static Columns ofChains(Map<ChainField, String> declared, @Nullable String symbol) {
        List<Field> fields = new ArrayList<>();
        for (ChainField field : ChainField.values()) {
            Need need = switch (field) {
                case TIME -> Need.ALWAYS;
                case SYMBOL -> symbol == null ? Need.ALWAYS : Need.NEVER;
                case CONTRACT -> Need.IMPLIES;
                case EXPIRY, RIGHT, STRIKE -> Need.UNLESS_IMPLIED;
                default -> Need.NEVER;
            };
            fields.add(new Field(field.key(), field.names(), declared.get(field), need));
        }
        return new Columns(fields, symbol == null ? Map.of() : Map.of(ChainField.SYMBOL.key(), symbol));
    }

    /** For each field the column of a header that means it; refuses a header without one that it must have. */
    Map<String, Integer> in(String input, List<String> header) {
        Map<String, Integer> found = new HashMap<>();
        boolean implied = false;
        for (Field field : fields) {
            String name = field.declared();
            int column = name == null ? byName(input, field, header) : header.indexOf(name);
            if (column >= 0) {
                found.put(field.key(), column);
                implied |= field.need() == Need.IMPLIES;
            } else if (name != null) {
                throw IngestErrors.missingColumn(input, name, List.of(), header);
            }
        }
        for (Field field : fields) {
            boolean needed = field.need() == Need.ALWAYS || (field.need() == Need.UNLESS_IMPLIED && !implied);
            if (needed && !found.containsKey(field.key())) {
                throw IngestErrors.missingColumn(input, field.key(), field.names(), header);
            }
        }
        return found;
    }

    /** A record whose names are those of the vendor, under our names. */
    Map<String, Object> rename(Map<String, ?> vendor) {
        Map<String, Object> byLowerCase = new HashMap<>();
        vendor.forEach((name, value) -> byLowerCase.putIfAbsent(lower(name), value));
        Map<String, Object> named = new HashMap<>();
        for (Field field : fields) {
            String name = field.declared();
            if (name != null) {
                put(named, field, vendor.get(name));
                continue;
            }
            for (String known : field.names()) {
                // The exact name first: one vendor has a time in t and the ticker in T.
                if (put(named, field, vendor.get(known)) || put(named, field, byLowerCase.get(known))) {
                    break;
                }
            }
        }
        return complete(named);
    }

    /** Puts the declared symbol where a record has none. */
    Map<String, Object> complete(Map<String, Object> record) {
        constants.forEach(record::putIfAbsent);
        return record;
    }

    private static boolean put(Map<String, Object> record, Field field, @Nullable Object value) {
        if (value == null || value.equals("")) {
            return false;
        }
        record.put(field.key(), value);
        return true;
    }

    private static int byName(String input, Field field, List<String> header) {
        for (String known : field.names()) {
            List<Integer> at = places(header, known::equals);
            if (at.isEmpty()) {
                at = places(header, known::equalsIgnoreCase);
            }
            if (at.size() > 1) {
                throw IngestErrors.ambiguousColumn(input, known, header);
            }
            if (!at.isEmpty()) {
                return at.get(0);
            }
        }
        return -1;
    }

    private static List<Integer> places(List<String> header, Predicate<String> isIt) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            if (isIt.test(header.get(i).strip())) {
                places.add(i);
            }
        }
        return places;
    }

    /** Names repeat with every record; they are made lower case once. */
    private String lower(String name) {
        String known = lowerCase.get(name);
        if (known == null) {
            known = name.strip().toLowerCase(Locale.ROOT);
            if (lowerCase.size() < 1_000) {
                lowerCase.put(name, known);
            }
        }
        return known;
    }
}
