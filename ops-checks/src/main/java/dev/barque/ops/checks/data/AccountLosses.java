package dev.barque.ops.checks.data;

import dev.barque.core.decision.AccountState;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import java.time.Duration;
import java.util.Set;

/**
 * Are the day's loss and the drawdown within bounds? Both are shares: of the equity when the session began, and of the highest
 * equity so far. What is not known is unknown, never zero.
 *
 * @param degradedDailyLoss loss of the session above which it is degraded
 * @param unhealthyDailyLoss loss of the session above which it is unhealthy
 * @param degradedDrawdown drawdown above which it is degraded
 * @param unhealthyDrawdown drawdown above which it is unhealthy
 */
public record AccountLosses(
        double degradedDailyLoss, double unhealthyDailyLoss, double degradedDrawdown, double unhealthyDrawdown)
        implements HealthCheck {
    private static final String REMEDY =
            "Stop trading by the kill switch if no guard has done so, find out what lost it"
                    + " (slippage, a wrong feed, the strategy), and go on only on purpose.";
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "account-losses",
            "Are the day's loss and the drawdown within bounds?",
            Set.of(AccountReports.class),
            Duration.ofSeconds(2),
            Criticality.CRITICAL,
            Set.of("readiness", "pre-market", "evening"));

    /** Daily loss 2 % and 3 %, drawdown 10 % and 15 %. */
    public AccountLosses() {
        this(0.02, 0.03, 0.10, 0.15);
    }

    /** Refuses shares outside of 0 to 1 or out of order. */
    public AccountLosses {
        CheckErrors.requireShareOrNone(DESCRIPTOR.id(), "degradedDailyLoss", degradedDailyLoss);
        CheckErrors.requireShareOrNone(DESCRIPTOR.id(), "unhealthyDailyLoss", unhealthyDailyLoss);
        CheckErrors.requireShareOrNone(DESCRIPTOR.id(), "degradedDrawdown", degradedDrawdown);
        CheckErrors.requireShareOrNone(DESCRIPTOR.id(), "unhealthyDrawdown", unhealthyDrawdown);
        CheckErrors.requireOrder(
                DESCRIPTOR.id(), "degradedDailyLoss", degradedDailyLoss, "unhealthyDailyLoss", unhealthyDailyLoss);
        CheckErrors.requireOrder(
                DESCRIPTOR.id(), "degradedDrawdown", degradedDrawdown, "unhealthyDrawdown", unhealthyDrawdown);
    }

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        AccountState account = context.get(AccountReports.class).account();
        double daily = 1 - account.equity() / account.sessionStartEquity();
        double drawdown = 1 - account.equity() / account.peakEquity();
        if (!Double.isFinite(daily) || !Double.isFinite(drawdown)) {
            return new Verdict.Unknown("The equity (" + account.equity() + "), that at the session's start ("
                    + account.sessionStartEquity() + ") or the highest one (" + account.peakEquity()
                    + ") is not known. Let the keeper of the account report all three.");
        }
        Findings findings = new Findings();
        look("the session", "loss", daily, degradedDailyLoss, unhealthyDailyLoss, findings);
        look("the account", "drawdown", drawdown, degradedDrawdown, unhealthyDrawdown, findings);
        return findings.or("The session's result is " + Figures.percent(-daily) + ", the drawdown "
                + Figures.percent(Math.max(0, drawdown)) + ".");
    }

    private static void look(String where, String what, double found, double mild, double hard, Findings findings) {
        String observed = "a " + what + " of " + Figures.percent(found);
        if (found > hard) {
            findings.unhealthy(where, observed, "at most " + Figures.percent(hard), REMEDY);
        } else if (found > mild) {
            findings.degraded(where, observed, "at most " + Figures.percent(mild), REMEDY);
        }
    }
}
