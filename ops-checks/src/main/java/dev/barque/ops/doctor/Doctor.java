package dev.barque.ops.doctor;

import dev.barque.core.error.BarqueException;
import dev.barque.ops.CheckContext;
import dev.barque.ops.checks.data.DataHome;
import dev.barque.ops.doctor.DoctorReport.Examined;
import dev.barque.ops.doctor.DoctorReport.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds causes. Where health checks say that something is wrong, the doctor looks at several parts of a home at once and says which of
 * them explains it, how sure that is, and which command mends it.
 *
 * <pre>{@code
 * DoctorReport report = Doctor.of(context).examine(Complaint.of(DoctorCase.NO_FEATURES).about(spy).on(date));
 * }</pre>
 *
 * <p>The context holds a {@link DataHome}; what else of the following it holds is looked at too: {@code BarSource}, {@code TradingCalendar},
 * {@code DecisionRecords}, {@code FeatureSet} or {@link DeclaredSets}, {@code Host}, {@code LatencyRecorder}, {@code SlowOperationLog},
 * {@link Executions}. The history of health checks and the journal of maintenance are read from the home.
 *
 * <p>It leaves the home as it found it and works on the calling thread. Immutable, as safe to share as the context.
 */
public final class Doctor {
    private static final Comparator<Diagnosis> WORST_FIRST = Comparator.comparing(Diagnosis::severity)
            .reversed()
            .thenComparing(Diagnosis::likelihood)
            .thenComparing(Diagnosis::trouble);

    private final CheckContext context;

    private Doctor(CheckContext context) {
        this.context = context;
    }

    /** Over what a host gives; throws {@code ops.missing-resource} without a {@link DataHome}. */
    public static Doctor of(CheckContext context) {
        context.get(DataHome.class);
        return new Doctor(context);
    }

    /** Looks into what somebody complains about. What cannot be read is said in the report, and keeps no other case from being looked into. */
    public DoctorReport examine(Complaint complaint) {
        Patient patient = new Patient(context);
        List<Diagnosis> diagnoses = new ArrayList<>();
        List<Examined> examined = new ArrayList<>();
        for (DoctorCase trouble : DoctorCase.values()) {
            if (complaint.cases().contains(trouble)) {
                Examination examination = examination(trouble, patient, complaint);
                examined.add(run(examination, complaint));
                diagnoses.addAll(examination.diagnoses());
            }
        }
        diagnoses.sort(WORST_FIRST);
        return new DoctorReport(patient.now(), patient.directory(), diagnoses, examined);
    }

    private static Examined run(Examination examination, Complaint complaint) {
        try {
            String looked = examination.look();
            return new Examined(
                    examination.trouble, examination.diagnoses().isEmpty() ? Outcome.NOTHING : Outcome.FOUND, looked);
        } catch (Examination.Lacking e) {
            return new Examined(
                    examination.trouble,
                    complaint.isAsked() ? Outcome.CANNOT_TELL : Outcome.LEFT_OUT,
                    String.valueOf(e.getMessage()));
        } catch (BarqueException e) {
            return new Examined(examination.trouble, Outcome.CANNOT_TELL, e.getMessage() + " [" + e.code() + "]");
        }
    }

    private static Examination examination(DoctorCase trouble, Patient patient, Complaint complaint) {
        return switch (trouble) {
            case CORRUPT_STORE -> new CorruptStore(patient, complaint);
            case NO_FEATURES -> new NoFeaturesCase(patient, complaint);
            case ZERO_TRADES -> new ZeroTrades(patient, complaint);
            case HIGH_SLIPPAGE -> new HighSlippage(patient, complaint);
            case SLOW_CALLS -> new SlowCalls(patient, complaint);
            case HIGH_MEMORY -> new HighMemory(patient, complaint);
        };
    }
}
