package dev.barque.benchmarks.scale;

import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.market.BarSource;
import dev.barque.ops.CheckContext;
import dev.barque.ops.CheckState;
import dev.barque.ops.HealthChecks;
import dev.barque.ops.HealthReport;
import dev.barque.ops.HealthRunner;
import dev.barque.ops.HealthStatus;
import dev.barque.ops.checks.data.DataHome;
import dev.barque.store.l1.L1Files;
import java.util.List;

/**
 * All checks that a home can answer run once. Those of the store have to find it whole. How many others did not come to an answer within
 * their deadlines, which a busy machine may keep them from, is counted.
 */
final class HealthStage implements Stage {
    static final String UNANSWERED = "checks without an answer";

    @Override
    public String name() {
        return "health";
    }

    @Override
    public void run(Life life) {
        CheckContext context = CheckContext.builder(life.after(life.size.days() - 1))
                .with(DataHome.class, DataHome.of(life.home()))
                .with(BarSource.class, L1Files.ofHome(life.home()).build())
                .with(TradingCalendar.class, Market.calendar())
                .with(FeatureSet.class, Features.SET)
                .build();
        HealthChecks checks =
                HealthChecks.discover(HealthStage.class.getClassLoader()).answerableIn(context);
        HealthReport[] report = new HealthReport[1];
        try (HealthRunner runner =
                HealthRunner.builder(checks, context, HealthStage::thread).build()) {
            life.meter.time("health", () -> {
                report[0] = runner.run();
                return life.fact("rows");
            });
        }
        long unanswered = 0;
        for (CheckState check : report[0].checks()) {
            life.facts.put("check " + check.id() + " ms", check.result().took().toMillis());
            unanswered += check.observed() == HealthStatus.UNKNOWN ? 1 : 0;
        }
        life.facts.put("checks", (long) report[0].checks().size());
        life.facts.put(UNANSWERED, unanswered);
        for (String id : List.of("store-footers", "store-digests")) {
            CheckState check = report[0].find(id).orElseThrow(() -> new IllegalStateException(id + " was not run"));
            Life.same(id + ", which says: " + check.text(), check.observed(), HealthStatus.HEALTHY);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "health");
        thread.setDaemon(true);
        return thread;
    }
}
