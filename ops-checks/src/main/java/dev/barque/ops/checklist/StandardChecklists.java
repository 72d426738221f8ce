package dev.barque.ops.checklist;

import dev.barque.ops.HealthGroups;
import dev.barque.ops.checklist.ChecklistItem.Look;
import dev.barque.ops.checklist.ChecklistItem.Maintain;
import dev.barque.ops.checklist.ChecklistItem.Person;
import dev.barque.ops.checklist.ChecklistItem.Work;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The checklists that come with Barque; a host adds what is its own with {@link Checklist#with}. */
public final class StandardChecklists {
    private static final Look DISKS =
            new Look("disks", "Is there room on the disks?", Set.of("disk-space", "files-can-be-made"));
    private static final Look LOSSES =
            new Look("losses", "Are the day's loss and the drawdown within bounds?", Set.of("account-losses"));
    private static final Look BACKUPS =
            new Look("backups", "Is there a recent backup that was restored as a drill?", Set.of("backup-age"));
    private static final Look BYTES =
            new Look("bytes", "Is every byte of the store what was written?", Set.of("store-digests"));
    private static final Look JOBS = new Look("jobs", "Did the jobs of the night succeed?", Set.of("job-staleness"));

    private static final Checklist MORNING = new Checklist(
            "morning",
            HealthGroups.PRE_MARKET,
            List.of(
                    new Look(
                            "store",
                            "Is the store whole and writable?",
                            Set.of("store-footers", "quarantined-files", "schema-drift", "home-writable")),
                    new Look(
                            "bars",
                            "Are the bars there, up to the last session?",
                            Set.of("bars-available", "latest-date", "symbols-present", "trading-days-present")),
                    DISKS,
                    new Look(
                            "process",
                            "Have process and machine room to work?",
                            Set.of("process-memory", "gc-pauses", "cpu-load", "clock-drift", "thread-count")),
                    new Look("errors", "How much failed or was slow?", Set.of("error-rate", "slow-operations")),
                    LOSSES,
                    JOBS,
                    new Look("providers", "Do the calls that providers allow last?", Set.of("rate-limit-budget")),
                    new Person(
                            "logs", "Errors of the night.", "Read what the application logged since the last close."),
                    new Person("sample", "Decide about recorded data.", "Run 'barque conformance': it must pass."),
                    new Person("kill-switch", "May the system trade?", "Run 'barque kill status'."),
                    new Person(
                            "broker",
                            "Broker, market data and candidates.",
                            "See that the broker is connected, buying power suffices, data arrive and today's candidates"
                                    + " are loaded.")));

    private static final Checklist EVENING = new Checklist(
            "evening",
            HealthGroups.EVENING,
            List.of(
                    new Look("bars", "Are today's bars there and plausible?", Set.of("latest-date", "bar-quality")),
                    new Look(
                            "decisions",
                            "Was the number of trades plausible?",
                            Set.of("trade-ideas", "last-trade-age")),
                    LOSSES,
                    new Look("logs", "Do logs stay within bounds?", Set.of("log-backlog", "log-file-growth")),
                    DISKS,
                    new Work(
                            "seal",
                            "Move ended dates from the log to Parquet.",
                            "Run 'barque store seal --ended us-equities'."),
                    new Person("replay", "Replay today's data.", "Run 'barque backtest' for today and each symbol."),
                    new Maintain("logs-rotate", "Rotate and pack logs.", "log-rotation"),
                    new Maintain("bars-pack", "Pack old files of bars.", "bar-recompression"),
                    new Maintain("decisions-pack", "Pack old decision logs.", "decision-archive"),
                    new Maintain("leftovers", "Remove what killed processes left.", "orphaned-temporaries"),
                    new Maintain("gaps", "Compute features that are missing.", "missing-features"),
                    new Person("logs-of-others", "Logs elsewhere.", "Rotate those that lie outside of the home."),
                    new Person(
                            "backup", "Back up.", "Run 'barque backup create', and back up the host's own databases."),
                    BACKUPS,
                    new Person(
                            "review",
                            "Profit, loss and metrics.",
                            "Read the reports of the replay and of the broker side by side.")));

    private static final Checklist WEEKLY = new Checklist(
            "weekly",
            HealthGroups.WEEKLY,
            List.of(
                    BYTES,
                    new Look("quarantine", "Is the quarantine empty?", Set.of("quarantined-files")),
                    new Look("bars", "Were the bars of the week complete and plausible?", Set.of("bar-quality")),
                    new Look("decisions", "Was the number of trades plausible?", Set.of("trade-ideas")),
                    new Look("logs", "Do logs stay within bounds?", Set.of("log-file-growth")),
                    JOBS,
                    BACKUPS,
                    new Person(
                            "full-backup",
                            "Back up in full.",
                            "Run 'barque backup create' to another machine; configuration, keys and databases are the host's."),
                    new Maintain("features-old", "Delete features behind their retention.", "feature-retention"),
                    new Maintain("backups-old", "Delete backups behind their retention.", "old-backups"),
                    new Maintain("quarantine-old", "Let go of cases that were replaced.", "quarantine-review"),
                    new Maintain("database", "Vacuum and analyse the database.", "database-upkeep"),
                    new Person(
                            "clean",
                            "Remove what else is left over.",
                            "Old containers, images and logs of the machine."),
                    new Person(
                            "machine",
                            "Updates and certificates.",
                            "Install security updates; see that certificates renew."),
                    new Person("review", "The week's performance.", "Run 'barque statistics' on the week's replay.")));

    private static final Checklist MONTHLY = new Checklist(
            "monthly",
            HealthGroups.MONTHLY,
            List.of(
                    BYTES,
                    BACKUPS,
                    new Work("drill", "Restore a backup aside and read it.", "Run 'barque drill'."),
                    new Maintain("archives", "Join the archives of past months.", "archive-compaction"),
                    new Person(
                            "review",
                            "The month's performance.",
                            "Run 'barque statistics' on the month's replay, and 'barque trials list' for how often it was tried."),
                    new Person(
                            "limits",
                            "Controls of risk.",
                            "Switch the kill switch on and off in a paper account; see that limits of loss and position hold."),
                    new Person(
                            "keys",
                            "Keys and contacts.",
                            "Rotate API keys that are due; see that those to be called are still the right ones.")));

    private StandardChecklists() {}

    /** Morning, evening, weekly and monthly. */
    public static List<Checklist> all() {
        return List.of(MORNING, EVENING, WEEKLY, MONTHLY);
    }

    /** The one of a name. */
    public static Optional<Checklist> find(String name) {
        return all().stream().filter(list -> list.name().equals(name)).findFirst();
    }
}
