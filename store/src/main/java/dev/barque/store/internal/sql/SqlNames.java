package dev.barque.store.internal.sql;

import dev.barque.core.feature.FeatureSetId;
import dev.barque.store.internal.io.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Names of ours as SQL sees them. */
final class SqlNames {
    private static final int DISTINCT = 8;

    private SqlNames() {}

    /**
     * The views of versions: {@code features_} and the version in lower case, with an underscore for each dot and dash. Versions that
     * would get the same name all get eight digits of their SHA-256 behind it, so that no name means first one and then the other.
     */
    static Map<FeatureSetId, String> views(Collection<FeatureSetId> sets) {
        Map<String, Integer> wanted = new HashMap<>();
        sets.forEach(set -> wanted.merge(plain(set), 1, Integer::sum));
        Map<FeatureSetId, String> names = new TreeMap<>();
        for (FeatureSetId set : sets) {
            String plain = plain(set);
            names.put(set, wanted.getOrDefault(plain, 0) == 1 ? plain : plain + "_" + digits(set));
        }
        return names;
    }

    private static String plain(FeatureSetId set) {
        return "features_" + set.value().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
    }

    private static String digits(FeatureSetId set) {
        return Digest.sha256(set.value().getBytes(StandardCharsets.UTF_8)).substring(0, DISTINCT);
    }

    /** An identifier that means itself, also where it is a word of SQL. */
    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** A text. */
    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** A path as DuckDB writes it. */
    static String path(Path file) {
        return file.toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    /** A pattern that only this path fits: DuckDB takes every path for a pattern. */
    static String pattern(Path file) {
        return path(file).replaceAll("([*?\\[])", "[$1]");
    }

    /** A list of texts. */
    static String list(List<String> values) {
        return values.stream().map(SqlNames::text).collect(Collectors.joining(", ", "[", "]"));
    }
}
