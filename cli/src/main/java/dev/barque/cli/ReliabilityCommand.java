package dev.barque.cli;

import dev.barque.agents.Agent;
import dev.barque.agents.reliability.Outcome;
import dev.barque.agents.reliability.Reliability;
import dev.barque.agents.reliability.ReliabilityHistory;
import dev.barque.agents.reliability.ReliabilityRules;
import dev.barque.cli.internal.console.Figure;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Progress;
import dev.barque.cli.internal.console.Table;
import dev.barque.cli.internal.work.Days;
import dev.barque.cli.internal.work.DecisionHistory;
import dev.barque.cli.internal.work.Learning;
import dev.barque.cli.internal.work.Moment;
import dev.barque.cli.internal.work.Variant;
import dev.barque.core.market.Bars;
import dev.barque.core.time.UtcMicros;
import dev.barque.profiles.ReliabilitySettings;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.decisions.DecisionRecords;
import dev.barque.store.l1.L1Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code barque reliability}. */
@Command(
        name = "reliability",
        description = "How far each agent was right, as known at an instant, and what its word then counts.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque reliability --home demo-home --symbol SPY --date 2025-10-24..2025-10-28",
            "  barque reliability --home demo-home --symbol SPY --date 2025-10-24..2025-10-28 \\",
            "      --at 2025-10-27T15:00:00Z --json",
            "  barque reliability --home demo-home --symbol SPY --date 2025-10-27 \\",
            "      --profile docs/examples/profiles/careful.yaml",
            "  barque reliability --home demo-home --symbol SPY --date 2025-10-24..2025-10-28 --log",
            "",
            "A view is right when the price moved its way over the next bars, and that is known when the last of them is complete; what became known later than T is not counted. Views are asked for again from stored features (build them first: barque features build), or taken from a decision log with --log."
        })
final class ReliabilityCommand extends Verb {
    private static final double LOWER = 0.05;
    private static final double UPPER = 0.95;
    private static final String OF_HOME = "";

    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final SymbolOption symbol = new SymbolOption();

    @Mixin
    private final DatesOption dates = new DatesOption();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Option(
            names = "--at",
            paramLabel = "T",
            description =
                    "As known when: ISO 8601 with an offset. Default: when the last bar of the dates is complete.")
    private @Nullable String at;

    @Option(
            names = "--log",
            arity = "0..1",
            fallbackValue = OF_HOME,
            paramLabel = "DIR",
            description = "Take views as a decision log has them: that of the home, or the one in DIR.")
    private @Nullable String log;

    @Mixin
    private final JsonOption json = new JsonOption();

    ReliabilityCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        L1Files bars = home.bars();
        Days days = dates.in(bars, home.path(), symbol.value(), this);
        long when = at == null ? lastBar(bars, days) : UtcMicros.of(Moment.parse("--at", at, null));
        ReliabilitySettings settings = profile.value().settings().reliability();
        ReliabilityHistory history = ReliabilityHistory.of(settings.rules(), outcomes(bars, days));
        List<Reliability> found = new ArrayList<>();
        for (Agent agent : profile.value().profile().agents()) {
            found.add(history.at(agent.id(), when));
        }
        profile.value().caveat().ifPresent(this::note);
        if (json.isWanted()) {
            printJson(tree(days, when, settings, found));
        } else {
            print(days, when, settings, found);
        }
        return ExitCode.OK;
    }

    private List<Outcome> outcomes(L1Files bars, Days days) {
        String from = log;
        if (from != null) {
            DecisionRecords records =
                    from.equals(OF_HOME) ? DecisionRecords.ofHome(home.path()) : DecisionRecords.in(Path.of(from));
            return Learning.ofLog(
                    new DecisionHistory(records),
                    profile.value().name(),
                    profile.value(),
                    bars,
                    symbol.value(),
                    dates.range());
        }
        int total = days.dates().stream()
                .mapToInt(date -> bars.day(symbol.value(), date).size())
                .sum();
        try (ParquetFeatureStore features = home.features();
                Progress.Task task = progress().start("Outcomes " + profile.value(), "bars", total)) {
            Variant.requireFeatures(profile.value(), features, symbol.value(), days.dates());
            return Learning.outcomes(profile.value(), bars, features, symbol.value(), days.dates(), task::to);
        }
    }

    private long lastBar(L1Files bars, Days days) {
        LocalDate last = days.dates().get(days.dates().size() - 1);
        Bars ofLast = bars.day(symbol.value(), last);
        return ofLast.time(ofLast.size() - 1);
    }

    private void print(Days days, long when, ReliabilitySettings settings, List<Reliability> found) {
        ReliabilityRules rules = settings.rules();
        print(symbol.value() + ", " + days.dates().get(0) + " to "
                + days.dates().get(days.dates().size() - 1) + ", profile " + profile.value() + ", as known at "
                + UtcMicros.toInstant(when));
        Table table = Table.ofNumbers(
                "agent",
                "outcomes",
                "wins",
                "share won",
                "faded wins",
                "faded losses",
                "estimate",
                "weight",
                "90 % interval");
        for (Reliability one : found) {
            table.row(
                    one.agent(),
                    one.outcomes(),
                    one.wins(),
                    Figure.percent((double) one.wins() / one.outcomes()),
                    Figure.fixed(one.fadedWins(), 1),
                    Figure.fixed(one.fadedLosses(), 1),
                    Figure.percent(one.share()),
                    Figure.fixed(one.weight(), 3),
                    Figure.fixed(one.weightQuantile(LOWER), 3) + ".." + Figure.fixed(one.weightQuantile(UPPER), 3));
        }
        print(table.text());
        print("A view is judged by the close " + settings.horizonBars() + " bars later and counts 1/"
                + settings.horizonBars() + ", half of that after "
                + Figure.fixed(rules.halfLife().toMillis() / 86_400_000.0, 1)
                + " days. Believed before: " + Figure.fixed(rules.priorWins(), 1) + " wins, "
                + Figure.fixed(rules.priorLosses(), 1) + " losses.");
        if (settings.mode() == ReliabilitySettings.Mode.FIXED) {
            print(profile.value() + " does not use these weights: its reliability.mode is fixed.");
        }
    }

    private Map<String, @Nullable Object> tree(
            Days days, long when, ReliabilitySettings settings, List<Reliability> found) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("symbol", symbol.value().value());
        tree.put("profile", profile.value().name());
        tree.put("caveat", profile.value().caveat().orElse(null));
        tree.put("dates", days.dates().stream().map(LocalDate::toString).toList());
        tree.put("known_at", UtcMicros.toInstant(when).toString());
        tree.put("views", log == null ? "features" : "log");
        tree.put("used", settings.mode() == ReliabilitySettings.Mode.LEARNED);
        tree.put("horizon_bars", settings.horizonBars());
        tree.put("half_life_seconds", settings.rules().halfLife().toSeconds());
        List<Object> agents = new ArrayList<>();
        for (Reliability one : found) {
            Map<String, @Nullable Object> agent = JsonText.object();
            agent.put("agent", one.agent());
            agent.put("outcomes", one.outcomes());
            agent.put("wins", one.wins());
            agent.put("faded_wins", JsonText.number(one.fadedWins()));
            agent.put("faded_losses", JsonText.number(one.fadedLosses()));
            agent.put("estimate", JsonText.number(one.share()));
            agent.put("weight", JsonText.number(one.weight()));
            agent.put("weight_lower", JsonText.number(one.weightQuantile(LOWER)));
            agent.put("weight_upper", JsonText.number(one.weightQuantile(UPPER)));
            agents.add(agent);
        }
        tree.put("agents", agents);
        return tree;
    }
}
