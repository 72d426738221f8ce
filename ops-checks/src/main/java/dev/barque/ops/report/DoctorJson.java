package dev.barque.ops.report;

import dev.barque.ops.doctor.Diagnosis;
import dev.barque.ops.doctor.DoctorReport;
import dev.barque.ops.doctor.DoctorReport.Examined;
import dev.barque.ops.doctor.DoctorReport.Outcome;
import java.io.StringWriter;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * What the doctor found, as one line of JSON: {@code status}, {@code timestamp}, {@code home}, {@code diagnoses} with {@code case},
 * {@code severity}, {@code symptom}, {@code evidence} ({@code where}, {@code found}), {@code cause}, {@code likelihood} and
 * {@code remedies} ({@code text}, {@code command}, null where no command does it); {@code examined} with {@code case}, {@code outcome}
 * ({@code found}, {@code nothing}, {@code left_out}, {@code cannot_tell}) and {@code text}. Names are stable; more may come.
 */
public final class DoctorJson {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private DoctorJson() {}

    /** The document. */
    public static String of(DoctorReport report) {
        StringWriter out = new StringWriter(4_096);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("status", report.status().id());
            json.writeStringProperty("timestamp", report.at().toString());
            json.writeStringProperty("home", report.home().toString());
            json.writeArrayPropertyStart("diagnoses");
            for (Diagnosis diagnosis : report.diagnoses()) {
                diagnosis(json, diagnosis);
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("examined");
            for (Examined each : report.examined()) {
                json.writeStartObject();
                json.writeStringProperty("case", each.trouble().id());
                json.writeStringProperty("outcome", word(each.outcome()));
                json.writeStringProperty("text", each.text());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return out.toString();
    }

    private static void diagnosis(JsonGenerator json, Diagnosis diagnosis) {
        json.writeStartObject();
        json.writeStringProperty("case", diagnosis.trouble().id());
        json.writeStringProperty("severity", diagnosis.severity().id());
        json.writeStringProperty("symptom", diagnosis.symptom());
        json.writeArrayPropertyStart("evidence");
        for (Diagnosis.Evidence evidence : diagnosis.evidence()) {
            json.writeStartObject();
            json.writeStringProperty("where", evidence.where());
            json.writeStringProperty("found", evidence.found());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringProperty("cause", diagnosis.cause());
        json.writeStringProperty("likelihood", diagnosis.likelihood().id());
        json.writeArrayPropertyStart("remedies");
        for (Diagnosis.Remedy remedy : diagnosis.remedies()) {
            json.writeStartObject();
            json.writeStringProperty("text", remedy.text());
            json.writeName("command");
            if (remedy.command().isEmpty()) {
                json.writeNull();
            } else {
                json.writeString(remedy.command());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
