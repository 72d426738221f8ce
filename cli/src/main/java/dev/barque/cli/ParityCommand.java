package dev.barque.cli;

import dev.barque.backtest.parity.Parity;
import dev.barque.backtest.parity.ParityDifference;
import dev.barque.backtest.parity.ParityReport;
import dev.barque.backtest.parity.ParityRules;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Progress;
import dev.barque.cli.internal.console.Table;
import dev.barque.cli.internal.work.DecisionHistory;
import dev.barque.core.decision.Decision;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.decisions.DecisionReport;
import dev.barque.store.l1.L1Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code barque parity}. */
@Command(
        name = "parity",
        description = "Decides again on what live saw, and names the first record and field that differs from the log.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque parity --home demo-home --symbol SPY --date 2025-10-24..2025-10-28",
            "  barque parity --home demo-home --symbol SPY --date 2025-10-27 --profile PUBLISHED_V1",
            "  barque parity --home demo-home --symbol SPY --date 2025-10-27 --kept-features --json",
            "",
            "Bars and features are those of the home, account and readings those of the records. Features are computed again from the bars too, so that a bar that was changed since is named. Every field counts, to the last bit. Exits with 1 when there is a difference."
        })
final class ParityCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final LogOption log = new LogOption();

    @Mixin
    private final SymbolOption symbol = new SymbolOption();

    @Mixin
    private final DatesOption dates = new DatesOption();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--kept-features",
            description = "Take the kept features as they are: they were imported, or rest on other option chains.")
    private boolean keptFeatures;

    @Option(
            names = "--one-session",
            description = "Guards remember from the first date to the last, as in a process that ran through; without"
                    + " it each date begins anew, as in a backtest.")
    private boolean oneSession;

    ParityCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        L1Files bars = home.bars();
        DecisionHistory history = log.history(home);
        String id = profile.value().profile().id();
        TreeSet<LocalDate> days = new TreeSet<>(history.dates(dates.range()));
        days.addAll(dates.in(bars, home.path(), symbol.value(), this).dates());
        ParityRules rules = new ParityRules(
                oneSession ? ParityRules.Sessions.THROUGHOUT : ParityRules.Sessions.EACH_DATE,
                keptFeatures ? ParityRules.Features.AS_KEPT : ParityRules.Features.RECOMPUTED_TOO);
        int total = days.stream()
                .mapToInt(date -> bars.day(symbol.value(), date).size())
                .sum();
        List<DecisionReport.Damage> damaged = new ArrayList<>();
        ParityReport report;
        try (ParquetFeatureStore features = home.features();
                Progress.Task task = progress().start("Parity " + id, "bars", total)) {
            Parity parity = new Parity(profile.value().pipeline(), bars, features, rules);
            report = parity.compare(
                    symbol.value(), List.copyOf(days), date -> recorded(history, date, id, damaged), task::to);
        }
        if (report.records() == 0) {
            throw history.nothing(symbol.value(), dates.range(), id);
        }
        if (json.isWanted()) {
            printJson(tree(report, id, damaged));
        } else {
            print(report, id, damaged);
        }
        return report.holds() && damaged.isEmpty() ? ExitCode.OK : ExitCode.FINDING;
    }

    private List<Decision> recorded(
            DecisionHistory history, LocalDate date, String id, List<DecisionReport.Damage> damaged) {
        List<Decision> decisions = new ArrayList<>();
        damaged.addAll(history.read(symbol.value(), date, id, logged -> decisions.add(logged.decision()))
                .damaged());
        return decisions;
    }

    private void print(ParityReport report, String id, List<DecisionReport.Damage> damaged) {
        print(symbol.value() + ", " + dates.range() + ", profile " + id + ": " + report.bars() + " bars, "
                + report.records() + " records");
        if (report.holds()) {
            print("Parity holds: every record is what is decided today, to the last bit.");
        } else if (!report.differences().isEmpty()) {
            ParityDifference first = report.differences().get(0);
            print("Parity does not hold. First difference: the bar of " + first.time() + ", " + first.field()
                    + ": live has " + first.live() + ", replay has " + first.replay());
            print(report.differing() + " records differ, " + report.missing().size() + " bars have no record, "
                    + report.extra().size() + " records have no bar.");
            Table table = Table.ofTexts("bar", "first field", "live", "replay");
            for (ParityDifference each : report.differences().stream().limit(10).toList()) {
                table.row(each.time(), each.field(), each.live(), each.replay());
            }
            print(table.text());
        }
        damaged.forEach(each -> print("Damaged: " + each));
        print("SHA-256 of the log:    " + report.liveDigest());
        print("SHA-256 of the replay: " + report.replayDigest());
    }

    private Map<String, @Nullable Object> tree(ParityReport report, String id, List<DecisionReport.Damage> damaged) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("symbol", symbol.value().value());
        tree.put("profile", id);
        tree.put("first", dates.range().first().toString());
        tree.put("last", dates.range().last().toString());
        tree.put("holds", report.holds() && damaged.isEmpty());
        tree.put("bars", report.bars());
        tree.put("records", report.records());
        tree.put("differing", report.differing());
        tree.put("missing", report.missing().stream().map(Object::toString).toList());
        tree.put("extra", report.extra().stream().map(Object::toString).toList());
        List<Object> differences = new ArrayList<>();
        for (ParityDifference each : report.differences()) {
            Map<String, @Nullable Object> one = JsonText.object();
            one.put("time", each.time().toString());
            one.put("field", each.field());
            one.put("live", each.live());
            one.put("replay", each.replay());
            differences.add(one);
        }
        tree.put("differences", differences);
        tree.put("damaged", damaged.stream().map(Object::toString).toList());
        tree.put("live_sha256", report.liveDigest());
        tree.put("replay_sha256", report.replayDigest());
        return tree;
    }
}
