package dev.barque.store.ingest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which column means what: as declared, else by the names of {@link L1Field}. */
final class Columns {
    private final Map<L1Field, String> declared;
    private final @Nullable String symbol;
    private final Map<String, String> lowerCase = new HashMap<>();

    Columns(Map<L1Field, String> declared, @Nullable String symbol) {
        this.declared = new EnumMap<>(L1Field.class);
        this.declared.putAll(declared);
        this.symbol = symbol;
    }

    /** For each field the column of a header that means it, or -1; refuses a header without time, price or symbol. */
    Map<L1Field, Integer> in(String input, List<String> header) {
        Map<L1Field, Integer> found = new EnumMap<>(L1Field.class);
        for (L1Field field : L1Field.values()) {
            String name = declared.get(field);
            int column = name == null ? byName(input, field, header) : header.indexOf(name);
            if (column >= 0) {
                found.put(field, column);
            } else if (name != null) {
                throw IngestErrors.missingColumn(input, name, List.of(), header);
            }
        }
        for (L1Field needed : List.of(L1Field.TIME, L1Field.PRICE, L1Field.SYMBOL)) {
            if (!found.containsKey(needed) && (needed != L1Field.SYMBOL || symbol == null)) {
                throw IngestErrors.missingColumn(input, needed.key(), needed.names(), header);
            }
        }
        return found;
    }

    /** A record whose names are those of the vendor, under our names. */
    Map<String, Object> rename(Map<String, ?> vendor) {
        Map<String, Object> byLowerCase = new HashMap<>();
        vendor.forEach((name, value) -> byLowerCase.putIfAbsent(lower(name), value));
        Map<String, Object> fields = new HashMap<>();
        for (L1Field field : L1Field.values()) {
            String name = declared.get(field);
            if (name != null) {
                put(fields, field, vendor.get(name));
                continue;
            }
            for (String known : field.names()) {
                // The exact name first: one vendor has a time in t and the ticker in T.
                if (put(fields, field, vendor.get(known)) || put(fields, field, byLowerCase.get(known))) {
                    break;
                }
            }
        }
        return complete(fields);
    }

    /** Puts the declared symbol where a record has none. */
    Map<String, Object> complete(Map<String, Object> fields) {
        if (symbol != null) {
            fields.putIfAbsent(L1Field.SYMBOL.key(), symbol);
        }
        return fields;
    }

    private static boolean put(Map<String, Object> fields, L1Field field, @Nullable Object value) {
        if (value == null || value.equals("")) {
            return false;
        }
        fields.put(field.key(), value);
        return true;
    }

    private static int byName(String input, L1Field field, List<String> header) {
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
