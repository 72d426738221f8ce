package dev.barque.ops.backup;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.Lookback;
import dev.barque.store.FileCondition;
import dev.barque.store.OpenReport;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.StoreVerifier;
import dev.barque.store.VerifyReport;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads a restored home as its users would, and keeps what came of it beside the backup. */
final class Drill {
    /** What the home had when it was backed up is no fault of the backup. */
    private static final Set<FileCondition> OF_THE_HOME =
            Set.of(FileCondition.OK, FileCondition.QUARANTINED, FileCondition.FOREIGN, FileCondition.ORPHAN_TEMPORARY);

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd't'HHmmssSSS'z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Drill() {}

    static DrillReport read(FileAccess files, Path home, Backup backup, Instant at) {
        List<String> problems = new ArrayList<>();
        long logRows = 0;
        ParquetFeatureStore.Builder builder =
                ParquetFeatureStore.builder(home).fileAccess(files).cacheBytes(0);
        ParquetFeatureStore.recordedSets(home, Lookback.sameDate()).forEach(builder::set);
        try (ParquetFeatureStore store = builder.openReadOnly()) {
            OpenReport log = store.openReport();
            logRows = log.rows();
            log.damages().forEach(damage -> problems.add(damage.toString()));
        } catch (BarqueException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        VerifyReport verified = StoreVerifier.of(home).fileAccess(files).verify();
        verified.findings().stream()
                .filter(finding -> !OF_THE_HOME.contains(finding.condition()))
                .forEach(finding -> problems.add(finding.where() + ": " + finding.found()));
        return new DrillReport(
                backup.id(),
                at,
                backup.files(),
                verified.partitions(),
                verified.rows(),
                logRows,
                verified.barFiles(),
                problems);
    }

    /** Two of one moment, as a clock that stands may make them, are two. */
    static String name(DrillReport report) {
        String own = UUID.randomUUID().toString().substring(0, 8);
        return report.id() + ".drill-" + STAMP.format(report.at()) + "-" + own + ".json";
    }

    static boolean isName(String name) {
        return name.contains(".drill-") && name.endsWith(".json");
    }

    static byte[] write(DrillReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", report.id());
        json.put("at", report.at().toString());
        json.put("passed", report.isPassed());
        json.put("files", report.files());
        json.put("partitions", report.partitions());
        json.put("rows", report.rows());
        json.put("log_rows", report.logRows());
        json.put("bar_files", report.barFiles());
        json.put("problems", report.problems());
        return JSON.writeValueAsBytes(json);
    }

    static DrillReport parse(byte[] bytes) throws IOException {
        try {
            JsonNode json = JSON.readTree(bytes);
            List<String> problems = new ArrayList<>();
            for (JsonNode problem : json.path("problems")) {
                problems.add(problem.stringValue());
            }
            return new DrillReport(
                    json.path("id").stringValue(),
                    Instant.parse(json.path("at").stringValue()),
                    json.path("files").longValue(),
                    json.path("partitions").longValue(),
                    json.path("rows").longValue(),
                    json.path("log_rows").longValue(),
                    json.path("bar_files").longValue(),
                    problems);
        } catch (JacksonException | DateTimeException e) {
            throw new BackupDamage("it is no report of a drill");
        }
    }
}
