package dev.barque.agents.guards;

import dev.barque.agents.GuardContext;
import dev.barque.agents.Proposal;
import dev.barque.agents.TradeGuard;
import dev.barque.agents.plugin.PluginParameter;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.decision.AccountState;
import dev.barque.core.decision.GuardVerdict;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;

/**
 * A breaker: it trips when the equity has fallen by a share of its highest value, forbids trades, and is released after a number
 * of sessions or of minutes. After its release the fall is measured from the equity at that moment, or else it would trip again at
 * once. An unknown equity forbids, and does not release. After a restart it measures from the account's highest value again.
 */
public final class DrawdownGuard extends StandardGuard {
    private static final String ID = "drawdown";

    /** The provider. */
    public DrawdownGuard() {
        super(
                ID,
                "Forbids trades for some time once the equity has fallen by a share of its highest value.",
                PluginParameter.number("max_drawdown", 0.1, 1e-6, 1, "fall at which it trips, as a share of the peak"),
                PluginParameter.text("release", "sessions", "what releases it: sessions or minutes"),
                PluginParameter.whole("cooldown", 1, 1, 1_000_000, "how many of them"),
                SessionDates.PARAMETER);
    }

    @Override
    Supplier<TradeGuard.Watch> watches(PluginSettings settings) {
        double most = settings.number("max_drawdown");
        boolean bySession =
                choice(settings, "release", List.of("sessions", "minutes")).equals("sessions");
        long cooldown = settings.whole("cooldown");
        var calendar = SessionDates.calendar(settings);
        return () -> new Memory(most, bySession, cooldown, new SessionDates(calendar));
    }

    private static final class Memory implements TradeGuard.Watch {
        private final double most;
        private final boolean bySession;
        private final long cooldown;
        private final SessionDates dates;
        private LocalDate date = LocalDate.MIN;
        private double peak = Double.NEGATIVE_INFINITY;
        private boolean released;
        private boolean tripped;
        private long trippedAt;
        private double fall;
        private long sessions;

        Memory(double most, boolean bySession, long cooldown, SessionDates dates) {
            this.most = most;
            this.bySession = bySession;
            this.cooldown = cooldown;
            this.dates = dates;
        }

        @Override
        public void bar(GuardContext context) {
            long now = context.market().timeMicros();
            LocalDate today = dates.of(now);
            if (today.isAfter(date)) {
                date = today;
                sessions++;
            }
            AccountState account = context.circumstances().account();
            double equity = account.equity();
            if (Double.isNaN(equity)) {
                return;
            }
            if (tripped && (bySession ? sessions : (now - trippedAt) / Say.MINUTE) >= cooldown) {
                tripped = false;
                released = true;
                peak = equity;
            }
            if (tripped) {
                return;
            }
            peak = Math.max(peak, released || Double.isNaN(account.peakEquity()) ? equity : account.peakEquity());
            peak = Math.max(peak, equity);
            if (peak > 0 && equity <= peak * (1 - most)) {
                tripped = true;
                trippedAt = now;
                fall = peak - equity;
                sessions = 0;
            }
        }

        @Override
        public GuardVerdict check(Proposal.Take proposal, GuardContext context) {
            if (tripped) {
                return GuardVerdict.vetoed(
                        ID,
                        "at " + Say.time(trippedAt) + " the equity had fallen by " + Say.money(fall) + " from "
                                + Say.money(peak) + ", " + Say.money(fall - most * peak) + " beyond the "
                                + Say.percent(most) + " that are allowed; trades are allowed again "
                                + (bySession
                                        ? "after " + (cooldown - sessions) + " more sessions have begun"
                                        : "from " + Say.time(trippedAt + cooldown * Say.MINUTE)),
                        fall - most * peak);
            }
            return Double.isNaN(context.circumstances().account().equity()) || !(peak > 0)
                    ? Fit.unknown(ID, "the drawdown is unknown")
                    : GuardVerdict.passed(ID, "within the drawdown");
        }
    }
}
