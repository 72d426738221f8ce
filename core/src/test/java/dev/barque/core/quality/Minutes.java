package dev.barque.core.quality;

import dev.barque.core.calendar.Session;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Bars that can be changed one by one before they are checked. */
final class Minutes {
    static final Symbol SPY = Symbol.of("SPY");
    static final TradingCalendar NYSE = TradingCalendars.usEquities();
    static final long MINUTE = UtcMicros.PER_MINUTE;

    record Minute(long time, double open, double high, double low, double close, double volume) {
        Minute at(long other) {
            return new Minute(other, open, high, low, close, volume);
        }

        Minute prices(double o, double h, double l, double c) {
            return new Minute(time, o, h, l, c, volume);
        }

        Minute price(double price) {
            return prices(price, price, price, price);
        }

        Minute traded(double shares) {
            return new Minute(time, open, high, low, close, shares);
        }
    }

    private final List<Minute> all = new ArrayList<>();
    private Duration interval = Duration.ofMinutes(1);

    /** Whole sessions with one bar in every interval; prices that move a little, as in a quiet market. */
    static Minutes of(Duration interval, LocalDate... dates) {
        Minutes minutes = new Minutes();
        minutes.interval = interval;
        int n = 0;
        for (LocalDate date : dates) {
            Session session = NYSE.session(date).orElseThrow();
            long step = interval.toNanos() / 1_000;
            for (long t = session.openMicros() + step; t <= session.closeMicros(); t += step) {
                minutes.all.add(minute(t, n++));
            }
        }
        return minutes;
    }

    static Minutes of(String... dates) {
        LocalDate[] parsed = new LocalDate[dates.length];
        for (int i = 0; i < dates.length; i++) {
            parsed[i] = LocalDate.parse(dates[i]);
        }
        return of(Duration.ofMinutes(1), parsed);
    }

    static Minute minute(long time, int n) {
        double close = 100 + 0.01 * (n * 7 % 13) + 0.001 * (n % 3);
        return new Minute(time, close - 0.01, close + 0.02, close - 0.03, close, 1_000 + n % 17);
    }

    List<Minute> list() {
        return all;
    }

    /** The bars that became complete at these times are left out. */
    Minutes without(Predicate<Instant> time) {
        all.removeIf(minute -> time.test(UtcMicros.toInstant(minute.time())));
        return this;
    }

    Minutes change(String time, UnaryOperator<Minute> change) {
        int i = indexOf(time);
        all.set(i, change.apply(all.get(i)));
        return this;
    }

    /** Changes {@code count} bars from a time on. */
    Minutes change(String time, int count, UnaryOperator<Minute> change) {
        int i = indexOf(time);
        all.subList(i, i + count).replaceAll(change);
        return this;
    }

    Minutes shifted(Duration by) {
        all.replaceAll(minute -> minute.at(minute.time() + by.toNanos() / 1_000));
        return this;
    }

    Minutes add(String time) {
        return add(minute(UtcMicros.of(Instant.parse(time)), all.size()));
    }

    Minutes add(Minute minute) {
        all.add(minute);
        return this;
    }

    Minutes sorted() {
        all.sort((a, b) -> Long.compare(a.time(), b.time()));
        return this;
    }

    Minutes shuffled(Random random) {
        Collections.shuffle(all, random);
        return this;
    }

    Minutes undeclared() {
        interval = Duration.ZERO;
        return this;
    }

    Minute get(String time) {
        return all.get(indexOf(time));
    }

    Bars bars() {
        return bars(SPY);
    }

    Bars bars(Symbol symbol) {
        Bars.Builder bars = Bars.builder(symbol).interval(interval);
        for (Minute m : all) {
            bars.add(m.time(), m.open(), m.high(), m.low(), m.close(), m.volume(), m.volume() * m.close());
        }
        return bars.build();
    }

    private int indexOf(String time) {
        long micros = UtcMicros.of(Instant.parse(time));
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).time() == micros) {
                return i;
            }
        }
        throw new AssertionError("no bar at " + time);
    }
}
