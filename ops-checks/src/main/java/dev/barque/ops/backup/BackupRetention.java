package dev.barque.ops.backup;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Which backups stay. Whatever it says, the last backup that is whole stays, and so does each backup that another one which stays
 * takes files from. Days, weeks (ISO, from Monday) and months are those of UTC.
 *
 * <p>No single reading of a clock deletes anything: a backup is old when it is so by the clock and by the last backup but one too. A
 * clock that jumps ahead by years deletes nothing until two backups were made after the jump.
 *
 * @param keep how long all backups stay; at least a day
 * @param daily of how many of the last days that have backups the last one stays; 0 for none
 * @param weekly of how many of the last weeks
 * @param monthly of how many of the last months
 */
public record BackupRetention(Duration keep, int daily, int weekly, int monthly) {
    private static final Duration LEAST = Duration.ofDays(1);

    /** Refuses what the parameters do not allow. */
    public BackupRetention {
        if (keep.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("Backups stay for at least a day but were to stay for " + keep);
        }
        if (daily < 0 || weekly < 0 || monthly < 0) {
            throw new IllegalArgumentException("Numbers of days, weeks and months must not be negative but were "
                    + daily + ", " + weekly + " and " + monthly);
        }
    }

    /** 30 days. */
    public static BackupRetention standard() {
        return days(30);
    }

    /** So many days, and nothing longer. */
    public static BackupRetention days(int days) {
        return new BackupRetention(Duration.ofDays(days), 0, 0, 0);
    }

    /** Also the last backup of each of the last days, weeks and months that have one: grandfather, father, son. */
    public BackupRetention and(int days, int weeks, int months) {
        return new BackupRetention(keep, days, weeks, months);
    }

    PrunePlan plan(Catalog catalog, Instant now) {
        List<Backup> all = catalog.backups();
        Map<String, String> reasons = new LinkedHashMap<>();
        Instant reference = reference(all, now);
        Instant oldest = reference.minus(keep);
        for (int i = all.size() - 1; i >= 0; i--) {
            if (catalog.isThere(all.get(i))) {
                reasons.put(all.get(i).id(), "the last one that is whole");
                break;
            }
        }
        for (Backup backup : all) {
            if (!backup.created().isBefore(oldest)) {
                reasons.putIfAbsent(backup.id(), "made at " + oldest + " or later");
            }
        }
        lastOfEach(all, daily, "day", BackupRetention::date, reasons);
        lastOfEach(all, weekly, "week", BackupRetention::week, reasons);
        lastOfEach(all, monthly, "month", backup -> date(backup).withDayOfMonth(1), reasons);
        // A need of a need is a need: descriptions name all archives that they take from, not only the one before.
        for (Backup backup : all) {
            if (reasons.containsKey(backup.id())) {
                backup.needs().forEach(id -> reasons.putIfAbsent(id, backup.id() + " takes files from it"));
            }
        }
        List<PrunePlan.Item> stay = new ArrayList<>();
        List<PrunePlan.Item> go = new ArrayList<>();
        for (Backup backup : all) {
            String reason = reasons.get(backup.id());
            if (reason != null) {
                stay.add(new PrunePlan.Item(backup, reason));
            } else {
                go.add(new PrunePlan.Item(backup, "made before " + oldest));
            }
        }
        return new PrunePlan(stay, go, catalog.leftovers());
    }

    /** The earliest of the clock and the last backup but one: what both have seen pass has passed. */
    private static Instant reference(List<Backup> all, Instant now) {
        if (all.size() < 2) {
            // The only one stays anyway.
            return now;
        }
        Instant before = all.get(all.size() - 2).created();
        return before.isBefore(now) ? before : now;
    }

    private static void lastOfEach(
            List<Backup> all, int count, String name, Function<Backup, Object> period, Map<String, String> reasons) {
        Set<Object> seen = new HashSet<>();
        for (int i = all.size() - 1; i >= 0 && seen.size() <= count; i--) {
            Object key = period.apply(all.get(i));
            if (seen.add(key) && seen.size() <= count) {
                reasons.putIfAbsent(all.get(i).id(), "the last one of its " + name);
            }
        }
    }

    private static LocalDate date(Backup backup) {
        return LocalDate.ofInstant(backup.created(), ZoneOffset.UTC);
    }

    private static Object week(Backup backup) {
        LocalDate date = date(backup);
        return date.get(IsoFields.WEEK_BASED_YEAR) * 100 + date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }
}
