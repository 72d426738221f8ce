package dev.barque.cli;

import dev.barque.cli.conformance.Conformance;
import dev.barque.cli.conformance.ConformanceReport;
import dev.barque.cli.conformance.FileResult;
import dev.barque.cli.conformance.Outcome;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Progress;
import dev.barque.cli.internal.console.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code barque conformance}. */
@Command(
        name = "conformance",
        description = "Holds the profile PUBLISHED_V1 against recorded inputs and outputs of the published system.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque conformance cli/src/test/resources/golden",
            "  barque conformance --verbose cli/src/test/resources/golden",
            "  barque conformance --json cli/src/test/resources/golden",
            "",
            "Passed: as recorded, within 1e-9 of its size. Mended: the published system raises or drops rows because of a documented fault, and Barque answers. Excluded: the recording says that it must not be compared."
        })
final class ConformanceCommand extends Verb {
    private static final int SHOWN = 110;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Parameters(paramLabel = "DIR", description = "The folder with the case files; those that it has are run.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(names = "--verbose", description = "List every case that is mended, excluded or failed, with the rule.")
    private boolean verbose;

    ConformanceCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        ConformanceReport report = run();
        if (json.isWanted()) {
            printJson(tree(report));
        } else {
            print(table(report));
            if (verbose) {
                list(report);
            }
            print((report.isConforming() ? "Conforming: " : "NOT conforming: ")
                    + report.count(Outcome.Kind.PASSED) + " passed, " + report.count(Outcome.Kind.MENDED)
                    + " mended, " + report.count(Outcome.Kind.EXCLUDED) + " excluded, "
                    + report.count(Outcome.Kind.FAILED) + " failed, in "
                    + report.files().size() + " files");
        }
        return report.isConforming() ? ExitCode.OK : ExitCode.FINDING;
    }

    private ConformanceReport run() {
        AtomicInteger cases = new AtomicInteger();
        boolean bars = shell().terminal() != null;
        try (Progress.Task task = progress().start("Conformance", "cases", -1)) {
            return Conformance.run(folder, file -> {
                task.to(cases.addAndGet(file.outcomes().size()));
                if (!bars) {
                    note(file.file() + ": " + file.outcomes().size() + " cases, " + file.count(Outcome.Kind.FAILED)
                            + " failed");
                }
            });
        }
    }

    private static String table(ConformanceReport report) {
        Table table = Table.ofNumbers("file", "passed", "mended", "excluded", "failed", "first difference")
                .endingInText();
        for (FileResult file : report.files()) {
            table.row(
                    file.file(),
                    file.count(Outcome.Kind.PASSED),
                    file.count(Outcome.Kind.MENDED),
                    file.count(Outcome.Kind.EXCLUDED),
                    file.count(Outcome.Kind.FAILED),
                    file.firstFailure()
                            .map(f -> shortened(f.id() + ": " + f.detail()))
                            .orElse(""));
        }
        table.row(
                "all " + report.files().size() + " files",
                report.count(Outcome.Kind.PASSED),
                report.count(Outcome.Kind.MENDED),
                report.count(Outcome.Kind.EXCLUDED),
                report.count(Outcome.Kind.FAILED),
                "");
        return table.text();
    }

    private void list(ConformanceReport report) {
        for (FileResult file : report.files()) {
            for (Outcome outcome : file.outcomes()) {
                if (outcome.kind() != Outcome.Kind.PASSED) {
                    print(name(outcome.kind()) + " " + file.file() + " " + outcome.id() + ": " + outcome.detail());
                }
            }
        }
    }

    private Map<String, @Nullable Object> tree(ConformanceReport report) {
        List<Object> files = new ArrayList<>();
        for (FileResult file : report.files()) {
            Map<String, @Nullable Object> one = JsonText.object();
            one.put("file", file.file());
            counts(one, file.outcomes());
            List<Object> listed = new ArrayList<>();
            for (Outcome outcome : file.outcomes()) {
                if (outcome.kind() == Outcome.Kind.FAILED || (verbose && outcome.kind() != Outcome.Kind.PASSED)) {
                    Map<String, @Nullable Object> entry = JsonText.object();
                    entry.put("id", outcome.id());
                    entry.put("outcome", name(outcome.kind()));
                    entry.put("detail", outcome.detail());
                    listed.add(entry);
                }
            }
            one.put("cases", listed);
            files.add(one);
        }
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("folder", folder.toString());
        tree.put("conforming", report.isConforming());
        counts(tree, report.files().stream().flatMap(f -> f.outcomes().stream()).toList());
        tree.put("files", files);
        return tree;
    }

    private static void counts(Map<String, @Nullable Object> into, List<Outcome> outcomes) {
        for (Outcome.Kind kind : Outcome.Kind.values()) {
            into.put(name(kind), outcomes.stream().filter(o -> o.kind() == kind).count());
        }
    }

    private static String name(Outcome.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
