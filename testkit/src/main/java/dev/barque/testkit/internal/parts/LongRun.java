package dev.barque.testkit.internal.parts;

import dev.barque.agents.GuardContext;
import dev.barque.agents.MarketContext;
import dev.barque.agents.TradeGuard;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.time.UtcMicros;

/** A script again and again, each time later. */
public final class LongRun {
    private static final long PAUSE_MICROS = 24 * 60 * UtcMicros.PER_MINUTE;

    private final GuardScript script;
    private final long length;

    /** From a script. */
    public LongRun(GuardScript script) {
        this.script = script;
        length = time(script.steps().size() - 1) - time(0) + PAUSE_MICROS;
    }

    private long time(int step) {
        return script.steps().get(step).context().market().timeMicros();
    }

    /** Shows a watch the bar with this number. */
    public void step(TradeGuard.Watch watch, int number) {
        int size = script.steps().size();
        GuardScript.Step step = script.steps().get(number % size);
        long later = number / size * length;
        GuardContext context = step.context();
        MarketContext market = context.market();
        FeatureRow row = context.row();
        GuardContext shifted = new GuardContext(
                new MarketContext(market.symbol(), market.timeMicros() + later, market.spot()),
                row == null ? null : row.written(0, number + 1L),
                context.circumstances());
        watch.bar(shifted);
        if (step.proposal() != null) {
            watch.check(step.proposal(), shifted);
        }
    }
}
