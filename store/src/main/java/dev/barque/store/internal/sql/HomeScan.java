package dev.barque.store.internal.sql;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.store.FileCondition;
import dev.barque.store.LogDamage;
import dev.barque.store.VerifyFinding;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.feature.CheckedPartitions;
import dev.barque.store.internal.feature.FileStamp;
import dev.barque.store.internal.feature.PartitionKey;
import dev.barque.store.internal.feature.SetRegistry;
import dev.barque.store.internal.l1.CheckedBars;
import dev.barque.store.internal.live.FollowedRows;
import dev.barque.store.internal.live.LiveRows;
import dev.barque.store.internal.live.UnsealedRows;
import dev.barque.store.internal.log.LogFollower;
import dev.barque.store.internal.log.LogRows;
import dev.barque.store.internal.log.LogSets;
import dev.barque.store.internal.log.Recovery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Looks at a home once and tells what of it may be shown. The log is read before the files: rows leave it only when they are in a
 * file, so that none is missed, and those that are in both count once.
 */
final class HomeScan {
    private static final int MOST_TRIES = 100;

    private final SessionSettings settings;
    private final Map<FeatureSetId, FeatureSet> sets = new TreeMap<>();
    private final Map<FeatureSetId, List<Path>> files = new TreeMap<>();
    private final Map<FeatureSetId, Long> sealedRows = new TreeMap<>();
    private final Map<FeatureSetId, List<FeatureRow>> unsealed = new TreeMap<>();
    private final Map<Path, FileStamp> stamps = new LinkedHashMap<>();
    private final List<CheckedBars> bars = new ArrayList<>();
    private final List<VerifyFinding> leftOut = new ArrayList<>();
    private long looked;

    private HomeScan(SessionSettings settings) {
        this.settings = settings;
    }

    /** Throws {@code store.sql-incomplete} when a part cannot be read, unless such parts are to be left out. */
    static HomeScan of(SessionSettings settings) {
        HomeScan scan = new HomeScan(settings);
        scan.sets();
        scan.features(scan.log());
        scan.bars();
        if (!scan.leftOut.isEmpty() && !settings.leavesOutDamaged()) {
            throw StoreErrors.sqlIncomplete(settings.home(), scan.leftOut);
        }
        return scan;
    }

    /** The feature sets, by id. */
    List<SetPart> featureSets() {
        return sets.values().stream()
                .map(set -> new SetPart(
                        set,
                        files.getOrDefault(set.id(), List.of()),
                        sealedRows.getOrDefault(set.id(), 0L),
                        unsealed.getOrDefault(set.id(), List.of())))
                .toList();
    }

    List<CheckedBars> barFiles() {
        return bars;
    }

    /** The files that may be read, and what each looked like when it was checked. */
    Map<Path, FileStamp> stamps() {
        return stamps;
    }

    List<VerifyFinding> leftOut() {
        return leftOut;
    }

    private void sets() {
        SetRegistry registry = new SetRegistry(settings.files(), settings.home());
        for (FeatureSet set : settings.sets()) {
            registry.check(set);
            sets.put(set.id(), set);
        }
        for (FeatureSetId id : registry.ids()) {
            if (!sets.containsKey(id)) {
                attempt("feature_sets/" + id + ".json", () -> registry.recorded(id))
                        .flatMap(found -> found)
                        .ifPresent(set -> sets.put(id, set));
            }
        }
    }

    private Map<PartitionKey, List<FeatureRow>> log() {
        LogSets logSets = new LogSets(sets.values());
        try (LogRows rows = new LogRows(settings.files(), settings.home(), logSets)) {
            LiveRows live = new LiveRows(rows);
            try (LogFollower follower = new LogFollower(
                    settings.files(), Recovery.directory(settings.home()), logSets, rows, new FollowedRows(live))) {
                follower.catchUp();
                for (LogDamage damage : follower.damages()) {
                    leaveOut(new VerifyFinding(
                            where(damage.segment()),
                            FileCondition.DAMAGED,
                            "store.log-damage",
                            damage.bytes() + " bytes from " + damage.position() + " on that make no sense",
                            "frames that follow each other"));
                }
                return UnsealedRows.of(live, settings.first(), settings.last());
            }
        }
    }

