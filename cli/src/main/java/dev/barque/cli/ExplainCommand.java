package dev.barque.cli;

import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.work.DecisionHistory;
import dev.barque.cli.internal.work.Moment;
import dev.barque.store.decisions.DecisionJson;
import dev.barque.store.decisions.LoggedDecision;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code barque explain}. */
@Command(
        name = "explain",
        description = "Shows what was decided on a bar and why, out of the decision log.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque explain --home demo-home --symbol SPY --at 2025-10-27T15:00:00Z",
            "  barque explain --home demo-home --symbol SPY --at 2025-10-27T11:00 \\",
            "      --zone America/New_York --profile V1",
            "  barque explain --home demo-home --symbol SPY --at 2025-10-27T15:00:00Z --json",
            "",
            "The bar is the last one with a record at T, on the UTC date of T. Without --profile the records of all profiles for that bar are shown. Nothing is computed again: see barque parity for that."
        })
final class ExplainCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final LogOption log = new LogOption();

    @Mixin
    private final SymbolOption symbol = new SymbolOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--at",
            required = true,
            paramLabel = "T",
            description = "When: ISO 8601, with an offset or with --zone. A bar's time is when it became complete.")
    @SuppressWarnings("NullAway.Init")
    private String at;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Zone of a time without an offset; the bar's time is shown in it too.")
    private @Nullable ZoneId zone;

    @Option(names = "--profile", paramLabel = "NAME", description = "Only decisions by these rules.")
    private @Nullable String profile;

    ExplainCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        DecisionHistory.AtBar bar = log.history(home).at(symbol.value(), Moment.parse("--at", at, zone), profile);
        LogOption.noteDamage(bar.report(), this);
        if (json.isWanted()) {
            List<Object> records = new ArrayList<>();
            bar.found().forEach(logged -> records.add(tree(logged)));
            Map<String, @Nullable Object> tree = JsonText.object();
            tree.put("records", records);
            printJson(tree);
        } else {
            for (LoggedDecision logged : bar.found()) {
                new DecisionText(logged.decision(), zone).lines().forEach(this::print);
                print("Record:   number " + logged.number() + " of its date, " + logged.file() + ", line "
                        + logged.line());
                print("");
            }
        }
        return ExitCode.OK;
    }

    private static Object tree(LoggedDecision logged) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("file", logged.file().toString());
        tree.put("line", logged.line());
        tree.put("number", logged.number());
        tree.put("decision", JsonText.parsed(DecisionJson.of(logged.decision())));
        return tree;
    }
}
