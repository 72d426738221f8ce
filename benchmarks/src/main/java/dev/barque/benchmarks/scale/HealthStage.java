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

/** All checks that a home can answer run once. Each has to come to an answer within its deadline, and those of the store to a good one. */
final class HealthStage implements Stage {
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
        for (CheckState check : report[0].checks()) {
            life.facts.put("check " + check.id() + " ms", check.result().took().toMillis());
            boolean ofStore = check.id().startsWith("store-") || check.id().equals("latest-date");
            if (check.observed() == HealthStatus.UNKNOWN || (ofStore && check.observed() != HealthStatus.HEALTHY)) {
                throw new IllegalStateException(check.id() + " says: " + check.text());
            }
        }
        life.facts.put("checks", (long) report[0].checks().size());
        Life.same("checks of the store", count(report[0]), 2L);
    }

    private static long count(HealthReport report) {
        return List.of("store-footers", "store-digests").stream()
                .filter(id -> report.find(id).isPresent())
                .count();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "health");
        thread.setDaemon(true);
        return thread;
    }
}
