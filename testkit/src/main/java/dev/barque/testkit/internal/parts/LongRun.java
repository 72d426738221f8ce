package dev.barque.testkit.internal.parts;

import dev.barque.agents.GuardContext;
import dev.barque.agents.MarketContext;
import dev.barque.agents.TradeGuard;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.time.UtcMicros;

/** A script again and again, a week later each time, so that days and hours stay what they were. */
public final class LongRun {
    private static final long WEEK_MICROS = 7 * 24 * 60 * UtcMicros.PER_MINUTE;

    private final GuardScript script;

    /** From a script that is shorter than a week. */
    public LongRun(GuardScript script) {
        this.script = script;
    }

    /** Shows a watch the bar with this number. */
    public void step(TradeGuard.Watch watch, int number) {
        int size = script.steps().size();
        GuardScript.Step step = script.steps().get(number % size);
        long later = number / size * WEEK_MICROS;
        GuardContext context = step.context();
        MarketContext market = context.market();
        FeatureRow row = context.row();
        GuardContext shifted = new GuardContext(
                new MarketContext(market.symbol(), market.timeMicros() + later, market.spot()),
                row == null ? null : row.written(0, number + 1L),
                context.circumstances());
        new GuardScript.Step(shifted, step.proposal()).play(watch);
    }
}
