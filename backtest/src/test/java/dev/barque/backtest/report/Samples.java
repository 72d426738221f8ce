package dev.barque.backtest.report;

import dev.barque.backtest.ReplayResult;
import dev.barque.backtest.SyntheticReplays;
import java.time.LocalDate;
import java.util.List;

/** Reports that tests look at. */
final class Samples {
    static final ReportTitle TITLE = new ReportTitle(
            "SPY, three made-up days", "Random walks with seeds 1 to 3; not market data.", SyntheticReplays.NEW_YORK);

    private Samples() {}

    /** Three days under a threshold that nothing reaches beside one that lets trades through. */
    static List<ReportRun> twoRuns() {
        return List.of(
                ReportRun.of("PUBLISHED_V1", days("PUBLISHED_V1", 1.5))
                        .withConfidenceThreshold(0.6)
                        .withNanosPerBar(8_400),
                ReportRun.of("V1", days("V1", 0.6)).withConfidenceThreshold(0.6).withNanosPerBar(12_345));
    }

    static List<ReplayResult> days(String profile, double threshold) {
        SyntheticReplays replays = new SyntheticReplays("SPY", profile, threshold, 390);
        return List.of(
                replays.day(LocalDate.of(2025, 10, 24), 1),
                replays.day(LocalDate.of(2025, 10, 27), 2),
                replays.day(LocalDate.of(2025, 10, 28), 3));
    }
}
