package dev.barque.agents.guards;

import dev.barque.agents.GuardContext;
import dev.barque.agents.Proposal;
import dev.barque.agents.TradeGuard;
import dev.barque.agents.guards.DayTradingRules.Event;
import dev.barque.agents.guards.DayTradingRules.Rule;
import dev.barque.agents.plugin.PluginParameter;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.decision.AccountState;
import dev.barque.core.decision.GuardVerdict;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.function.Supplier;

/**
 * The rules of day trading in a US margin account that hold on the date of the bar in New York (see {@link DayTradingRules}).
 *
 * <p>Under the pattern day trader rule an account with less than 25,000 USD, now or when the session began, has three day trades in five
 * sessions; every entry is taken for one, since nobody can promise to hold it over night. Some are kept in reserve: they can be
 * used only by a trade that reverses a position whose result stands above a share of its cost. That the rule does not
 * hold where day trades are 6 % of all trades or fewer is not used.
 *
 * <p>Since intraday margin has replaced it there is nothing to count: what is held after the trade may be worth as much as the
 * equity covers at the margin rate, and the trade is made smaller until it is. A broker may go by the older rule until the
 * change is phased in: then say from which date it no longer does. Day trades, equity or exposure that are unknown forbid.
 */
public final class DayTradeGuard extends StandardGuard {
    private static final String ID = "day-trades";
    private static final double PATTERN_EQUITY = 25_000;
    private static final int FREE_DAY_TRADES = 3;

    /** The provider. */
    public DayTradeGuard() {
        super(
                ID,
                "Keeps to the US rules of day trading in margin accounts that hold on the date of the bar.",
                PluginParameter.whole("reserve", 1, 0, 3, "day trades kept for reversals of a profitable position"),
                PluginParameter.number(
                        "reversal_profit",
                        0.03,
                        0,
                        10,
                        "result of a position, as a share of its cost, above which it may be reversed"),
                PluginParameter.number(
                        "margin_rate",
                        0.25,
                        0.01,
                        1,
                        "maintenance margin as a share of what is held, under intraday margin"),
                PluginParameter.text(
                        "intraday_margin_from",
                        "",
                        "date from which the broker goes by intraday margin; empty for when it became effective"),
                Fit.UNIT_SHARES);
    }

    @Override
    Supplier<TradeGuard.Watch> watches(PluginSettings settings) {
        Bounds bounds = new Bounds(
                settings.whole("reserve"),
                settings.number("reversal_profit"),
                settings.number("margin_rate"),
                settings.number("unit_shares"),
                DayTradingRules.date(Rule.PATTERN_DAY_TRADER, Event.EFFECTIVE),
                from(settings.text("intraday_margin_from")));
        return () -> {
            SessionDates dates = new SessionDates(TradingCalendars.usEquities());
            return (proposal, context) -> verdict(proposal, context, dates, bounds);
        };
    }

    private record Bounds(
            long reserve, double profit, double rate, double unitShares, LocalDate counted, LocalDate margined) {}

    private static LocalDate from(String text) {
        LocalDate first = DayTradingRules.date(Rule.INTRADAY_MARGIN, Event.EFFECTIVE);
        LocalDate last = DayTradingRules.date(Rule.INTRADAY_MARGIN, Event.PHASED_IN);
        try {
            LocalDate date = text.isBlank() ? first : LocalDate.parse(text.strip());
            if (!date.isBefore(first) && !date.isAfter(last)) {
                return date;
            }
        } catch (DateTimeException e) {
            // Refused below.
        }
        throw new IllegalArgumentException(
                "intraday_margin_from must be a date from " + first + " to " + last + " but was '" + text + "'");
    }

    private static GuardVerdict verdict(
            Proposal.Take proposal, GuardContext context, SessionDates dates, Bounds bounds) {
        LocalDate date = dates.of(context.market().timeMicros());
        if (date.isBefore(bounds.counted())) {
            return GuardVerdict.passed(ID, "no rule of day trading before " + bounds.counted());
        }
        return date.isBefore(bounds.margined())
                ? counted(proposal, context, bounds)
                : margined(proposal, context, bounds);
    }

    private static GuardVerdict counted(Proposal.Take proposal, GuardContext context, Bounds bounds) {
        AccountState account = context.circumstances().account();
        double equity = Math.min(account.equity(), account.sessionStartEquity());
        if (equity >= PATTERN_EQUITY) {
            return GuardVerdict.passed(ID, "enough equity for a pattern day trader");
        }
        if (Double.isNaN(equity)) {
            return Fit.unknown(ID, "the equity is unknown");
        }
        if (account.dayTrades() < 0) {
            return Fit.unknown(ID, "the number of day trades is unknown");
        }
        int left = FREE_DAY_TRADES - account.dayTrades();
        if (left > bounds.reserve()) {
            return GuardVerdict.passed(ID, "day trades left");
        }
        String found = account.dayTrades() + " day trades in five sessions and an equity of " + Say.money(equity)
                + ", less than " + Say.money(PATTERN_EQUITY);
        if (left <= 0) {
            return GuardVerdict.vetoed(
                    ID,
                    found + ": another one would make a pattern day trader; " + Say.money(PATTERN_EQUITY - equity)
                            + " more or older day trades are needed",
                    PATTERN_EQUITY - equity);
        }
        boolean reverses = account.units() * proposal.direction().sign() < 0;
        if (reverses && account.openReturn() > bounds.profit()) {
            return GuardVerdict.passed(ID, "reverses a profitable position");
        }
        return GuardVerdict.vetoed(
                ID,
                found + ": the last " + left + " are kept to reverse a position with a result above "
                        + Say.percent(bounds.profit())
                        + (reverses ? ", which stands at " + Say.percent(account.openReturn()) : "") + "; "
                        + Say.money(PATTERN_EQUITY - equity) + " more or older day trades are needed",
                PATTERN_EQUITY - equity);
    }

    private static GuardVerdict margined(Proposal.Take proposal, GuardContext context, Bounds bounds) {
        AccountState account = context.circumstances().account();
        double others = Math.max(0, account.grossExposure() - account.symbolExposure());
        return ExposureLimit.verdict(
                ID,
                proposal,
                context,
                bounds.unitShares(),
                account.equity() / bounds.rate() - others,
                "beside " + Say.money(others) + " in other symbols exceeds what the equity of "
                        + Say.money(account.equity()) + " covers at an intraday margin of "
                        + Say.percent(bounds.rate()));
    }
}
