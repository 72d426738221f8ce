package dev.barque.cli;

import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Progress;
import dev.barque.cli.internal.console.Table;
import dev.barque.store.FileCondition;
import dev.barque.store.RepairReport;
import dev.barque.store.StoreRepair;
import dev.barque.store.StoreVerifier;
import dev.barque.store.VerifyDepth;
import dev.barque.store.VerifyFinding;
import dev.barque.store.VerifyReport;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code barque store verify}. */
@Command(
        name = "verify",
        description =
                "Looks at every file of a home, from its manifest to its last value; exits with 1 on any finding.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque store verify --home demo-home",
            "  barque store verify --home demo-home --json",
            "  barque store verify --home demo-home --depth digests",
            "  barque store verify --home demo-home --quarantine",
            "",
            "Without --quarantine nothing is changed, and a store may be open beside it. What is moved to quarantine is",
            "never deleted; reads of it are errors until it is regenerated or restored."
        })
final class StoreVerifyCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--quarantine",
            description = "Move what is damaged to HOME/quarantine, write manifests of files that prove themselves and"
                    + " delete what killed writers left. Needs that no store is open for writing.")
    private boolean quarantine;

    @Option(
            names = "--depth",
            paramLabel = "DEPTH",
            description =
                    "How closely to look: footers (sizes and ends of files, without the log), digests (every byte) or"
                            + " values, unless set.")
    private VerifyDepth depth = VerifyDepth.VALUES;

    StoreVerifyCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        VerifyReport report;
        try (Progress.Task task = progress().start("Verifying " + home.path(), "files", -1)) {
            report = StoreVerifier.of(home.path())
                    .depth(depth)
                    .listener((where, condition, done) -> task.to(done))
                    .verify();
        }
        RepairReport repaired = quarantine && !report.isClean() ? repair(report) : null;
        if (json.isWanted()) {
            printJson(tree(report, repaired));
        } else {
            print(report, repaired);
        }
        return report.isClean() ? ExitCode.OK : ExitCode.FINDING;
    }

    private RepairReport repair(VerifyReport report) {
        try (StoreRepair repair = StoreRepair.builder(home.path()).open(shell().clock())) {
            return repair.repair(report);
        }
    }

    private void print(VerifyReport report, @Nullable RepairReport repaired) {
        if (!report.findings().isEmpty()) {
            Table table = Table.ofTexts("where", "condition", "found", "expected");
            for (VerifyFinding finding : report.findings()) {
                table.row(
                        finding.where(),
                        finding.condition().name().toLowerCase(Locale.ROOT),
                        finding.found(),
                        finding.expected());
            }
            print(table.text());
        }
        if (repaired != null) {
            print(table(repaired).text());
        }
        long wrong = report.counts().entrySet().stream()
                .filter(count -> count.getKey() != FileCondition.OK)
                .mapToLong(Map.Entry::getValue)
                .sum();
        print(report.partitions() + " partitions, " + report.rows() + " feature rows, " + report.barFiles()
                + " files of bars, " + report.bytes() + " bytes: "
                + (wrong == 0 ? "all in order" : wrong + " findings"));
    }

    /** What was done about each finding. */
    static Table table(RepairReport repaired) {
        Table table = Table.ofTexts("where", "done", "detail");
        for (RepairReport.Action action : repaired.actions()) {
            table.row(action.where(), action.outcome().name().toLowerCase(Locale.ROOT), action.text());
        }
        return table;
    }

    private static Map<String, @Nullable Object> tree(VerifyReport report, @Nullable RepairReport repaired) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("verification", JsonText.parsed(report.toJson()));
        tree.put("repair", repaired == null ? null : JsonText.parsed(repaired.toJson()));
        return tree;
    }
}
