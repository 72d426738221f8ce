package dev.barque.ops.doctor;

import dev.barque.ops.HealthStatus;
import dev.barque.ops.doctor.Diagnosis.Evidence;
import dev.barque.ops.doctor.Diagnosis.Remedy;
import java.util.ArrayList;
import java.util.List;

/** Looks into one case. Used by one thread, once. */
abstract class Examination {
    /** What an operator can take in as evidence of one cause; the rest is counted. */
    static final int MOST_EVIDENCE = 12;

    final DoctorCase trouble;
    final Patient patient;
    final Complaint complaint;
    private final List<Diagnosis> diagnoses = new ArrayList<>();

    Examination(DoctorCase trouble, Patient patient, Complaint complaint) {
        this.trouble = trouble;
        this.patient = patient;
        this.complaint = complaint;
    }

    /** Looks, and says in a sentence what it looked at; throws {@link Lacking} where what it looks at is not there. */
    abstract String look();

    final List<Diagnosis> diagnoses() {
        return diagnoses;
    }

    /** Starts a diagnosis. */
    final Draft draft(HealthStatus severity, String symptom) {
        return new Draft(severity, symptom);
    }

    /** What is needed is not there, and where it would come from. */
    static final class Lacking extends RuntimeException {
        private static final long serialVersionUID = 1;

        Lacking(String what) {
            super(what, null, false, false);
        }
    }

    /** A diagnosis that is being written. */
    final class Draft {
        private final HealthStatus severity;
        private final String symptom;
        private final List<Evidence> evidence = new ArrayList<>();
        private final List<Remedy> remedies = new ArrayList<>();
        private long more;

        private Draft(HealthStatus severity, String symptom) {
            this.severity = severity;
            this.symptom = symptom;
        }

        Draft evidence(String where, String found) {
            if (evidence.size() < MOST_EVIDENCE) {
                evidence.add(new Evidence(where, found));
            } else {
                more++;
            }
            return this;
        }

        /** Something to do without a command. */
        Draft remedy(String text) {
            remedies.add(new Remedy(text, ""));
            return this;
        }

        /** A command on this home: its verb, then its options. */
        Draft remedy(String text, String verb, String... options) {
            remedies.add(new Remedy(text, patient.command(verb, options)));
            return this;
        }

        /** A command that is not about this home. */
        Draft remedyElsewhere(String text, String... words) {
            remedies.add(new Remedy(text, Patient.line(words)));
            return this;
        }

        void because(Likelihood likelihood, String cause) {
            if (more > 0) {
                evidence.add(new Evidence("and", more + " more of this kind"));
            }
            diagnoses.add(new Diagnosis(trouble, severity, symptom, evidence, cause, likelihood, remedies));
        }
    }
}