    private void features(Map<PartitionKey, List<FeatureRow>> inLog) {
        CheckedPartitions partitions = new CheckedPartitions(settings.files(), settings.home());
        Map<PartitionKey, List<FeatureRow>> unread = new LinkedHashMap<>(inLog);
        partitions.each(settings.first(), settings.last(), key -> {
            List<FeatureRow> rows = unread.remove(key);
            partition(partitions, key, rows == null ? List.of() : rows);
        });
        unread.forEach((key, rows) -> partition(partitions, key, rows));
    }

    private void partition(CheckedPartitions partitions, PartitionKey key, List<FeatureRow> inLog) {
        String where = "data/date=" + key.date() + " " + key.symbol() + " " + key.set();
        FeatureSet set = sets.get(key.set());
        if (set == null) {
            leaveOut(new VerifyFinding(
                    where,
                    FileCondition.DAMAGED,
                    "store.changed-schema",
                    "no record of the feature set " + key.set() + " in feature_sets",
                    "its schema"));
            return;
        }
        Optional<Optional<CheckedPartitions.Checked>> looked =
                attempt(where, () -> inLog.isEmpty() ? partitions.check(key, set) : partitions.decode(key, set));
        looked.ifPresent(file -> {
            file.ifPresent(checked -> {
                files.computeIfAbsent(key.set(), id -> new ArrayList<>()).add(checked.file());
                sealedRows.merge(key.set(), checked.rows(), Long::sum);
                stamps.put(checked.file(), checked.stamp());
            });
            unsealed.computeIfAbsent(key.set(), id -> new ArrayList<>())
                    .addAll(UnsealedRows.notIn(file.flatMap(CheckedPartitions.Checked::partition), inLog));
        });
    }

    private void bars() {
        for (Path file : CheckedBars.files(settings.files(), settings.home())) {
            Optional<LocalDate> date = CheckedBars.date(file);
            if (date.filter(settings::shows).isPresent()) {
                attempt(where(file), () -> checkedBars(file)).ifPresent(bars::add);
            }
        }
    }

    private CheckedBars checkedBars(Path file) {
        try {
            for (int i = 0; i < MOST_TRIES; i++) {
                Optional<FileStamp> before = FileStamp.of(file);
                CheckedBars checked = CheckedBars.of(file);
                if (before.isPresent() && before.equals(FileStamp.of(file))) {
                    stamps.put(file, before.get());
                    return checked;
                }
            }
            throw new IOException("it was replaced " + MOST_TRIES + " times meanwhile");
        } catch (IOException e) {
            throw StoreErrors.cannotRead(file, e);
        }
    }

    private <T> Optional<T> attempt(String where, Supplier<T> look) {
        try {
            T seen = look.get();
            settings.listener().checked(where, FileCondition.OK, ++looked);
            return Optional.of(seen);
        } catch (BarqueException e) {
            FileCondition condition = switch (e.code()) {
                case "store.quarantined", "l1.quarantined" -> FileCondition.QUARANTINED;
                case "store.cannot-read" -> FileCondition.UNREADABLE;
                case "l1.foreign-file" -> FileCondition.FOREIGN;
                default -> FileCondition.DAMAGED;
            };
            leaveOut(new VerifyFinding(
                    where, condition, e.code(), String.valueOf(e.getMessage()), "a part that can be read"));
            return Optional.empty();
        }
    }

    private void leaveOut(VerifyFinding finding) {
        leftOut.add(finding);
        settings.listener().checked(finding.where(), finding.condition(), ++looked);
    }

    private String where(Path file) {
        return settings.home()
                .relativize(file)
                .toString()
                .replace(file.getFileSystem().getSeparator(), "/");
    }
}
