package dev.barque.agents.guards;

import dev.barque.agents.GuardContext;
import dev.barque.agents.Proposal;
import dev.barque.agents.TradeGuard;
import dev.barque.agents.plugin.PluginParameter;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.decision.AccountState;
import dev.barque.core.decision.GuardVerdict;
import java.time.LocalDate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Forbids trades for the rest of the session once the equity has fallen by a share of what it was when the session began, also
 * when it rises again. It looks at the account on every bar. An unknown equity forbids as long as it is unknown.
 */
public final class DailyLossGuard extends StandardGuard {
    private static final String ID = "daily-loss";

    /** The provider. */
    public DailyLossGuard() {
        super(
                ID,
                "Forbids trades for the rest of the session once it has lost a share of the equity.",
                PluginParameter.number(
                        "max_loss_share",
                        0.03,
                        0,
                        1,
                        "loss at which it forbids, as a share of equity at the session's start"),
                SessionDates.PARAMETER);
    }

    @Override
    Supplier<TradeGuard.Watch> watches(PluginSettings settings) {
        double share = settings.number("max_loss_share");
        var calendar = SessionDates.calendar(settings);
        return () -> new Memory(share, new SessionDates(calendar));
    }

    private static final class Memory implements TradeGuard.Watch {
        private final double share;
        private final SessionDates dates;
        private @Nullable LocalDate hitOn;
        private long hitAt;
        private double lost;
        private double start;

        Memory(double share, SessionDates dates) {
            this.share = share;
            this.dates = dates;
        }

        @Override
        public void bar(GuardContext context) {
            long now = context.market().timeMicros();
            LocalDate date = dates.of(now);
            if (date.equals(hitOn)) {
                return;
            }
            hitOn = null;
            AccountState account = context.circumstances().account();
            double loss = account.sessionStartEquity() - account.equity();
            if (account.sessionStartEquity() > 0 && loss > 0 && loss >= share * account.sessionStartEquity()) {
                hitOn = date;
                hitAt = now;
                lost = loss;
                start = account.sessionStartEquity();
            }
        }

        @Override
        public GuardVerdict check(Proposal.Take proposal, GuardContext context) {
            if (hitOn != null) {
                return GuardVerdict.vetoed(
                        ID,
                        "at " + Say.time(hitAt) + " the session had lost " + Say.money(lost) + " of " + Say.money(start)
                                + ", " + Say.money(lost - share * start) + " beyond the " + Say.percent(share)
                                + " that are allowed; trades are allowed again in the next session",
                        lost - share * start);
            }
            AccountState account = context.circumstances().account();
            if (Double.isNaN(account.equity()) || !(account.sessionStartEquity() > 0)) {
                return Fit.unknown(ID, "the loss of the session is unknown");
            }
            return GuardVerdict.passed(ID, "within the loss of a session");
        }
    }
}
