package dev.barque.ops.doctor;

import dev.barque.ops.HealthStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What the doctor found.
 *
 * @param at when, by the clock of the context
 * @param home the home that was looked at
 * @param diagnoses the worst first, then the surest
 * @param examined one line for each case that was asked about, in the order of {@link DoctorCase}
 */
public record DoctorReport(Instant at, Path home, List<Diagnosis> diagnoses, List<Examined> examined) {
    /** Copies the lists. */
    public DoctorReport {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(home, "home");
        diagnoses = List.copyOf(diagnoses);
        examined = List.copyOf(examined);
    }

    /** The worst of the diagnoses, and unknown where a case could not be looked into although somebody asked for it. */
    public HealthStatus status() {
        HealthStatus status = HealthStatus.HEALTHY;
        for (Diagnosis diagnosis : diagnoses) {
            status = status.or(diagnosis.severity());
        }
        for (Examined each : examined) {
            status = status.or(each.outcome() == Outcome.CANNOT_TELL ? HealthStatus.UNKNOWN : HealthStatus.HEALTHY);
        }
        return status;
    }

    /** What became of a case. */
    public enum Outcome {
        /** There is a diagnosis. */
        FOUND,
        /** Nothing is wrong. */
        NOTHING,
        /** Nobody asked for it by name, and what it looks at is not there. */
        LEFT_OUT,
        /** It was asked for and could not be looked into. */
        CANNOT_TELL
    }

    /**
     * What became of one case.
     *
     * @param text what was looked at, or what is lacking
     */
    public record Examined(DoctorCase trouble, Outcome outcome, String text) {
        /** Nulls are refused. */
        public Examined {
            Objects.requireNonNull(trouble, "trouble");
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(text, "text");
        }
    }
}
