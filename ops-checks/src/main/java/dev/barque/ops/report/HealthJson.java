package dev.barque.ops.report;

import dev.barque.ops.CheckState;
import dev.barque.ops.HealthReport;
import dev.barque.ops.HealthStatus;
import dev.barque.ops.RunnerState;
import dev.barque.ops.Verdict.Finding;
import dev.barque.ops.history.Uptime;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * A report as one JSON document, ASCII only, on one line, of schema 1: {@code docs/health-report.schema.json}. Its top level has
 * {@code status}, {@code timestamp} and {@code version}, which is all that many monitors look at. Durations are whole numbers whose names
 * end with their unit.
 */
public final class HealthJson {
    private static final int SCHEMA = 1;
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private HealthJson() {}

    /** The document. */
    public static String of(HealthReport report) {
        return of(report, Map.of());
    }

    /** The document, with figures from the history for those checks that there are some of, by their ids. */
    public static String of(HealthReport report, Map<String, Uptime> uptimes) {
        StringWriter out = new StringWriter(4_096);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("status", report.status().id());
            json.writeStringProperty("timestamp", report.timestamp().toString());
            json.writeStringProperty("version", report.version());
            json.writeNumberProperty("schema", SCHEMA);
            optional(json, "group", report.group());
            json.writeArrayPropertyStart("checks");
            for (CheckState check : report.checks()) {
                write(json, check, uptimes.get(check.id()));
            }
            json.writeEndArray();
            write(json, report.runner());
            json.writeEndObject();
        }
        return out.toString();
    }

    private static void write(JsonGenerator json, CheckState check, @Nullable Uptime uptime) {
        json.writeStartObject();
        json.writeStringProperty("id", check.id());
        json.writeStringProperty("question", check.result().check().question());
        json.writeStringProperty("status", check.status().id());
        json.writeStringProperty("observed", check.observed().id());
        json.writeBooleanProperty("alarming", check.isAlarming());
        json.writeBooleanProperty("flapping", check.isFlapping());
        json.writeStringProperty(
                "criticality", check.result().check().criticality().name().toLowerCase(Locale.ROOT));
        strings(
                json,
                "groups",
                check.result().check().groups().stream().sorted().toList());
        json.writeStringProperty("text", check.text());
        findings(json, check.findings());
        optional(json, "explained_by", check.explainedBy());
        optional(json, "maintenance", check.maintenance());
        optional(json, "failure", check.result().failure().map(f -> f.getClass().getName()));
        json.writeStringProperty("started_at", check.result().startedAt().toString());
        json.writeNumberProperty("took_us", check.result().took().toNanos() / 1_000);
        json.writeNumberProperty(
                "deadline_ms", check.result().check().deadline().toMillis());
        strings(json, "recent", check.recent().stream().map(HealthStatus::id).toList());
        write(json, uptime);
        json.writeEndObject();
    }

    private static void findings(JsonGenerator json, List<Finding> findings) {
        json.writeArrayPropertyStart("findings");
        for (Finding finding : findings) {
            json.writeStartObject();
            json.writeStringProperty("where", finding.where());
            json.writeStringProperty("observed", finding.observed());
            json.writeStringProperty("expected", finding.expected());
            json.writeStringProperty("remedy", finding.remedy());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, @Nullable Uptime uptime) {
        if (uptime == null) {
            json.writeNullProperty("uptime");
            return;
        }
        json.writeObjectPropertyStart("uptime");
        json.writeStringProperty("from", uptime.from().toString());
        json.writeStringProperty("to", uptime.to().toString());
        json.writeNumberProperty("healthy_ms", uptime.healthy().toMillis());
        json.writeNumberProperty("degraded_ms", uptime.degraded().toMillis());
        json.writeNumberProperty("unhealthy_ms", uptime.unhealthy().toMillis());
        json.writeNumberProperty("unknown_ms", uptime.unknown().toMillis());
        json.writeNumberProperty("maintenance_ms", uptime.maintenance().toMillis());
        json.writeNumberProperty("unobserved_ms", uptime.unobserved().toMillis());
        json.writeNumberProperty("changes", uptime.changes());
        json.writeNumberProperty("outages", uptime.outages());
        json.writeNumberProperty("longest_outage_ms", uptime.longestOutage().toMillis());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, RunnerState runner) {
        json.writeObjectPropertyStart("runner");
        json.writeNumberProperty("threads", runner.threads());
        json.writeNumberProperty("most_threads", runner.mostThreads());
        strings(json, "stuck", runner.stuck());
        json.writeNumberProperty("listener_failures", runner.listenerFailures());
        json.writeNumberProperty("dropped_events", runner.droppedEvents());
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void optional(JsonGenerator json, String name, Optional<String> value) {
        if (value.isPresent()) {
            json.writeStringProperty(name, value.get());
        } else {
            json.writeNullProperty(name);
        }
    }
}
