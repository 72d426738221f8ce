package dev.barque.ops.doctor;

import dev.barque.core.error.BarqueException;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Symbol;
import dev.barque.ops.HealthStatus;
import dev.barque.ops.maintenance.MaintenanceJournal;
import dev.barque.store.FileCondition;
import dev.barque.store.HomeSwap;
import dev.barque.store.StoreVerifier;
import dev.barque.store.VerifyDepth;
import dev.barque.store.VerifyFinding;
import dev.barque.store.VerifyReport;
import dev.barque.store.care.HomeCare;
import dev.barque.store.care.QuarantineCases;
import dev.barque.store.decisions.DecisionQuery;
import dev.barque.store.decisions.DecisionRecords;
import dev.barque.store.decisions.DecisionReport;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is damaged in a home, and which of it can be made again from what. */
final class CorruptStore extends Examination {
    private static final Pattern PARTITION =
            Pattern.compile("data/date=(\\d{4}-\\d{2}-\\d{2})/symbol=([^/]+)/feature_set_id=([^/]+)");

    CorruptStore(Patient patient, Complaint complaint) {
        super(DoctorCase.CORRUPT_STORE, patient, complaint);
    }

    /** Findings that have one cause and one remedy. */
    private enum Kind {
        PARTITION_WITH_BARS,
        PARTITION_WITHOUT_BARS,
        QUARANTINED_WITH_BARS,
        QUARANTINED,
        MANIFEST,
        BARS,
        LOG,
        TEMPORARY,
        FOREIGN,
        UNREADABLE,
        OTHER
    }

    @Override
    String look() {
        if (HomeSwap.of(patient.directory()).fileAccess(patient.home().files()).isUnfinished()) {
            swap();
            return "A restore in place, which is not finished.";
        }
        VerifyDepth depth = complaint.isAsked() ? VerifyDepth.DIGESTS : VerifyDepth.FOOTERS;
        VerifyReport report = StoreVerifier.of(patient.directory())
                .fileAccess(patient.home().files())
                .depth(depth)
                .verify();
        Map<Kind, List<VerifyFinding>> kinds = new TreeMap<>();
        report.findings()
                .forEach(found -> kinds.computeIfAbsent(kind(found), kind -> new ArrayList<>())
                        .add(found));
        kinds.forEach(this::diagnose);
        quarantine();
        decisions();
        brokenOff();
        return report.partitions() + " partitions and " + report.barFiles() + " files of bars, "
                + (depth == VerifyDepth.FOOTERS
                        ? "their ends; ask for corrupt-store to have every byte read."
                        : "every byte.");
    }

    private void swap() {
        draft(HealthStatus.UNHEALTHY, "The home cannot be read.")
                .evidence(
                        patient.directory().toString(),
                        "a restore in place was broken off between moving two directories")
                .remedy("Go on with it: any opening for writing ends it.", "store seal")
                .because(Likelihood.CERTAIN, "A restore in place was killed; nothing is lost.");
    }

    private Kind kind(VerifyFinding found) {
        Matcher partition = PARTITION.matcher(found.where());
        boolean isPartition = partition.lookingAt();
        return switch (found.condition()) {
            case ORPHAN_TEMPORARY -> Kind.TEMPORARY;
            case FOREIGN -> Kind.FOREIGN;
            case UNREADABLE -> Kind.UNREADABLE;
            case MISSING_MANIFEST -> Kind.MANIFEST;
            case QUARANTINED -> isPartition && hasBars(partition) ? Kind.QUARANTINED_WITH_BARS : Kind.QUARANTINED;
            case OK, DAMAGED, MISSING_FILE, WRONG_PLACE, STALE ->
                isPartition
                        ? hasBars(partition) ? Kind.PARTITION_WITH_BARS : Kind.PARTITION_WITHOUT_BARS
                        : found.where().startsWith("data_l1")
                                ? Kind.BARS
                                : found.where().startsWith("log") ? Kind.LOG : Kind.OTHER;
        };
    }

