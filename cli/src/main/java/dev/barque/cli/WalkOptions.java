package dev.barque.cli;

import dev.barque.backtest.sweep.WalkForward;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How days are cut into training and test. */
final class WalkOptions {
    @Option(
            names = "--walk-forward",
            paramLabel = "KIND",
            description = "anchored or rolling: choose on training days, judge by the days behind them.")
    private WalkForward.@Nullable Kind kind;

    @Option(names = "--train", paramLabel = "DAYS", defaultValue = "60", description = "Days of training. Default: 60.")
    private int train;

    @Option(names = "--test", paramLabel = "DAYS", defaultValue = "20", description = "Days of each test. Default: 20.")
    private int test;

    @Option(
            names = "--purge",
            paramLabel = "DAYS",
            defaultValue = "0",
            description = "Last days of training that are left out. Default: 0.")
    private int purge;

    @Option(
            names = "--purge-bars",
            paramLabel = "BARS",
            defaultValue = "0",
            description = "Bars before them that are left out, too: as many as positions last. Default: 0.")
    private int purgeBars;

    @Option(
            names = "--embargo",
            paramLabel = "DAYS",
            defaultValue = "0",
            description = "Days behind an earlier test that later training leaves out. Default: 0.")
    private int embargo;

    @Option(
            names = "--embargo-bars",
            paramLabel = "BARS",
            defaultValue = "0",
            description = "Bars behind them that are left out, too. Default: 0.")
    private int embargoBars;

    /** The walk; null where none is wanted. */
    @Nullable
    WalkForward walk() {
        return kind == null ? null : new WalkForward(kind, train, test, purge, embargo, purgeBars, embargoBars);
    }
}
