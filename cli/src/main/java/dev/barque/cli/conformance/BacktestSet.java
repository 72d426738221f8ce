package dev.barque.cli.conformance;

import java.nio.file.Path;

/** A set of recorded days: where its bars and its features are. */
enum BacktestSet {
    COMMITTED("committed", "l1", "features", "v0.1.0"),
    GENERATED("generated", "l1", "features_generated", "v0.1.0"),
    SCENARIO_A("scn_a", "l1", "features_scenario", "scn_a"),
    SCENARIO_B("scn_b", "l1", "features_scenario", "scn_b"),
    SCENARIO_C("scn_c", "l1_scenario", "features_scenario", "scn_c");

    private final String folder;
    private final String bars;
    private final String features;
    private final String featureSet;

    BacktestSet(String folder, String bars, String features, String featureSet) {
        this.folder = folder;
        this.bars = bars;
        this.features = features;
        this.featureSet = featureSet;
    }

    Path folderIn(Path root) {
        return root.resolve("backtest").resolve(folder);
    }

    PublishedDay day(Path root, String symbol, String date) {
        return new PublishedDay(root.resolve(bars), root.resolve(features), symbol, date, featureSet);
    }
}
