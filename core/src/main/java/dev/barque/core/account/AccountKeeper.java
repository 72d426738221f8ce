package dev.barque.core.account;

import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.decision.AccountState;
import dev.barque.core.market.Symbol;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Keeps an account by what it is told: fills and prices. Live the host tells it what its broker confirmed, a replay what it
 * executed; both get the {@link AccountState} that guards look at.
 *
 * <p>A session is a date in the zone of the calendar, midnight to midnight; it begins with the equity that was last known
 * before it, so that a gap over night counts to the day on which it is seen. A day trade is counted when the direction changes
 * from opening to closing within one date, however many fills there are on either side (the second way of counting in FINRA
 * Regulatory Notice 21-13). Used by one thread at a time, in the order of time; a price that is older than the latest one
 * of its symbol is not taken.
 */
public final class AccountKeeper {
    private final Map<Symbol, Holding> symbols = new HashMap<>();
    private final Map<Symbol, Holding> open = new LinkedHashMap<>();
    private final SessionDays days;
    private final double unitShares;
    private double cash;
    private double sessionStart;
    private double peak;

    private AccountKeeper(Builder from) {
        days = new SessionDays(from.calendar);
        unitShares = from.unitShares;
        from.dayTrades.forEach(days::count);
        from.symbols.forEach((symbol, holding) -> {
            symbols.put(symbol, holding);
            if (holding.units != 0) {
                open.put(symbol, holding);
            }
        });
        cash = from.equity - value();
        sessionStart = Double.isNaN(from.sessionStartEquity) ? from.equity : from.sessionStartEquity;
        peak = Math.max(from.equity, Double.isNaN(from.peakEquity) ? from.equity : from.peakEquity);
    }

    /** Begins to describe an account; its dates and sessions are those of the calendar. */
    public static Builder builder(TradingCalendar calendar) {
        return new Builder(calendar);
    }

    /** The price of a share at an instant (UTC microseconds); NaN when unknown, which makes the equity unknown. */
    public void mark(Symbol symbol, long timeMicros, double price) {
        begin(timeMicros);
        Holding holding = open.get(symbol);
        if (holding != null) {
            holding.mark(timeMicros, price);
            look();
        }
    }

    /** Something was bought or sold. */
    public void fill(Fill fill) {
        begin(fill.timeMicros());
        Holding holding = symbols.computeIfAbsent(fill.symbol(), s -> new Holding());
        if (holding.take(fill, days.epochDay())) {
            days.countToday();
        }
        cash -= fill.units() * fill.price() * unitShares + fill.costs();
        if (holding.units == 0) {
            open.remove(fill.symbol());
        } else {
            open.put(fill.symbol(), holding);
        }
        look();
    }

    /** The account at an instant (UTC microseconds), for a decision about a symbol. */
    public AccountState state(Symbol symbol, long timeMicros) {
        begin(timeMicros);
        Holding holding = symbols.get(symbol);
        double units = holding == null ? 0 : holding.units;
        return new AccountState(
                equity(),
                sessionStart,
                peak,
                units,
                units == 0 || holding == null ? 0 : Math.abs(units * holding.price * unitShares),
                gross(),
                days.inFiveSessions(),
                holding == null ? Double.NaN : holding.openReturn(),
                holding == null ? 0 : holding.lastStopMicros);
    }

    private void begin(long timeMicros) {
        boolean anew = days.epochDay() != LocalDate.MIN.toEpochDay();
        if (days.moveTo(timeMicros) && anew) {
            sessionStart = equity();
        }
    }

    private void look() {
        double equity = equity();
        if (equity > peak) {
            peak = equity;
        }
    }

    private double equity() {
        return cash + value();
    }

    private double value() {
        double sum = 0;
        for (Holding holding : open.values()) {
            sum += holding.units * holding.price * unitShares;
        }
        return sum;
    }

    private double gross() {
        double sum = 0;
        for (Holding holding : open.values()) {
            sum += Math.abs(holding.units * holding.price * unitShares);
        }
        return sum;
    }

    /** What an account begins with. */
    public static final class Builder {
        private final TradingCalendar calendar;
        private final Map<Symbol, Holding> symbols = new LinkedHashMap<>();
        private final Map<LocalDate, Integer> dayTrades = new HashMap<>();
        private double unitShares = 1;
        private double equity = Double.NaN;
        private double sessionStartEquity = Double.NaN;
        private double peakEquity = Double.NaN;

        private Builder(TradingCalendar calendar) {
            this.calendar = Objects.requireNonNull(calendar, "calendar");
        }

        /** How many shares one unit of the host stands for; 1 when not said. */
        public Builder unitShares(double shares) {
            if (!(shares > 0 && shares < 1e300)) {
                throw new IllegalArgumentException("unitShares must be above 0 but was " + shares);
            }
            unitShares = shares;
            return this;
        }

        /** Cash and positions at their present price; unknown when not said, and then it stays unknown. */
        public Builder equity(double value) {
            equity = value;
            return this;
        }

        /** Equity when the present session began; that of now when not said. */
        public Builder sessionStartEquity(double value) {
            sessionStartEquity = value;
            return this;
        }

        /** The highest equity so far; that of now when not said. */
        public Builder peakEquity(double value) {
            peakEquity = value;
            return this;
        }

        /** A position from before the present session: closing it is no day trade. */
        public Builder position(Symbol symbol, double units, double averageCost, double price) {
            Holding holding = symbols.computeIfAbsent(symbol, s -> new Holding());
            holding.units = units;
            holding.cost = averageCost;
            holding.price = price;
            return this;
        }

        /** When a position in a symbol was last closed at its stop price, UTC microseconds. */
        public Builder lastStop(Symbol symbol, long timeMicros) {
            symbols.computeIfAbsent(symbol, s -> new Holding()).lastStopMicros = timeMicros;
            return this;
        }

        /** Day trades of a date that somebody else, such as the broker, has counted. */
        public Builder dayTrades(LocalDate date, int count) {
            if (count < 0) {
                throw new IllegalArgumentException("A count of day trades must not be negative but was " + count);
            }
            dayTrades.put(date, count);
            return this;
        }

        /** The account. The builder is used up. */
        public AccountKeeper build() {
            return new AccountKeeper(this);
        }
    }
}
