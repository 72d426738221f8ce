package dev.barque.ops.report;

import dev.barque.ops.CheckState;
import dev.barque.ops.checklist.ChecklistReport;
import dev.barque.ops.checklist.ChecklistReport.Line;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * A checklist as one line of JSON: {@code checklist}, {@code status}, {@code timestamp}, {@code items} with {@code id}, {@code what},
 * {@code outcome} ({@code fine}, {@code trouble}, {@code planned}, {@code done}, {@code failed}, {@code to_do}), {@code text} and the ids of the
 * {@code checks}; and {@code health}, a document of {@link HealthJson}. Names are stable; more may come.
 */
public final class ChecklistJson {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private ChecklistJson() {}

    /** The document. */
    public static String of(ChecklistReport report) {
        StringWriter out = new StringWriter(4_096);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("checklist", report.checklist());
            json.writeStringProperty("status", report.status().id());
            json.writeStringProperty("timestamp", report.health().timestamp().toString());
            json.writeArrayPropertyStart("items");
            for (Line line : report.lines()) {
                json.writeStartObject();
                json.writeStringProperty("id", line.id());
                json.writeStringProperty("what", line.what());
                json.writeStringProperty("outcome", ChecklistText.word(line.outcome()));
                json.writeStringProperty("text", line.text());
                json.writeArrayPropertyStart("checks");
                for (CheckState check : line.checks()) {
                    json.writeString(check.id());
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeName("health");
            json.writeRawValue(HealthJson.of(report.health()));
            json.writeEndObject();
        }
        return out.toString();
    }
}
