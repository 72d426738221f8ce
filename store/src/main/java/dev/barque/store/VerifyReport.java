package dev.barque.store;

import dev.barque.store.internal.io.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a verification found. Immutable.
 *
 * @param home the home
 * @param partitions partitions of feature rows that were looked at
 * @param rows feature rows in those that are in order
 * @param bytes of the data files in order, features and bars
 * @param barFiles files of bars that were looked at
 * @param counts how many parts of the home are in which condition
 * @param findings what is not in order, by path; at most {@value #MAX_LISTED}, the counts are of all
 */
public record VerifyReport(
        Path home,
        long partitions,
        long rows,
        long bytes,
        long barFiles,
        Map<FileCondition, Long> counts,
        List<VerifyFinding> findings) {
    /** How many findings are listed; all are counted. */
    public static final int MAX_LISTED = 10_000;

    /** Copies the collections. */
    public VerifyReport {
        EnumMap<FileCondition, Long> copy = new EnumMap<>(FileCondition.class);
        for (FileCondition condition : FileCondition.values()) {
            copy.put(condition, counts.getOrDefault(condition, 0L));
        }
        counts = java.util.Collections.unmodifiableMap(copy);
        findings = List.copyOf(findings);
    }

    /** Whether everything is in order. */
    public boolean isClean() {
        return counts.entrySet().stream()
                .allMatch(count -> count.getKey() == FileCondition.OK || count.getValue() == 0);
    }

    /** How many are in a condition. */
    public long count(FileCondition condition) {
        Long count = counts.get(condition);
        return count == null ? 0 : count;
    }

    /** The report as a JSON object; conditions in lower case. */
    public String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("home", home.toString());
        json.put("clean", isClean());
        json.put("partitions", partitions);
        json.put("rows", rows);
        json.put("bytes", bytes);
        json.put("bar_files", barFiles);
        Map<String, Object> conditions = new LinkedHashMap<>();
        counts.forEach((condition, count) -> conditions.put(name(condition), count));
        json.put("counts", conditions);
        List<Object> list = new ArrayList<>();
        for (VerifyFinding finding : findings) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("where", finding.where());
            one.put("condition", name(finding.condition()));
            one.put("code", finding.code());
            one.put("found", finding.found());
            one.put("expected", finding.expected());
            list.add(one);
        }
        json.put("findings", list);
        return new String(Json.write(json), StandardCharsets.UTF_8);
    }

    private static String name(FileCondition condition) {
        return condition.name().toLowerCase(Locale.ROOT);
    }
}
