package dev.barque.agents.guards;

import dev.barque.agents.GuardContext;
import dev.barque.agents.Proposal;
import dev.barque.agents.TradeGuard;
import dev.barque.agents.plugin.PluginParameter;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.Reading;
import java.util.List;
import java.util.function.Supplier;

/**
 * Survival mode: begins when a volatility index stands at or above a level, forbids entries, and ends only below a lower level,
 * so that an index that swings around one level does not switch it on and off. An index that is missing, NaN or too old is
 * unknown and not calm: by default it forbids, and it never ends the mode.
 */
public final class VolatilitySurvivalGuard extends StandardGuard {
    private static final String ID = "volatility-survival";

    /** The provider. */
    public VolatilitySurvivalGuard() {
        super(
                ID,
                "Forbids entries while a volatility index is high, until it has fallen well below.",
                PluginParameter.number("enter_at", 40, 0, 1000, "level of the index at which survival mode begins"),
                PluginParameter.number("leave_below", 35, 0, 1000, "level below which it ends; not above enter_at"),
                PluginParameter.number("max_age_minutes", 60, 0, 1e6, "age in minutes from which the index is unknown"),
                PluginParameter.text("when_unknown", "block", "what an unknown index does: block or pass"),
                PluginParameter.text("reading", Reading.VOLATILITY_INDEX, "name of the reading that holds the index"));
    }

    @Override
    Supplier<TradeGuard.Watch> watches(PluginSettings settings) {
        double enter = settings.number("enter_at");
        double leave = settings.number("leave_below");
        if (leave > enter) {
            throw new IllegalArgumentException("leave_below must not lie above enter_at, which is " + Say.number(enter)
                    + ", but was " + Say.number(leave));
        }
        long maxAge = minutes(settings, "max_age_minutes");
        boolean blocks =
                choice(settings, "when_unknown", List.of("block", "pass")).equals("block");
        String name = settings.text("reading");
        return () -> new Memory(enter, leave, maxAge, blocks, name);
    }

    private static final class Memory implements TradeGuard.Watch {
        private final double enter;
        private final double leave;
        private final long maxAge;
        private final boolean blocks;
        private final String name;
        private boolean surviving;

        Memory(double enter, double leave, long maxAge, boolean blocks, String name) {
            this.enter = enter;
            this.leave = leave;
            this.maxAge = maxAge;
            this.blocks = blocks;
            this.name = name;
        }

        @Override
        public void bar(GuardContext context) {
            double level = Readings.value(context, name, maxAge);
            if (level >= enter) {
                surviving = true;
            } else if (level < leave) {
                surviving = false;
            }
        }

        @Override
        public GuardVerdict check(Proposal.Take proposal, GuardContext context) {
            double level = Readings.value(context, name, maxAge);
            if (Double.isNaN(level)) {
                String problem = "the volatility index is unknown: " + Readings.problem(context, name, maxAge);
                return surviving || blocks
                        ? GuardVerdict.vetoed(
                                ID,
                                problem + (surviving ? ", and survival mode is on" : "") + "; a fresh level below "
                                        + Say.number(surviving ? leave : enter) + " is needed")
                        : GuardVerdict.passed(ID, problem + "; allowed by when_unknown");
            }
            return surviving
                    ? GuardVerdict.vetoed(
                            ID,
                            "the volatility index stands at " + Say.number(level) + "; survival mode begins at "
                                    + Say.number(enter) + " and ends below " + Say.number(leave),
                            level - leave)
                    : GuardVerdict.passed(ID, "calm enough");
        }
    }
}
