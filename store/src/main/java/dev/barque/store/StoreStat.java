package dev.barque.store;

import dev.barque.core.feature.FeatureSetId;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.Json;
import dev.barque.store.internal.verify.StatWalk;
import dev.barque.store.io.FileAccess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much is in a home, as its manifests and file sizes say; {@link StoreVerifier} looks whether that is true.
 *
 * @param home the home
 * @param sets what is sealed, by version
 * @param logFiles segments of the log
 * @param logBytes of those, as far as they are allocated
 * @param barFiles files of bars
 * @param barBytes of those
 * @param quarantined cases in quarantine
 */
public record StoreStat(
        Path home,
        SortedMap<FeatureSetId, Partitions> sets,
        long logFiles,
        long logBytes,
        long barFiles,
        long barBytes,
        long quarantined) {
    /** Copies the map. */
    public StoreStat {
        sets = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(sets));
    }

    /**
     * The sealed partitions of a version.
     *
     * @param partitions how many there are
     * @param rows in them
     * @param bytes of their data files
     * @param first UTC date
     * @param last UTC date
     */
    public record Partitions(long partitions, long rows, long bytes, LocalDate first, LocalDate last) {
        /** Together with others of the same version. */
        public Partitions with(Partitions more) {
            return new Partitions(
                    partitions + more.partitions,
                    rows + more.rows,
                    bytes + more.bytes,
                    first.isBefore(more.first) ? first : more.first,
                    last.isAfter(more.last) ? last : more.last);
        }
    }

    /**
     * Reads the manifests of a home; changes nothing and needs no lock. A manifest that cannot be read counts as a partition
     * without rows. Throws {@code store.cannot-open} and {@code store.cannot-read}.
     */
    public static StoreStat of(Path home) {
        Path whole = home.toAbsolutePath().normalize();
        if (!Files.isDirectory(whole)) {
            throw StoreErrors.cannotOpen(whole, Files.exists(whole) ? "it is a file" : "it does not exist", null);
        }
        return new StatWalk(whole, FileAccess.real()).walk();
    }

    /** As a JSON object. */
    public String toJson() {
        Map<String, Object> versions = new LinkedHashMap<>();
        sets.forEach((set, partitions) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("partitions", partitions.partitions());
            one.put("rows", partitions.rows());
            one.put("bytes", partitions.bytes());
            one.put("first", partitions.first().toString());
            one.put("last", partitions.last().toString());
            versions.put(set.value(), one);
        });
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("home", home.toString());
        json.put("sets", versions);
        json.put("log_files", logFiles);
        json.put("log_bytes", logBytes);
        json.put("bar_files", barFiles);
        json.put("bar_bytes", barBytes);
        json.put("quarantined", quarantined);
        return new String(Json.write(json), StandardCharsets.UTF_8);
    }
}
