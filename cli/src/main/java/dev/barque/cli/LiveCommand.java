package dev.barque.cli;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.LivePipeline;
import dev.barque.cli.internal.console.Figure;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Progress;
import dev.barque.cli.internal.console.Table;
import dev.barque.cli.internal.work.BarCosts;
import dev.barque.cli.internal.work.Days;
import dev.barque.core.decision.AgentStatus;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Trade;
import dev.barque.core.market.Bars;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.Durability;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.decisions.JsonlDecisionLog;
import dev.barque.store.l1.L1Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code barque live}. */
@Command(
        name = "live",
        description = "Plays stored bars through the live pipeline, one after the other, as if they came in now.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque live --home demo-home --symbol SPY --date 2025-10-27",
            "  barque live --home demo-home --symbol SPY --date 2025-10-24..2025-10-28 --profile PUBLISHED_V1",
            "  barque live --home demo-home --symbol SPY --date 2025-10-28 --durability sync --json",
            "",
            "Each bar is computed, stored, decided and recorded in the decision log of the home before the next one. A decision is recorded for every bar, the last one too. Times are those of single bars on this machine, those of the first ones while Java still compiles included: 390 bars are too few to judge it by. Guards know of no account here."
        })
final class LiveCommand extends Verb {
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
            names = "--durability",
            defaultValue = "OS",
            paramLabel = "os|sync",
            description =
                    "What a row survives when it is acknowledged: the death of the process (os, default), or that of"
                            + " the machine (sync).")
    @SuppressWarnings("NullAway.Init")
    private Durability durability;

    LiveCommand(Shell shell) {
        super(shell);
    }

    /** What became of a day. */
    private record Played(LocalDate date, int bars, int trades) {}

    @Override
    public Integer call() {
        L1Files bars = home.bars();
        Days days = dates.in(bars, home.path(), symbol.value(), this);
        DecisionPipeline pipeline = profile.value().pipeline();
        BarCosts costs = new BarCosts();
        List<Played> played = new ArrayList<>();
        List<AgentStatus> agents;
        try (ParquetFeatureStore store =
                        HomeOption.declared(home.path()).durability(durability).open(shell().clock());
                JsonlDecisionLog log = JsonlDecisionLog.ofHome(home.path())) {
            Bars first = bars.day(symbol.value(), days.dates().get(0));
            LivePipeline live = LivePipeline.builder(pipeline, store)
                    .log(log)
                    .history(bars)
                    .interval(first.interval())
                    .ticker(System::nanoTime)
                    .build();
            live.warmUp(List.of(symbol.value()), UtcMicros.toInstant(first.time(0)));
            for (LocalDate date : days.dates()) {
                played.add(play(live, bars.day(symbol.value(), date), date, costs));
            }
            agents = live.agentReports().agents();
        }
        profile.value().caveat().ifPresent(this::note);
        if (json.isWanted()) {
            printJson(tree(pipeline, played, costs, agents));
        } else {
            print(pipeline, played, costs, agents);
        }
        return ExitCode.OK;
    }

    private Played play(LivePipeline live, Bars day, LocalDate date, BarCosts costs) {
        int trades = 0;
        try (Progress.Task task = progress().start("Live " + profile.value() + " " + date, "bars", day.size())) {
            for (int i = 0; i < day.size(); i++) {
                costs.begin();
                Decision decision = live.onBar(
                        day.symbol(),
                        day.time(i),
                        day.open(i),
                        day.high(i),
                        day.low(i),
                        day.close(i),
                        day.volume(i),
                        day.dollarVolume(i));
                costs.end();
                trades += decision instanceof Trade ? 1 : 0;
                task.to(i + 1L);
            }
        }
        return new Played(date, day.size(), trades);
    }

    private void print(DecisionPipeline pipeline, List<Played> played, BarCosts costs, List<AgentStatus> agents) {
        print(symbol.value() + ", profile " + pipeline.profile().id() + ", feature set "
                + pipeline.profile().featureSet().id() + ", durability " + durability + ", in " + home.path());
        Table days = Table.ofNumbers("UTC date", "bars", "decisions to trade");
        played.forEach(day -> days.row(day.date(), day.bars(), day.trades()));
        print(days.text());
        print("A bar took " + micros(costs.nanosAt(0.5)) + " us (p50), " + micros(costs.nanosAt(0.99)) + " (p99), "
                + micros(costs.nanosAt(0.999)) + " (p99.9), " + micros(costs.nanosAt(1)) + " (longest); "
                + costs.bytesPerBar() + " bytes of heap.");
        Table heartbeats = Table.ofNumbers("agent", "views", "failures", "mean us", "longest us");
        for (AgentStatus agent : agents) {
            heartbeats.row(
                    agent.agent(),
                    agent.views(),
                    agent.failures(),
                    micros(agent.meanNanos()),
                    micros(agent.maxNanos()));
        }
        print(heartbeats.text());
        print("Recorded in " + home.path().resolve("decisions"));
    }

    private static String micros(long nanos) {
        return Figure.fixed(nanos / 1e3, 1);
    }

    private Map<String, @Nullable Object> tree(
            DecisionPipeline pipeline, List<Played> played, BarCosts costs, List<AgentStatus> agents) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("home", home.path().toString());
        tree.put("symbol", symbol.value().value());
        tree.put("profile", pipeline.profile().id());
        tree.put("feature_set", pipeline.profile().featureSet().id().value());
        tree.put("durability", durability.name());
        tree.put("caveat", profile.value().caveat().orElse(null));
        List<Object> days = new ArrayList<>();
        for (Played day : played) {
            Map<String, @Nullable Object> one = JsonText.object();
            one.put("date", day.date().toString());
            one.put("bars", day.bars());
            one.put("trades", day.trades());
            days.add(one);
        }
        tree.put("dates", days);
        Map<String, @Nullable Object> latency = JsonText.object();
        latency.put("p50", costs.nanosAt(0.5) / 1e3);
        latency.put("p99", costs.nanosAt(0.99) / 1e3);
        latency.put("p999", costs.nanosAt(0.999) / 1e3);
        latency.put("max", costs.nanosAt(1) / 1e3);
        tree.put("latency_us", latency);
        tree.put("bytes_per_bar", costs.bytesPerBar());
        List<Object> heartbeats = new ArrayList<>();
        for (AgentStatus agent : agents) {
            Map<String, @Nullable Object> one = JsonText.object();
            one.put("agent", agent.agent());
            one.put("connected", agent.isConnected());
            one.put("views", agent.views());
            one.put("failures", agent.failures());
            one.put("mean_us", agent.meanNanos() / 1e3);
            one.put("max_us", agent.maxNanos() / 1e3);
            heartbeats.add(one);
        }
        tree.put("agents", heartbeats);
        return tree;
    }
}
