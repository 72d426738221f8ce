package dev.barque.ops.doctor;

import dev.barque.ops.HealthStatus;
import java.util.List;
import java.util.Objects;

/**
 * What is wrong, why, and what to do.
 *
 * @param trouble the case that it belongs to
 * @param severity healthy for what is as it should be and only had to be explained; degraded; unhealthy
 * @param symptom what is seen, in a sentence
 * @param evidence what the data say, at least one piece
 * @param cause why, in a sentence
 * @param likelihood how sure the cause is
 * @param remedies what to do, the best first, at least one
 */
public record Diagnosis(
        DoctorCase trouble,
        HealthStatus severity,
        String symptom,
        List<Evidence> evidence,
        String cause,
        Likelihood likelihood,
        List<Remedy> remedies) {
    /** Copies the lists; refuses blank texts, no evidence, no remedy and a severity of unknown. */
    public Diagnosis {
        Objects.requireNonNull(trouble, "trouble");
        Objects.requireNonNull(likelihood, "likelihood");
        evidence = List.copyOf(evidence);
        remedies = List.copyOf(remedies);
        if (symptom.isBlank() || cause.isBlank() || evidence.isEmpty() || remedies.isEmpty()) {
            throw new IllegalArgumentException("A diagnosis needs a symptom, evidence, a cause and a remedy");
        }
        if (severity == HealthStatus.UNKNOWN) {
            throw new IllegalArgumentException("A diagnosis whose severity is unknown is none: " + symptom);
        }
    }

    /**
     * A piece of evidence.
     *
     * @param where the file, row, symbol, date or check
     * @param found what is there
     */
    public record Evidence(String where, String found) {
        /** Refuses blank parts. */
        public Evidence {
            if (where.isBlank() || found.isBlank()) {
                throw new IllegalArgumentException(
                        "Evidence says where and what, but was '" + where + "', '" + found + "'");
            }
        }
    }

    /**
     * Something to do.
     *
     * @param text what it does, or what to set
     * @param command as it is typed, words in capitals to be filled in; empty where no command does it
     */
    public record Remedy(String text, String command) {
        /** Refuses a blank text. */
        public Remedy {
            Objects.requireNonNull(command, "command");
            if (text.isBlank()) {
                throw new IllegalArgumentException("A remedy says what it does");
            }
        }
    }
}