    private boolean hasBars(Matcher partition) {
        Optional<BarSource> bars = patient.find(BarSource.class);
        try {
            return bars.isPresent()
                    && bars.get().symbols(LocalDate.parse(partition.group(1))).stream()
                            .map(Symbol::value)
                            .anyMatch(partition.group(2)::equals);
        } catch (BarqueException | DateTimeException e) {
            return false;
        }
    }

    private void diagnose(Kind kind, List<VerifyFinding> found) {
        boolean harmless = kind == Kind.TEMPORARY || kind == Kind.FOREIGN;
        Draft draft = draft(harmless ? HealthStatus.DEGRADED : HealthStatus.UNHEALTHY, symptom(kind, found.size()));
        found.forEach(each -> draft.evidence(each.where(), word(each.condition()) + ": " + each.found()));
        remedies(kind, found, draft);
        draft.because(
                kind == Kind.UNREADABLE || kind == Kind.OTHER ? Likelihood.LIKELY : Likelihood.CERTAIN, cause(kind));
    }

    private static String symptom(Kind kind, int count) {
        String many = count == 1 ? "One " : count + " ";
        return switch (kind) {
            case PARTITION_WITH_BARS, PARTITION_WITHOUT_BARS ->
                many + (count == 1 ? "partition" : "partitions") + " of features cannot be read.";
            case QUARANTINED_WITH_BARS, QUARANTINED ->
                many + "damaged " + (count == 1 ? "file waits" : "files wait")
                        + " in quarantine for a replacement; reads of what they held are an error.";
            case MANIFEST -> many + (count == 1 ? "partition has" : "partitions have") + " no manifest.";
            case BARS -> many + (count == 1 ? "file" : "files") + " of bars cannot be read.";
            case LOG -> "The log is damaged.";
            case TEMPORARY -> many + (count == 1 ? "file was" : "files were") + " left by a process that was killed.";
            case FOREIGN -> many + (count == 1 ? "name" : "names") + " in the home that Barque never writes.";
            case UNREADABLE -> many + (count == 1 ? "file" : "files") + " that the system does not let be read.";
            case OTHER -> many + "other " + (count == 1 ? "file is" : "files are") + " damaged.";
        };
    }

    private static String cause(Kind kind) {
        return switch (kind) {
            case PARTITION_WITH_BARS, PARTITION_WITHOUT_BARS, BARS ->
                "The bytes are not those that were written: a failing disk, or a program that wrote into the home.";
            case QUARANTINED_WITH_BARS, QUARANTINED ->
                "They were repaired so far, and nothing has taken their place yet.";
            case MANIFEST -> "The manifest was deleted; the data file beside it may be whole.";
            case LOG -> "Bytes in the middle of the log changed; what follows them is whole.";
            case TEMPORARY -> "A writer was killed while it wrote aside. Nothing is lost.";
            case FOREIGN -> "Another program put them there. No reader looks at them.";
            case UNREADABLE -> "The user of this process lacks the right, or the device fails.";
            case OTHER -> "The bytes are not those that were written.";
        };
    }

    private void remedies(Kind kind, List<VerifyFinding> found, Draft draft) {
        switch (kind) {
            case PARTITION_WITH_BARS, QUARANTINED_WITH_BARS -> {
                draft.remedy("Move what is damaged to quarantine and compute it again from the bars.", "store repair");
                regenerate(found, draft);
            }
            case PARTITION_WITHOUT_BARS -> {
                draft.remedy("Move what is damaged to quarantine, so that it is never read.", "store repair");
                restore(draft);
            }
            case QUARANTINED -> restore(draft);
            case MANIFEST -> draft.remedy("Write the manifest again where the file proves itself.", "store repair");
            case BARS -> {
                draft.remedy("Move what is damaged to quarantine.", "store repair");
                draft.remedy("Take the bars in again.", "ingest", "--stamps", "open", "--interval", "1m", "FILE");
                restore(draft);
            }
            case LOG -> {
                draft.remedy(
                        "Open for writing: the damaged stretch goes to quarantine, all rows around it are kept and sealed.",
                        "store seal");
                restore(draft);
            }
            case TEMPORARY -> draft.remedy("Delete them.", "maintain apply orphaned-temporaries", "--yes");
            case FOREIGN -> draft.remedy("Move them out of the home.");
            case UNREADABLE ->
                draft.remedy("Give the user of this process the right to read them; look at the device.");
            case OTHER -> restore(draft);
        }
    }

