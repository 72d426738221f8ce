package dev.barque.backtest.statistics;

import java.util.Locale;

/** The figures of a run: what each is, and where its formula is from. */
public enum Figure {
    /** Equity at the end less the starting capital. */
    PNL("P&L after costs", Unit.MONEY),
    /** Profit over the starting capital. */
    TOTAL_RETURN("return on the starting capital", Unit.SHARE),
    /** Compound annual growth: (end / start)^(dates per year / dates) - 1. */
    CAGR("growth per year (CAGR)", Unit.SHARE),
    /** Standard deviation (n - 1) of daily returns times the square root of the dates per year. */
    VOLATILITY("volatility per year", Unit.SHARE),
    /** Mean over standard deviation of daily returns in excess, times the square root of the dates per year: Sharpe (1994). */
    SHARPE("Sharpe ratio, annualised", Unit.RATIO),
    /** Mean excess over the root of the mean square of falls below it, annualised likewise: Sortino and Price (1994). */
    SORTINO("Sortino ratio, annualised", Unit.RATIO),
    /** CAGR over the deepest drawdown: Young, "Calmar ratio" (Futures, 1991), over the whole run. */
    CALMAR("Calmar ratio", Unit.RATIO),
    /** Greatest fall of equity below its highest point so far, in money. */
    MAX_DRAWDOWN("maximum drawdown", Unit.MONEY),
    /** Greatest fall as a share of the highest point before it. */
    MAX_DRAWDOWN_SHARE("maximum drawdown, of the peak", Unit.SHARE),
    /** Calendar days from the peak of that fall until equity was there again, or until the end. */
    MAX_DRAWDOWN_DAYS("its length (days)", Unit.NUMBER),
    /** Calendar days from its lowest point until equity was back at the peak. */
    RECOVERY_DAYS("its recovery (days)", Unit.NUMBER),
    /** Most calendar days in a row below an earlier peak. */
    LONGEST_DRAWDOWN_DAYS("longest time below a peak (days)", Unit.NUMBER),
    /** Root of the mean square of drawdowns at the end of each date: Martin and McCann, "The investor's guide" (1989). */
    ULCER_INDEX("Ulcer index", Unit.SHARE),
    /** Share of dates that added something. */
    WINNING_DAYS("days with a gain", Unit.SHARE),
    /** The best daily return. */
    BEST_DAY("best day", Unit.SHARE),
    /** The worst daily return. */
    WORST_DAY("worst day", Unit.SHARE),
    /** Skewness of daily returns, m3 / m2^1.5. */
    SKEWNESS("skewness of daily returns", Unit.RATIO),
    /** Kurtosis of daily returns, m4 / m2^2: 3 for a normal distribution. */
    KURTOSIS("kurtosis of daily returns", Unit.RATIO),
    /** 95 % quantile of daily returns over the size of their 5 % quantile. */
    TAIL_RATIO("tail ratio", Unit.RATIO),
    /** Closed trades. */
    TRADES("trades", Unit.NUMBER),
    /** Share of trades with a result above 0. */
    WIN_RATE("win rate", Unit.SHARE),
    /** Sum of gains over the size of the sum of losses. */
    PROFIT_FACTOR("profit factor", Unit.RATIO),
    /** Mean result of a trade. */
    EXPECTANCY("mean result of a trade", Unit.MONEY),
    /** Mean result of trades above 0. */
    AVERAGE_WIN("mean gain", Unit.MONEY),
    /** Mean result of trades below 0: a negative number. */
    AVERAGE_LOSS("mean loss", Unit.MONEY),
    /** Mean gain over the size of the mean loss. */
    PAYOFF("payoff (mean gain over mean loss)", Unit.RATIO),
    /** Most trades above 0 in a row, in the order of closing. */
    LONGEST_WIN_STREAK("most gains in a row", Unit.NUMBER),
    /** Most trades below 0 in a row. */
    LONGEST_LOSS_STREAK("most losses in a row", Unit.NUMBER),
    /** Mean bars on which a trade was open. */
    MEAN_BARS_HELD("bars held, mean", Unit.RATIO),
    /** Share of the points of the equity series at which a trade was open; the instant of entry does not count, that of exit does. */
    EXPOSURE("share of bars in the market", Unit.SHARE),
    /** Money bought and sold over the starting capital. */
    TURNOVER("turnover, times the capital", Unit.RATIO),
    /** Costs of all closed trades. */
    COSTS("costs", Unit.MONEY),
    /** Costs over the profit before costs. */
    COSTS_OF_GROSS("costs, of profit before costs", Unit.SHARE);

    private final String label;
    private final Unit unit;

    Figure(String label, Unit unit) {
        this.label = label;
        this.unit = unit;
    }

    /** What a number counts. */
    public enum Unit {
        /** In the currency of the quote. */
        MONEY,
        /** 0.01 is one percent. */
        SHARE,
        /** A pure number. */
        RATIO,
        /** A whole number. */
        NUMBER
    }

    /** Lower case, for programs: it does not change. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people. */
    public String label() {
        return label;
    }

    /** What it counts. */
    public Unit unit() {
        return unit;
    }
}
