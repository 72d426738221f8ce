package dev.barque.cli;

import dev.barque.cli.internal.console.JsonText;
import dev.barque.core.trial.TrialEntry;
import dev.barque.core.trial.TrialHistory;
import dev.barque.store.trials.JsonlTrialLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code barque trials check}. */
@Command(
        name = "check",
        description = "Says whether the trial ledger is whole: nothing altered, taken out, cut off or put in.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque trials check --home demo-home",
            "  barque trials check --home demo-home --json",
            "",
            "A ledger that was put back from an old copy or written anew shows nothing by itself: --seal N:SEAL, kept with a report, notices that too. The first 16 digits of a seal are enough. Exits with 1 when anything is found."
        })
final class TrialsCheckCommand extends Verb {
    private static final Pattern SEAL = Pattern.compile("(\\d{1,18}):([0-9a-f]{16,64})");

    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(
            names = "--seal",
            paramLabel = "N:SEAL",
            description = "A trial and its seal that somebody kept; may be given several times.")
    private List<String> seals = new ArrayList<>();

    @Mixin
    private final JsonOption json = new JsonOption();

    TrialsCheckCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        TrialHistory history = JsonlTrialLedger.ofHome(home.path()).history();
        List<String> findings = new ArrayList<>(history.findings());
        seals.forEach(seal -> against(history, seal).ifPresent(findings::add));
        if (json.isWanted()) {
            Map<String, @Nullable Object> tree = JsonText.object();
            tree.put("whole", findings.isEmpty());
            tree.put("findings", findings);
            tree.put("entered", history.counted());
            tree.put("missing", history.missing());
            tree.put("seals_checked", seals.size());
            printJson(tree);
        } else if (findings.isEmpty()) {
            print("The trial ledger of " + home.path() + " is whole: " + history.counted() + " trials"
                    + (seals.isEmpty() ? "." : ", and the seals that were kept are in it."));
        } else {
            print("The trial ledger of " + home.path() + " is not whole: " + history.counted()
                    + " trials were entered, " + history.missing() + " are missing.");
            findings.forEach(finding -> print("  " + finding + "."));
            print("Missing trials go on being counted. To have them back, restore trials/trials.jsonl from a backup.");
        }
        return findings.isEmpty() ? ExitCode.OK : ExitCode.FINDING;
    }

    private Optional<String> against(TrialHistory history, String text) {
        Matcher parts = SEAL.matcher(text);
        if (!parts.matches()) {
            throw new ParameterException(
                    spec().commandLine(),
                    "--seal is '" + text
                            + "'; expected the number of a trial, a colon and 16 to 64 digits of its seal");
        }
        long number = Long.parseLong(parts.group(1));
        Optional<TrialEntry> entry = history.entry(number);
        if (entry.isPresent() && entry.get().seal().startsWith(parts.group(2))) {
            return Optional.empty();
        }
        return Optional.of("Trial " + number + " was sealed " + parts.group(2)
                + entry.map(e -> " when it was kept, and is sealed " + e.seal().substring(0, 16) + " now")
                        .orElse(" when it was kept, and is not there now"));
    }
}
