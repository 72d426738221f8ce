package dev.barque.cli.internal.work;

import dev.barque.agents.BarStretch;
import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.FeatureHistory;
import dev.barque.backtest.Replay;
import dev.barque.backtest.ReplayResult;
import dev.barque.cli.internal.console.Progress;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.decisions.JsonlDecisionLog;
import dev.barque.store.ingest.Ingest;
import dev.barque.store.ingest.IngestReport;
import dev.barque.store.l1.L1Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The stations of the demonstration, each in the way in which the other verbs go it. */
public final class DemoRun {
    private final Path home;
    private final Progress progress;
    private long logged;

    /** In a home. */
    public DemoRun(Path home, Progress progress) {
        this.home = home;
        this.progress = progress;
    }

    /**
     * How one profile fared.
     *
     * @param variant which
     * @param results one for each day
     * @param featureNanos mean time for the features of a bar
     * @param replayNanos mean time of a bar of the replay: features read as of its instant, views, decision, execution
     */
    public record Outcome(Variant variant, List<ReplayResult> results, double featureNanos, double replayNanos) {
        /** Copies the list. */
        public Outcome {
            results = List.copyOf(results);
        }
    }

    /** Takes the packaged files in. */
    public List<IngestReport> ingest() {
        List<IngestReport> reports = new ArrayList<>();
        List<Path> files = DemoData.copyTo(home.resolve("demo"));
        try (Progress.Task task = progress.start("Ingest", "files", files.size())) {
            for (Path file : files) {
                reports.add(Ingest.into(home)
                        .stamps(DemoData.STAMPS)
                        .source("yahoo-finance")
                        .build()
                        .file(file));
                task.to(reports.size());
            }
        }
        return reports;
    }

    /** Computes and keeps the features of a profile. */
    public void features(ProfileChoice choice, ParquetFeatureStore store) {
        BarSource bars = L1Files.ofHome(home).build();
        FeatureHistory history = new FeatureHistory(choice.pipeline(), bars);
        int total = DemoData.DATES.stream()
                .mapToInt(date -> bars.day(DemoData.SYMBOL, date).size())
                .sum();
        try (Progress.Task task = progress.start("Features " + choice, "bars", total)) {
            int before = 0;
            for (LocalDate date : DemoData.DATES) {
                int earlier = before;
                List<FeatureRow> made = history.rows(DemoData.SYMBOL, date, done -> task.to(earlier + done));
                store.append(made);
                before += bars.day(DemoData.SYMBOL, date).size();
            }
            task.to(total);
        }
    }

    /** Replays the days under a profile, logs each bar's decision, and measures it. */
    public Outcome replay(ProfileChoice choice, ParquetFeatureStore store) {
        BarSource source = L1Files.ofHome(home).build();
        Variant variant = Variant.of(choice);
        List<Bars> days = DemoData.DATES.stream()
                .map(date -> source.day(DemoData.SYMBOL, date))
                .toList();
        int total = days.stream().mapToInt(Bars::size).sum();
        List<ReplayResult> results;
        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(home);
                Progress.Task task = progress.start("Replay " + choice, "bars", total)) {
            results = variant.replay(source, store, DemoData.SYMBOL, DemoData.DATES, log, task::to);
            logged += log.written();
        }
        try (Progress.Task task = progress.start("Measure " + choice, "parts", 2)) {
            Replay replay = new Replay(choice.pipeline(), choice.replayRules());
            double replayNanos = Stopwatch.nanosPerBar(total, () -> days.forEach(day -> replay.run(day, store)));
            task.to(1);
            double featureNanos = featureNanos(choice, source);
            task.to(2);
            return new Outcome(variant, results, featureNanos, replayNanos);
        }
    }

    private static double featureNanos(ProfileChoice choice, BarSource source) {
        DecisionPipeline pipeline = choice.pipeline();
        List<BarStretch> stretches = DemoData.DATES.stream()
                .map(date -> BarStretch.of(source, DemoData.SYMBOL, date, pipeline.profile()))
                .toList();
        int computed = stretches.stream()
                .mapToInt(s -> s.bars().size() - FeatureHistory.firstWithFeatures(s, pipeline.profile()))
                .sum();
        return Stopwatch.nanosPerBar(computed, () -> {
            for (BarStretch stretch : stretches) {
                int first = FeatureHistory.firstWithFeatures(stretch, pipeline.profile());
                for (int i = first; i < stretch.bars().size(); i++) {
                    pipeline.features(stretch.bars(), i);
                }
            }
        });
    }

    /** How many decisions were logged; those that the home has already are passed over. */
    public long logged() {
        return logged;
    }
}
