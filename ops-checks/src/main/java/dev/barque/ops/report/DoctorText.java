package dev.barque.ops.report;

import dev.barque.ops.doctor.Diagnosis;
import dev.barque.ops.doctor.DoctorReport;
import dev.barque.ops.doctor.DoctorReport.Examined;
import dev.barque.ops.doctor.DoctorReport.Outcome;

/** What the doctor found, for people at a terminal. Texts of the data cannot send commands to it. */
public final class DoctorText {
    private DoctorText() {}

    /** Without colours. */
    public static String plain(DoctorReport report) {
        StringBuilder out = new StringBuilder();
        int found = report.diagnoses().size();
        out.append(report.status().id())
                .append("  ")
                .append(Shown.time(report.at()))
                .append("  ")
                .append(HealthText.clean(report.home().toString()))
                .append("  ")
                .append(found == 0 ? "nothing found" : found == 1 ? "1 diagnosis" : found + " diagnoses")
                .append('\n');
        int number = 0;
        for (Diagnosis diagnosis : report.diagnoses()) {
            out.append('\n').append(++number).append(". ");
            diagnosis(out, diagnosis);
        }
        out.append("\nLOOKED AT\n");
        for (Examined each : report.examined()) {
            out.append("  ")
                    .append(word(each))
                    .append("  ")
                    .append(each.trouble().id());
            out.append(": ").append(HealthText.clean(each.text())).append('\n');
        }
        return out.toString();
    }

    private static void diagnosis(StringBuilder out, Diagnosis diagnosis) {
        out.append(diagnosis.trouble().id())
                .append(" (")
                .append(severity(diagnosis))
                .append("): ")
                .append(HealthText.clean(diagnosis.symptom()))
                .append('\n');
        for (Diagnosis.Evidence evidence : diagnosis.evidence()) {
            out.append("     seen    ").append(HealthText.clean(evidence.where()));
            out.append(": ").append(HealthText.clean(evidence.found())).append('\n');
        }
        out.append("     cause   ").append(HealthText.clean(diagnosis.cause()));
        out.append(" (").append(diagnosis.likelihood().id()).append(")\n");
        for (Diagnosis.Remedy remedy : diagnosis.remedies()) {
            out.append("     remedy  ").append(HealthText.clean(remedy.text())).append('\n');
            if (!remedy.command().isEmpty()) {
                out.append("             -> ")
                        .append(HealthText.clean(remedy.command()))
                        .append('\n');
            }
        }
    }

    static String severity(Diagnosis diagnosis) {
        return switch (diagnosis.severity()) {
            case HEALTHY -> "as it should be";
            case DEGRADED -> "degraded";
            case UNHEALTHY -> "unhealthy";
            case UNKNOWN -> "unknown";
        };
    }

    private static String word(Examined each) {
        return each.outcome() == Outcome.NOTHING
                ? "nothing found"
                : DoctorJson.word(each.outcome()).replace('_', ' ');
    }
}