    private void regenerate(List<VerifyFinding> found, Draft draft) {
        Matcher first = PARTITION.matcher(found.get(0).where());
        if (first.lookingAt()) {
            draft.remedy(
                    found.size() == 1
                            ? "Compute it again from the bars, where the repair did not."
                            : "Compute them again from the bars, where the repair did not; the first of them:",
                    "features regenerate",
                    "--symbol",
                    first.group(2),
                    "--date",
                    first.group(1));
        }
    }

    private static void restore(Draft draft) {
        draft.remedyElsewhere(
                "Restore the last good backup to a new place.", "restore", "--backups", "DIR", "--home", "NEW");
    }

    /** Cases that nothing waits for any more, and stretches of the log that nobody can tell about. */
    private void quarantine() {
        List<QuarantineCases.Case> replaced = new ArrayList<>();
        for (QuarantineCases.Case each : HomeCare.of(
                        patient.directory(), patient.home().files())
                .quarantine()
                .list()) {
            if (each.unreplaced().isEmpty()) {
                replaced.add(each);
            }
        }
        if (!replaced.isEmpty()) {
            Draft draft = draft(HealthStatus.HEALTHY, "Old cases lie in quarantine, and what replaces them is whole.");
            replaced.forEach(each -> draft.evidence(
                    "quarantine/" + each.name(),
                    each.where().orElse("?") + ", " + each.bytes() + " bytes: " + each.found()));
            draft.remedy(
                            "Delete them when nobody wants to look at them any more.",
                            "maintain apply quarantine-review",
                            "--yes")
                    .because(Likelihood.CERTAIN, "Repairs keep what was damaged until somebody lets it go.");
        }
    }

    private void decisions() {
        Optional<DecisionRecords> records = patient.find(DecisionRecords.class);
        if (records.isEmpty()) {
            return;
        }
        List<LocalDate> dates = records.get().dates();
        if (dates.isEmpty()) {
            return;
        }
        LocalDate last = dates.get(dates.size() - 1);
        DecisionReport report = records.get()
                .read(DecisionQuery.all().between(complaint.isAsked() ? dates.get(0) : last, last), logged -> {});
        if (!report.isClean()) {
            Draft draft =
                    draft(HealthStatus.DEGRADED, report.damagedLines() + " places of the decision log cannot be read.");
            report.damaged()
                    .forEach(damage -> draft.evidence(
                            where(damage.file()) + (damage.line() == 0 ? "" : ", line " + damage.line()),
                            damage.found()));
            restore(draft);
            draft.remedy(
                            "Decide again about the same bars, in a log of its own.",
                            "backtest",
                            "--symbol",
                            "SYMBOL",
                            "--date",
                            last.toString(),
                            "--log-to",
                            "DIR")
                    .because(
                            Likelihood.CERTAIN,
                            "Lines were changed or cut after they were written; all others are read.");
        }
    }

    private void brokenOff() {
        MaintenanceJournal.brokenOff(patient.directory(), patient.home().files())
                .ifPresent(line -> draft(HealthStatus.DEGRADED, "The task " + line.task() + " was broken off.")
                        .evidence(
                                "maintenance/journal.jsonl",
                                line.event() + " at " + line.at() + ": " + line.where() + " " + line.text())
                        .remedy("Go on: each step is whole or not done.", "maintain apply " + line.task(), "--yes")
                        .because(Likelihood.CERTAIN, "Its process ended before it did. Nothing is lost."));
    }

    private String where(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(patient.directory())
                ? patient.directory().relativize(absolute).toString()
                : absolute.toString();
    }

    private static String word(FileCondition condition) {
        return condition.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
