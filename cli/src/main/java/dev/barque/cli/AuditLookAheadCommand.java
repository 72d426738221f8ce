package dev.barque.cli;

import dev.barque.backtest.audit.AuditData;
import dev.barque.backtest.audit.AuditInput;
import dev.barque.backtest.audit.AuditedSystem;
import dev.barque.backtest.audit.LookAhead;
import dev.barque.backtest.audit.LookAheadAudit;
import dev.barque.backtest.audit.LookAheadReport;
import dev.barque.backtest.audit.ReplayedPipeline;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Progress;
import dev.barque.cli.internal.console.Table;
import dev.barque.cli.internal.work.Days;
import dev.barque.cli.internal.work.Learning;
import dev.barque.cli.internal.work.ProfileChoice;
import dev.barque.cli.internal.work.Variant;
import dev.barque.profiles.ReliabilitySettings;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.l1.L1Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code barque audit look-ahead}. */
@Command(
        name = "look-ahead",
        description =
                "Changes what came after sampled instants and requires features, decisions and equity up to them to stay.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque audit look-ahead --home demo-home --symbol SPY --date 2025-10-24..2025-10-28",
            "  barque audit look-ahead --home demo-home --symbol SPY --date 2025-10-27 --samples 3 --json",
            "  barque audit look-ahead --home demo-home --symbol SPY --date 2025-10-27 --kept-features \\",
            "      --profile docs/examples/profiles/careful.yaml",
            "",
            "What comes after an instant is cut off, gets other values, another order, later times, and additions; each run loads plug-ins anew. The first difference of each kind is named with the change and the input that show it. Exits with 1 when something knows the future. PUBLISHED_V1 does, and is known for it."
        })
final class AuditLookAheadCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final SymbolOption symbol = new SymbolOption();

    @Mixin
    private final DatesOption dates = new DatesOption();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "6",
            description = "How many instants to look at, spread over the dates; 6 unless given. Each takes 7 replays.")
    private int samples;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Chooses the instants and the changes; 1 unless given.")
    private long seed;

    @Option(
            names = "--kept-features",
            description = "Decide on the features that the home keeps, with their revisions, in place of computing them"
                    + " from the bars: for features that were imported. Who computed them is not audited then.")
    private boolean keptFeatures;

    AuditLookAheadCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        if (samples < 1) {
            throw new ParameterException(spec().commandLine(), "--samples must be at least 1 but was " + samples);
        }
        ProfileChoice choice = profile.value();
        L1Files bars = home.bars();
        Days days = dates.in(bars, home.path(), symbol.value(), this);
        LookAheadReport report;
        try (ParquetFeatureStore features = home.features()) {
            if (keptFeatures) {
                Variant.requireFeatures(choice, features, symbol.value(), days.dates());
            }
            LookAheadAudit audit = LookAheadAudit.of(() -> system(choice, learnedFrom(choice, days, bars, features)))
                    .samples(samples)
                    .seed(seed);
            AuditData data = AuditData.of(List.of(symbol.value()), days.dates(), bars)
                    .withRows(features)
                    .withChains(ProfileChoice.chains(home.path()));
            try (Progress.Task task = progress().start("Look-ahead audit " + choice.name(), "steps", audit.steps())) {
                report = audit.run(data, task::to);
            }
        }
        if (json.isWanted()) {
            printJson(tree(report));
        } else {
            print(report);
        }
        return report.isClean() ? ExitCode.OK : ExitCode.FINDING;
    }

    private AuditedSystem system(ProfileChoice choice, List<LocalDate> learned) {
        return new ReplayedPipeline(
                data -> choice.pipelineAnew(
                        data.chains(), Learning.from(learned, choice, data.bars(), data.rows(), symbol.value())),
                choice.replayRules(),
                keptFeatures ? ReplayedPipeline.Features.AS_KEPT : ReplayedPipeline.Features.COMPUTED,
                dates.calendar());
    }

    private List<LocalDate> learnedFrom(ProfileChoice choice, Days days, L1Files bars, ParquetFeatureStore features) {
        return choice.settings().reliability().mode() == ReliabilitySettings.Mode.FIXED
                ? List.of()
                : Learning.dates(days.dates().get(days.dates().size() - 1), choice, bars, features, symbol.value());
    }

    private void print(LookAheadReport report) {
        print(symbol.value() + ", " + dates.range() + ", profile "
                + profile.value().name() + ": "
                + report.instants().size() + " instants, " + report.runs() + " runs of " + report.pieces()
                + (keptFeatures ? " decisions and marks" : " features, decisions and marks"));
        if (report.isClean()) {
            print("Nothing that was computed knows what came later.");
        } else {
            print("Something knows the future. First difference: "
                    + report.findings().get(0).text() + ".");
            Table table = Table.ofTexts("what", "at", "field", "was", "became", "shown by", "of");
            for (LookAhead finding : report.findings()) {
                table.row(
                        finding.channel().text(),
                        finding.time(),
                        finding.field(),
                        shortened(finding.was()),
                        shortened(finding.became()),
                        finding.how().text(),
                        finding.inputs().stream().map(AuditInput::text).collect(Collectors.joining(", ")));
            }
            print(table.text());
        }
        print("What no such audit sees:");
        LookAheadReport.BLIND_TO.forEach(each -> print("  " + each));
    }

    private static String shortened(String value) {
        return value.length() > 40 ? value.substring(0, 37) + "..." : value;
    }

    private Map<String, @Nullable Object> tree(LookAheadReport report) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("symbol", symbol.value().value());
        tree.put("profile", profile.value().name());
        tree.put("first", dates.range().first().toString());
        tree.put("last", dates.range().last().toString());
        tree.put("clean", report.isClean());
        tree.put("seed", seed);
        tree.put("instants", report.instants().stream().map(Instant::toString).toList());
        tree.put("runs", report.runs());
        tree.put("pieces", report.pieces());
        List<Object> findings = new ArrayList<>();
        for (LookAhead finding : report.findings()) {
            Map<String, @Nullable Object> one = JsonText.object();
            one.put("after", finding.after().toString());
            one.put("time", finding.time().toString());
            one.put("what", finding.channel().text());
            one.put("field", finding.field());
            one.put("was", finding.was());
            one.put("became", finding.became());
            one.put("shown_by", finding.how().text());
            one.put("inputs", finding.inputs().stream().map(AuditInput::text).toList());
            findings.add(one);
        }
        tree.put("findings", findings);
        tree.put("blind_to", LookAheadReport.BLIND_TO);
        return tree;
    }
}
