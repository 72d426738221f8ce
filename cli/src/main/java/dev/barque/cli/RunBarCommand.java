package dev.barque.cli;

import dev.barque.agents.BarStretch;
import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.MarketContext;
import dev.barque.agents.reliability.ReliabilitySource;
import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.console.Figure;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Table;
import dev.barque.cli.internal.work.Learning;
import dev.barque.cli.internal.work.Moment;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Trade;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Bars;
import dev.barque.core.time.UtcMicros;
import dev.barque.profiles.ReliabilitySettings;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.decisions.DecisionJson;
import dev.barque.store.decisions.JsonlDecisionLog;
import dev.barque.store.l1.L1Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code barque run-bar}. */
@Command(
        name = "run-bar",
        description = "Takes one bar the whole way: features, the agents' views, the explained decision.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque run-bar --home demo-home --symbol SPY --at 2025-10-27T15:00:00Z",
            "  barque run-bar --home demo-home --symbol SPY --at 2025-10-27T11:00 --zone America/New_York --json",
            "  barque run-bar --home demo-home --symbol SPY --at 2025-10-27T15:00:00Z \\",
            "      --profile PUBLISHED_V1",
            "",
            "Features are computed afresh from the bars of the home, not read from its store; a profile whose weights are learned learns from the features that are kept there. The bar is the last one that was complete at T, on the UTC date of T. Prices are in the currency of the quote."
        })
final class RunBarCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final SymbolOption symbol = new SymbolOption();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--at",
            required = true,
            paramLabel = "T",
            description = "When: ISO 8601, with an offset or with --zone. A bar's time is when it became complete.")
    @SuppressWarnings("NullAway.Init")
    private String at;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Zone of a time without an offset.")
    private @Nullable ZoneId zone;

    @Option(
            names = "--log",
            description =
                    "Write the decision to the decision log of the home. A bar has one record: another decision for it"
                            + " is an error.")
    private boolean log;

    RunBarCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        Instant when = Moment.parse("--at", at, zone);
        L1Files source = home.bars();
        BarStretch stretch = BarStretch.of(
                source,
                symbol.value(),
                UtcMicros.utcDate(UtcMicros.of(when)),
                profile.value().profile());
        Bars bars = stretch.bars();
        int i = bars.indexAtOrBefore(UtcMicros.of(when));
        if (i < stretch.first()) {
            throw noBar(source, when);
        }
        DecisionPipeline pipeline = profile.value().pipeline(home.path(), learned(source, when));
        MarketContext market = pipeline.contextAt(bars, i);
        int warmUp = pipeline.profile().warmUpBars();
        Optional<FeatureRow> row = i < warmUp ? Optional.empty() : Optional.of(pipeline.features(bars, i));
        Decision decision = row.map(r -> pipeline.decide(r, market))
                .orElseGet(() -> pipeline.withoutFeatures(
                        market, i + " bars lie before this one and " + warmUp + " are needed for features"));
        if (log) {
            try (JsonlDecisionLog decisions = JsonlDecisionLog.ofHome(home.path())) {
                decisions.append(decision);
            }
        }
        profile.value().caveat().ifPresent(this::note);
        if (json.isWanted()) {
            printJson(tree(bars, i, row, decision));
        } else {
            print(bars, i, row, decision);
        }
        return ExitCode.OK;
    }

    /** What a profile that learns has learned from the features of the home. */
    private ReliabilitySource learned(L1Files source, Instant when) {
        if (profile.value().settings().reliability().mode() == ReliabilitySettings.Mode.FIXED) {
            return ReliabilitySource.fixed(Map.of());
        }
        try (ParquetFeatureStore features = home.features()) {
            return Learning.upTo(
                    UtcMicros.utcDate(UtcMicros.of(when)), profile.value(), source, features, symbol.value());
        }
    }

    private RuntimeException noBar(L1Files source, Instant when) {
        if (source.dates().isEmpty()) {
            return CliErrors.emptyHome(home.path());
        }
        Duration reach = Duration.ofDays(366);
        Bars before = source.bars(symbol.value(), when.minus(reach), when);
        Bars after = source.bars(symbol.value(), when, when.plus(reach));
        return CliErrors.noBarAt(
                home.path(),
                symbol.value(),
                when,
                before.isEmpty() ? Optional.empty() : Optional.of(UtcMicros.toInstant(before.time(before.size() - 1))),
                after.isEmpty() ? Optional.empty() : Optional.of(UtcMicros.toInstant(after.time(0))));
    }

    private void print(Bars bars, int i, Optional<FeatureRow> row, Decision decision) {
        print(symbol.value() + ", bar complete at " + decision.time() + ", last price "
                + Figure.fixed(bars.close(i), 4) + ", profile "
                + decision.grounds().profile());
        row.ifPresent(r -> print(RowText.table(r)));
        if (!decision.views().isEmpty()) {
            Table views = Table.ofTexts("agent", "bias", "confidence", "thesis", "evidence");
            for (AgentView view : decision.views()) {
                views.row(
                        view.agent(),
                        Figure.signed(view.bias(), 2),
                        Figure.fixed(view.confidence(), 3),
                        view.thesis(),
                        view.evidence().text());
            }
            print(views.text());
            print("Votes: " + Figure.fixed(decision.scores().up(), 3) + " up, "
                    + Figure.fixed(decision.scores().down(), 3) + " down");
        }
        print(sentence(decision));
    }

    private static String sentence(Decision decision) {
        if (decision instanceof Trade trade) {
            return "Decision: trade " + trade.explanation() + "; size " + Figure.fixed(trade.size(), 3)
                    + " units, confidence " + Figure.fixed(trade.confidence(), 3) + ", time stop after "
                    + trade.timeStopBars() + " bars, stop price "
                    + (trade.hasStopLoss() ? Figure.fixed(trade.stopLoss(), 4) : "none");
        }
        return "Decision: no trade, " + ((NoTrade) decision).explanation();
    }

    private Map<String, @Nullable Object> tree(Bars bars, int i, Optional<FeatureRow> row, Decision decision) {
        Map<String, @Nullable Object> bar = JsonText.object();
        bar.put("time", decision.time().toString());
        bar.put("price", JsonText.number(bars.close(i)));
        bar.put("volume", JsonText.number(bars.volume(i)));
        bar.put("dollar_volume", JsonText.number(bars.dollarVolume(i)));
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("symbol", symbol.value().value());
        tree.put("profile", decision.grounds().profile());
        tree.put("caveat", profile.value().caveat().orElse(null));
        tree.put("bar", bar);
        tree.put("features", row.map(RowText::features).orElse(null));
        tree.put("decision", JsonText.parsed(DecisionJson.of(decision)));
        tree.put("logged", log);
        return tree;
    }
}
