package dev.barque.store.internal.verify;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.FileCondition;
import dev.barque.store.RepairOutcome;
import dev.barque.store.RepairReport;
import dev.barque.store.RepairReport.Action;
import dev.barque.store.VerifyFinding;
import dev.barque.store.VerifyReport;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.feature.PartitionFiles;
import dev.barque.store.internal.feature.PartitionKey;
import dev.barque.store.internal.feature.PartitionPath;
import dev.barque.store.internal.feature.PartitionRebuild;
import dev.barque.store.internal.feature.QuarantineMarker;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.internal.io.HomeLock;
import dev.barque.store.internal.io.Json;
import dev.barque.store.internal.l1.L1Schema;
import dev.barque.store.internal.l1.L1WriteLock;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Does what can be done about findings. Only the one writer of a home may use it. */
public final class Repairer {
    /** A regeneration that has failed so often is not going to help itself. */
    private static final int MOST_ATTEMPTS = 3;

    private final Path home;
    private final FileAccess files;
    private final Clock clock;
    private final Regeneration regeneration;
    private final Quarantine quarantine;
    private final PartitionRebuild rebuild;

    /** Of a home that is locked. */
    public Repairer(Path home, FileAccess files, Clock clock, Regeneration regeneration) {
        this.home = home;
        this.files = files;
        this.clock = clock;
        this.regeneration = regeneration;
        quarantine = new Quarantine(home, files, clock);
        rebuild = new PartitionRebuild(files, home);
    }

    /** Goes through the findings. */
    public RepairReport repair(VerifyReport report) {
        List<Action> actions = new ArrayList<>();
        for (VerifyFinding finding : report.findings()) {
            Action action;
            try {
                action = repair(finding);
            } catch (BarqueException e) {
                action = left(finding, String.valueOf(e.getMessage()));
            } catch (IOException e) {
                action = left(finding, StoreErrors.reason(e));
            }
            actions.add(action);
        }
        return new RepairReport(home, actions);
    }

    /** Moves what a finding is about away. */
    public String quarantine(VerifyFinding finding) {
        try {
            Path where = path(finding);
            Optional<PartitionKey> key = key(finding);
            if (key.isPresent()) {
                return quarantine(finding, where, key.get());
            }
            return quarantineBars(finding, where, bars(where).orElseThrow(() -> notInHome(finding)));
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(home.resolve("quarantine"), e);
        }
    }

    /** Takes the markers away. */
    public void abandon(VerifyFinding finding) {
        Path where = path(finding);
        Path marker = key(finding).isPresent() ? where.resolve(QuarantineMarker.FILE) : where;
        if (key(finding).isEmpty() && L1Schema.quarantined(where).isEmpty()) {
            throw notInHome(finding);
        }
        try {
            files.delete(marker);
            files.syncDirectory(Objects.requireNonNull(marker.getParent()));
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(marker, e);
        }
    }

    private Action repair(VerifyFinding finding) throws IOException {
        if (finding.condition() == FileCondition.ORPHAN_TEMPORARY) {
            return temporary(finding);
        }
        if (finding.condition() == FileCondition.FOREIGN || finding.condition() == FileCondition.UNREADABLE) {
            return left(finding, finding.found());
        }
        Path where = path(finding);
        Optional<PartitionKey> key = key(finding);
        if (key.isPresent()) {
            return partition(finding, where, key.get());
        }
        Optional<LocalDate> bars = bars(where);
        if (bars.isPresent()) {
            String name = quarantineBars(finding, where, bars.get());
            return new Action(finding.where(), RepairOutcome.QUARANTINED, "moved to quarantine/" + name);
        }
        return left(finding, "nothing but a backup can put it right");
    }

    private Action temporary(VerifyFinding finding) throws IOException {
        Path file = path(finding);
        if (!AtomicFile.isTemporary(file)) {
            throw notInHome(finding);
        }
        files.delete(file);
        return new Action(finding.where(), RepairOutcome.REMOVED_TEMPORARY, "deleted");
    }

    private Action partition(VerifyFinding finding, Path directory, PartitionKey key) throws IOException {
        if (finding.condition() != FileCondition.QUARANTINED) {
            boolean manifestLost = finding.condition() == FileCondition.MISSING_MANIFEST
                    || finding.condition() == FileCondition.DAMAGED;
            if (manifestLost && !rebuild.vouchedFor(directory, key) && rebuild.provesItself(directory, key)) {
                return restored(finding, directory, key);
            }
            String name = quarantine(finding, directory, key);
            if (regeneration.source() == null) {
                return new Action(finding.where(), RepairOutcome.QUARANTINED, "moved to quarantine/" + name);
            }
        }
        return regenerated(finding, directory, key);
    }

