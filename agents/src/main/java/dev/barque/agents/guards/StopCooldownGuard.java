package dev.barque.agents.guards;

import dev.barque.agents.TradeGuard;
import dev.barque.agents.plugin.PluginParameter;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.decision.GuardVerdict;
import java.util.function.Supplier;

/**
 * After a position was closed at its stop price there are no new trades in that symbol for some time: what has just stopped one
 * out tends to do it again. An account that does not keep track of stops forbids.
 */
public final class StopCooldownGuard extends StandardGuard {
    private static final String ID = "stop-cooldown";

    /** The provider. */
    public StopCooldownGuard() {
        super(
                ID,
                "Forbids trades in a symbol for some time after a stop price was reached in it.",
                PluginParameter.number("minutes", 15, 0, 1e6, "minutes without trades after a stop"));
    }

    @Override
    Supplier<TradeGuard.Watch> watches(PluginSettings settings) {
        long rest = minutes(settings, "minutes");
        return () -> (proposal, context) -> {
            long stopped = context.circumstances().account().lastStopMicros();
            if (stopped < 0) {
                return Fit.unknown(ID, "whether a stop price was reached is unknown");
            }
            long now = context.market().timeMicros();
            if (stopped == 0 || now - stopped >= rest) {
                return GuardVerdict.passed(ID, "no stop lately");
            }
            return GuardVerdict.vetoed(
                    ID,
                    "a position in " + context.market().symbol() + " was stopped at " + Say.time(stopped)
                            + "; trades are" + " allowed again from " + Say.time(stopped + rest) + ", in "
                            + Say.minutes(stopped + rest - now),
                    (stopped + rest - now) / (double) Say.MINUTE);
        };
    }
}
