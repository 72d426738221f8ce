package dev.barque.benchmarks.scale;

import dev.barque.backtest.engine.CorporateAction;
import dev.barque.core.calendar.Session;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Minute bars of made-up symbols over the sessions of US equities, the same for the same seed, symbol and day, in any order of asking. Prices
 * walk at random to the cent, volumes are high in the morning and in the evening. A small share is out of the ordinary: a minute in 200 is
 * missing, a symbol in 500 does not trade on a day, symbols split, and every third day one symbol in 100 has five minutes that are
 * corrected on the day after. One symbol-day is in memory at a time.
 */
final class Market {
    /** How many minutes of a corrected day are other than they were said to be. */
    static final int CORRECTED = 5;

    private static final LocalDate FIRST = LocalDate.of(2024, 1, 2);
    private static final double SPLIT_RATIO = 4;
    private static final int MISSING = 200;
    private static final int HALTED = 500;
    private static final int REVISED = 100;

    private final long seed;
    private final List<Symbol> symbols;
    private final List<Session> sessions;
    private final int splitEvery;

    /** Symbols and days; two days more are known, for what comes after them. */
    Market(int symbols, int days, long seed) {
        this.seed = seed;
        this.symbols = IntStream.range(0, symbols)
                .mapToObj(i -> Symbol.of(String.format("S%05d", i)))
                .toList();
        TradingCalendar calendar = calendar();
        List<Session> found = new ArrayList<>();
        Session session = calendar.session(FIRST).orElseThrow();
        while (found.size() <= days) {
            found.add(session);
            session = calendar.nextSession(session.date());
        }
        found.add(session);
        sessions = List.copyOf(found);
        splitEvery = Math.max(days, 2);
    }

    static TradingCalendar calendar() {
        return TradingCalendars.usEquities();
    }

    List<Symbol> symbols() {
        return symbols;
    }

    /** How many days are known, with the two after the last. */
    int days() {
        return sessions.size();
    }

    Session session(int day) {
        return sessions.get(day);
    }

    /** The UTC date of all bars of a day: sessions of US equities end before midnight. */
    LocalDate date(int day) {
        return sessions.get(day).date();
    }

    /** Whether the bars of a day are corrected in part, for some symbols, on the day after. */
    static boolean isCorrected(int day) {
        return day % 3 == 1;
    }

    /** Whether a symbol has corrected bars on a day. */
    boolean isCorrected(int symbol, int day) {
        return isCorrected(day) && Math.floorMod(mix(symbol, day, 5), REVISED) == 0;
    }

    /** Whether a symbol does not trade on a day. */
    boolean isHalted(int symbol, int day) {
        return Math.floorMod(mix(symbol, day, 2), HALTED) == 0;
    }

    /** From when the corrections of a day are known: an hour before the next session opens. */
    long correctedAt(int day) {
        return sessions.get(day + 1).openMicros() - 60 * UtcMicros.PER_MINUTE;
    }

    /** The bars of a symbol and day, as they were first said to be. */
    Bars bars(int symbol, int day) {
        return bars(symbol, day, false);
    }

    /** The bars of a symbol and day as they are known in the end. */
    Bars finalBars(int symbol, int day) {
        return bars(symbol, day, isCorrected(symbol, day));
    }

    private Bars bars(int symbol, int day, boolean corrected) {
        Bars.Builder bars = Bars.builder(symbols.get(symbol)).interval(Duration.ofMinutes(1));
        if (isHalted(symbol, day)) {
            return bars.build();
        }
        SplittableRandom random = new SplittableRandom(mix(symbol, day, 1));
        Session session = sessions.get(day);
        int minutes = (int) session.length().toMinutes();
        double scale = 20_000 + Math.floorMod(mix(symbol, 0, 4), 200_000);
        long price = opening(symbol, day);
        int made = 0;
        for (int i = 1; i <= minutes; i++) {
            long open = price;
            price = Math.max(1, open + Math.round(0.0008 * open * (random.nextDouble() + random.nextDouble() - 1)));
            long spread = random.nextInt(1, 5);
            double x = 2.0 * i / minutes - 1;
            double volume = Math.rint(scale * (0.4 + 1.6 * x * x) * (0.5 + random.nextDouble()));
            if (random.nextInt(MISSING) == 0) {
                continue;
            }
            boolean revised = corrected && made >= 40 && made < 40 + CORRECTED;
            made++;
            double close = (revised ? price + 2 : price) / 100.0;
            bars.add(
                    session.openMicros() + i * UtcMicros.PER_MINUTE,
                    open / 100.0,
                    (Math.max(open, price) + spread) / 100.0,
                    Math.max(1, Math.min(open, price) - spread) / 100.0,
                    close,
                    volume,
                    volume * close);
        }
        return bars.build();
    }

    /** The first price of a day in cents, from the gaps of all nights before it. */
    private long opening(int symbol, int day) {
        double price = 2_000 + Math.floorMod(mix(symbol, 0, 3), 48_000);
        for (int night = 1; night <= day; night++) {
            price *= 1 + 0.02 * ((mix(symbol, night, 6) >>> 11) * 0x1.0p-53 - 0.5);
            price = splits(symbol, night) ? price / SPLIT_RATIO : price;
        }
        return Math.max(500, Math.round(price));
    }

    /** Whether the price of a symbol is divided before a day: of 50 symbols one, once. */
    private boolean splits(int symbol, int day) {
        return symbol % 50 == 7 && day == 1 + symbol % (splitEvery - 1);
    }

    /** All splits within so many days. */
    List<CorporateAction> splits(int days) {
        List<CorporateAction> found = new ArrayList<>();
        for (int symbol = 0; symbol < symbols.size(); symbol++) {
            for (int day = 1; day < days; day++) {
                if (splits(symbol, day)) {
                    found.add(new CorporateAction.Split(
                            symbols.get(symbol), sessions.get(day).openMicros(), SPLIT_RATIO));
                }
            }
        }
        return found;
    }

    /** SplitMix64's mixing of what is asked for; see Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014. */
    private long mix(int symbol, int day, int purpose) {
        long z = seed + 0x9E3779B97F4A7C15L * (((long) symbol << 32) + ((long) day << 4) + purpose);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
