package dev.barque.agents.guards;

import dev.barque.agents.TradeGuard;
import dev.barque.agents.plugin.PluginParameter;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.Reading;
import java.util.function.Supplier;

/**
 * Forbids trades in a symbol whose trading is halted, by the reading {@link Reading#HALTED}. A reading that is missing or too
 * old is not taken for trading.
 */
public final class MarketHaltGuard extends StandardGuard {
    private static final String ID = "market-halt";

    /** The provider. */
    public MarketHaltGuard() {
        super(
                ID,
                "Forbids trades in a symbol whose trading is halted.",
                PluginParameter.number(
                        "max_age_minutes", 1440, 0, 1e6, "age in minutes from which the reading is unknown"));
    }

    @Override
    Supplier<TradeGuard.Watch> watches(PluginSettings settings) {
        long maxAge = minutes(settings, "max_age_minutes");
        return () -> (proposal, context) -> {
            double value = Readings.value(context, Reading.HALTED, maxAge);
            if (value == 0) {
                return GuardVerdict.passed(ID, "no halt");
            }
            if (Double.isNaN(value)) {
                return GuardVerdict.vetoed(
                        ID,
                        "whether " + context.market().symbol() + " is halted is unknown: "
                                + Readings.problem(context, Reading.HALTED, maxAge) + "; a reading of 0 is needed");
            }
            String note = Readings.note(context, Reading.HALTED);
            return GuardVerdict.vetoed(
                    ID,
                    "trading in " + context.market().symbol() + " is halted" + (note.isEmpty() ? "" : " (" + note + ")")
                            + "; it has to be resumed");
        };
    }
}