    private Action restored(VerifyFinding finding, Path directory, PartitionKey key) throws IOException {
        Path manifest = directory.resolve(PartitionFiles.MANIFEST);
        if (files.exists(manifest)) {
            String name = quarantine.nextName();
            quarantine.report(name, finding, List.of(manifest));
            quarantine.move(name, manifest);
        }
        rebuild.restoreManifest(directory, key);
        return new Action(
                finding.where(), RepairOutcome.RESTORED_MANIFEST, "the file proves itself by its page checksums");
    }

    private Action regenerated(VerifyFinding finding, Path directory, PartitionKey key) throws IOException {
        QuarantineMarker marker = rebuild.lastKnown(directory, key, "");
        if (regeneration.source() == null) {
            return left(finding, "there is nobody to compute its rows again");
        }
        if (marker.attempts() >= MOST_ATTEMPTS) {
            return left(finding, "regenerating it has failed " + marker.attempts() + " times");
        }
        Optional<FeatureSet> set = rebuild.set(key);
        if (set.isEmpty()) {
            return left(finding, "the home has no record of the schema of " + key.set());
        }
        List<FeatureRow> rows;
        try {
            rows = regeneration.rows(key, set.get(), marker, directory);
        } catch (BarqueException e) {
            QuarantineMarker there = QuarantineMarker.read(files, directory).orElse(marker);
            there.failedOnce().write(files, directory);
            return new Action(finding.where(), RepairOutcome.QUARANTINED, String.valueOf(e.getMessage()));
        }
        rebuild.publish(key, set.get(), rows, directory, UtcMicros.of(clock.instant()));
        return new Action(finding.where(), RepairOutcome.REGENERATED, rows.size() + " rows");
    }

    /** Report, marker, files: killed in between, reads are errors and the next repair goes on from there. */
    private String quarantine(VerifyFinding finding, Path directory, PartitionKey key) throws IOException {
        String name = quarantine.nextName();
        List<Path> damaged = new ArrayList<>();
        for (String file : List.of(PartitionFiles.DATA, PartitionFiles.MANIFEST)) {
            if (files.exists(directory.resolve(file))) {
                damaged.add(directory.resolve(file));
            }
        }
        quarantine.report(name, finding, damaged);
        rebuild.lastKnown(directory, key, name).write(files, directory);
        damaged.forEach(file -> quarantine.move(name, file));
        return name;
    }

    private String quarantineBars(VerifyFinding finding, Path file, LocalDate date) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        String name = quarantine.nextName();
        try (HomeLock lock = L1WriteLock.of(files, folder)) {
            Objects.requireNonNull(lock, "held while the file is moved");
            quarantine.report(name, finding, List.of(file));
            boolean other = L1Schema.packed(file).isPresent() && files.exists(L1Schema.file(folder, date));
            if (L1Schema.superseded(file).isEmpty() && !other) {
                AtomicFile.replace(
                        files, L1Schema.quarantineMarker(folder, date), Json.write(Map.of("quarantine", name)));
            }
            quarantine.move(name, file);
        }
        return name;
    }

    private static Optional<LocalDate> bars(Path file) {
        return L1Schema.date(file).or(() -> L1Schema.superseded(file)).or(() -> L1Schema.packed(file));
    }

    private Optional<PartitionKey> key(VerifyFinding finding) {
        Path below = home.relativize(path(finding));
        return below.startsWith("data") ? PartitionPath.key(below.subpath(1, below.getNameCount())) : Optional.empty();
    }

    /** A finding may come from a file that somebody edited: nothing outside of the home is touched. */
    private Path path(VerifyFinding finding) {
        Path path = home.resolve(finding.where()).normalize();
        if (!path.startsWith(home) || path.equals(home) || home.relativize(path).getNameCount() < 2) {
            throw notInHome(finding);
        }
        return path;
    }

    private BarqueException notInHome(VerifyFinding finding) {
        return StoreErrors.notInHome(home, finding.where());
    }

    private static Action left(VerifyFinding finding, String why) {
        return new Action(finding.where(), RepairOutcome.LEFT, why);
    }
}
