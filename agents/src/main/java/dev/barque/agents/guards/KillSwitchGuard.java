package dev.barque.agents.guards;

import dev.barque.agents.TradeGuard;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.Reading;
import java.util.function.Supplier;

/**
 * Forbids all trades while a {@link dev.barque.core.decision.KillSwitch} is on, by the reading {@link Reading#KILL_SWITCH}
 * that the switch gives for each bar. A switch that is unknown counts as on.
 */
public final class KillSwitchGuard extends StandardGuard {
    private static final String ID = "kill-switch";

    /** The provider. */
    public KillSwitchGuard() {
        super(ID, "Forbids all trades while the kill switch is on; a switch that nobody can read is on.");
    }

    @Override
    Supplier<TradeGuard.Watch> watches(PluginSettings settings) {
        return () -> (proposal, context) -> {
            double value = Readings.value(context, Reading.KILL_SWITCH, Long.MAX_VALUE);
            if (value == 0) {
                return GuardVerdict.passed(ID, "the kill switch is off");
            }
            if (Double.isNaN(value)) {
                return GuardVerdict.vetoed(
                        ID,
                        Readings.problem(context, Reading.KILL_SWITCH, Long.MAX_VALUE)
                                + ", which counts as on; the switch has to be readable and off");
            }
            return GuardVerdict.vetoed(
                    ID,
                    "the kill switch is " + (note(context).isEmpty() ? "on" : note(context))
                            + "; it has to be switched off");
        };
    }

    private static String note(dev.barque.agents.GuardContext context) {
        return Readings.note(context, Reading.KILL_SWITCH);
    }
}
