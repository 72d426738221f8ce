package dev.barque.core.quality;

import dev.barque.core.calendar.Session;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Goes over the bars of one symbol, date by date in their order. */
final class SymbolScan {
    private static final long HOUR = 3_600_000_000L;

    private final Symbol symbol;
    private final BarCheck rules;
    private final TradingCalendar calendar;
    private final SessionList sessions;
    private final Tally tally;
    private final BarValues values;
    private final Runs runs;
    private final Returns returns;
    private final Gaps gaps;
    private long interval;
    private int lastSession = -1;
    private long bars;
    private int sessionsWithBars;
    private long expected;
    private long present;
    private long firstBar = Long.MAX_VALUE;
    private long lastBar = Long.MIN_VALUE;

    SymbolScan(Symbol symbol, BarCheck rules, SessionList sessions, ReturnSample sample) {
        this.symbol = symbol;
        this.rules = rules;
        this.sessions = sessions;
        calendar = rules.calendar();
        tally = new Tally(rules.ignored(), rules.maxExamples());
        values = new BarValues(tally, rules.priceTolerance());
        runs = new Runs(tally, rules.flatBars(), rules.repeatedBars());
        returns = new Returns(tally, rules.outliers(), sample);
        gaps = new Gaps(sessions, rules.maxGaps());
        interval = rules.intervalMicros();
    }

    /** How long bars last from here on. */
    void declared(Bars of) {
        interval = of.intervalMicros() != 0 ? of.intervalMicros() : rules.intervalMicros();
    }

    /** Counts what only an input shows that nobody has sorted yet. */
    void arrival(Bars input) {
        declared(input);
        if (input.isTimeOrdered()) {
            return;
        }
        SortedMap<LocalDate, Long> late = new TreeMap<>();
        List<QualityExample> examples = new ArrayList<>();
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < input.size(); i++) {
            long time = input.time(i);
            if (time < latest) {
                LocalDate date = BarCheck.dateOf(time, calendar);
                late.merge(date, 1L, Long::sum);
                if (examples.size() < rules.maxExamples()) {
                    String after = "arrived after the bar of " + UtcMicros.toInstant(latest);
                    examples.add(new QualityExample(date, UtcMicros.toInstant(time), after));
                }
            }
            latest = Math.max(latest, time);
        }
        late.forEach((date, count) -> tally.add(Defect.OUT_OF_ORDER, date, count));
        examples.forEach(example -> tally.example(Defect.OUT_OF_ORDER, example));
    }

    /** Counts bars that are compared with nothing. */
    void uncompared(Defect defect, LocalDate date, Slice slice, String observed) {
        bars += slice.size();
        if (tally.add(defect, date, slice.size())) {
            tally.example(defect, date, slice.bars().time(slice.from()), observed);
        }
    }

    /** The bars of a date without a session. */
    void closed(LocalDate date, Slice slice) {
        String why = calendar.reason(date)
                .orElseGet(
                        () -> "no session on a " + date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        seen(slice);
        for (int i = slice.from(); i < slice.to(); ) {
            int kept = group(date, slice, i);
            outside(date, null, slice.bars().time(kept), kept + 1 - i, why);
            i = kept + 1;
        }
    }

    /** The bars of a date with a session; {@code index} is its place in the list, or -1 when nothing of it is due. */
    void session(Session session, int index, Slice slice) {
        LocalDate date = session.date();
        Bars of = slice.bars();
        seen(slice);
        long open = session.openMicros();
        long close = session.closeMicros();
        long slots = interval == 0 ? 0 : SessionList.allSlots(open, close, interval);
        long end = end(session, slots);
        long due = index < 0 ? 0 : sessions.slots(index, interval);
        if (slice.countIn(open, end) > 0) {
            arrived(index);
        }
        returns.begin(date, slots == 1);
        long slot = 0;
        long filled = 0;
        long inSession = 0;
        long zeroVolume = 0;
        long firstZero = 0;
        for (int i = slice.from(); i < slice.to(); ) {
            int kept = group(date, slice, i);
            long time = of.time(kept);
            if (time <= open || time > end) {
                outside(date, session, time, kept + 1 - i, "");
            } else {
                inSession++;
                if (interval != 0) {
                    long at = (time - open + interval - 1) / interval;
                    if ((time - open) % interval != 0 && time != close && tally.add(Defect.OFF_GRID, date, 1)) {
                        tally.example(
                                Defect.OFF_GRID, date, time, "not a whole number of intervals after " + open(session));
                    }
                    if (at > slot) {
                        if (at > slot + 1 && slot < due) {
                            gaps.part(index, slot + 1, Math.min(at - 1, due), interval);
                        }
                        filled += at <= due ? 1 : 0;
                        slot = at;
                    }
                }
                if (of.volume(kept) == 0) {
                    firstZero = zeroVolume == 0 ? time : firstZero;
                    zeroVolume++;
                }
                runs.next(date, of, kept);
                returns.next(time, of.close(kept));
            }
            i = kept + 1;
        }
        if (inSession > 0) {
            returns.end();
            sessionsWithBars++;
            present(date, index, slot, due, filled);
            zeroVolume(date, firstZero, zeroVolume, inSession);
        }
        if (inSession < slice.size()) {
            shifted(session, slice, end - open, slots);
        }
    }

    private static String open(Session session) {
        return "the opening at " + session.open();
    }

    /** Up to when a bar of a session can be complete: to its close, or to the end of an interval that goes beyond it. */
    private long end(Session session, long slots) {
        long last = session.openMicros() + slots * interval;
        return last <= session.closeMicros()
                ? session.closeMicros()
                : Math.min(last, BarCheck.endOf(session.date(), calendar));
    }

    private void seen(Slice slice) {
        declared(slice.bars());
        bars += slice.size();
        firstBar = Math.min(firstBar, slice.bars().time(slice.from()));
        lastBar = Math.max(lastBar, slice.bars().time(slice.to() - 1));
    }

    /** Looks at all bars of one time; the index of the last of them, which is the one that ingest would keep. */
    private int group(LocalDate date, Slice slice, int first) {
        Bars of = slice.bars();
        values.check(date, of, first);
        int i = first;
        while (i + 1 < slice.to() && of.time(i + 1) == of.time(first)) {
            i++;
            values.check(date, of, i);
            Defect defect = BarValues.same(of, i - 1, of, i) ? Defect.DUPLICATE : Defect.CONFLICT;
            if (tally.add(defect, date, 1)) {
                tally.example(
                        defect,
                        date,
                        of.time(i),
                        defect == Defect.DUPLICATE
                                ? "the same bar again"
                                : "close " + of.close(i - 1) + " and volume " + of.volume(i - 1) + ", then close "
                                        + of.close(i) + " and volume " + of.volume(i));
            }
        }
        return i;
    }

    private void outside(LocalDate date, @Nullable Session session, long time, int count, String why) {
        boolean early = session != null && session.closesEarly() && time > session.closeMicros();
        Defect defect = early ? Defect.AFTER_EARLY_CLOSE : Defect.OUT_OF_SESSION;
        if (tally.add(defect, date, count)) {
            tally.example(
                    defect,
                    date,
                    time,
                    session == null ? why : "the session is " + session.open() + " to " + session.close());
        }
    }

    private void present(LocalDate date, int index, long slot, long due, long filled) {
        if (interval == 0) {
            if (tally.add(Defect.UNDECLARED_INTERVAL, date, 1)) {
                tally.example(Defect.UNDECLARED_INTERVAL, date, lastBar, "bars that do not say how long they last");
            }
            return;
        }
        if (slot < due) {
            gaps.part(index, slot + 1, due, interval);
        }
        expected += due;
        present += filled;
        if (filled < due
                && (double) filled / due < rules.minFillRate()
                && tally.add(Defect.MISSING_BARS, date, due - filled)) {
            tally.example(Defect.MISSING_BARS, date, gaps.firstOf(index), filled + " of " + due + " bars");
        }
    }

    private void zeroVolume(LocalDate date, long first, long count, long of) {
        if (count > rules.maxZeroVolumeShare() * of && tally.add(Defect.ZERO_VOLUME, date, count)) {
            tally.example(Defect.ZERO_VOLUME, date, first, count + " of " + of + " bars");
        }
    }

    private void shifted(Session session, Slice slice, long length, long slots) {
        long open = session.openMicros();
        int here = slice.countIn(open, open + length);
        for (long by = -HOUR; by <= HOUR; by += 2 * HOUR) {
            int moved = slice.countIn(open + by, open + by + length);
            if (moved > here
                    && moved == slice.size()
                    && 2L * moved >= slots
                    && slots > 1
                    && tally.add(Defect.SHIFTED_HOUR, session.date(), 1)) {
                tally.example(
                        Defect.SHIFTED_HOUR,
                        session.date(),
                        slice.bars().time(slice.from()),
                        "all " + moved + " bars lie in the session when moved by an hour to "
                                + (by < 0 ? "later" : "earlier") + ", " + here + " as they are");
            }
        }
    }

    /** There is a bar in a session: what was not there in between is missing. */
    private void arrived(int index) {
        if (index >= 0) {
            if (lastSession >= 0 || rules.hasDates()) {
                absent(lastSession + 1, index);
            }
            lastSession = index;
        }
    }

    private void absent(int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            if (sessions.isExpected(i, interval)) {
                count++;
                expected += sessions.slots(i, interval);
                if (tally.add(Defect.MISSING_SESSION, sessions.date(i), 1)) {
                    tally.example(Defect.MISSING_SESSION, sessions.date(i), sessions.close(i), "no bar in the session");
                }
            }
        }
        if (count > 0) {
            gaps.whole(from, from + count, interval);
        }
    }

    /** There is no further date. */
    SymbolQuality finish() {
        // Without dates nobody knows when a symbol began and ended; one that was asked for and is nowhere is missing.
        if (rules.hasDates() || (lastSession < 0 && rules.symbols().contains(symbol))) {
            absent(lastSession + 1, sessions.size());
        }
        runs.end();
        returns.finish();
        stale();
        return new SymbolQuality(
                symbol,
                bars,
                sessionsWithBars,
                expected,
                present,
                firstBar > lastBar ? Optional.empty() : Optional.of(UtcMicros.toInstant(firstBar)),
                firstBar > lastBar ? Optional.empty() : Optional.of(UtcMicros.toInstant(lastBar)),
                tally.findings(),
                gaps.count(),
                gaps.shown());
    }

    private void stale() {
        Long now = rules.nowMicros();
        Long maxAge = rules.maxAgeMicros();
        if (now == null || maxAge == null) {
            return;
        }
        LocalDate today = calendar.dateAt(UtcMicros.toInstant(now));
        if (firstBar > lastBar) {
            if (tally.add(Defect.STALE, today, 1)) {
                tally.example(Defect.STALE, today, now, "no bar at all");
            }
            return;
        }
        long age = tradingTime(lastBar, now);
        if (age > maxAge && tally.add(Defect.STALE, today, 1)) {
            tally.example(
                    Defect.STALE,
                    today,
                    lastBar,
                    "the last bar; " + text(age) + " of trading since then, up to " + now(now) + ", allowed "
                            + text(maxAge));
        }
    }

    private static Instant now(long micros) {
        return UtcMicros.toInstant(micros).truncatedTo(ChronoUnit.SECONDS);
    }

    private static String text(long micros) {
        Duration length = Duration.of(micros, ChronoUnit.MICROS);
        return length.toHours() + " h " + length.toMinutesPart() + " min";
    }

    /** How long the market was open in {@code (from, to]}, in microseconds. */
    private long tradingTime(long from, long to) {
        LocalDate last = calendar.dateAt(UtcMicros.toInstant(to));
        long open = 0;
        for (LocalDate date = calendar.dateAt(UtcMicros.toInstant(from));
                !date.isAfter(last);
                date = date.plusDays(1)) {
            Optional<Session> session = calendar.session(date);
            if (session.isPresent()) {
                long begin = Math.max(from, session.get().openMicros());
                long end = Math.min(to, session.get().closeMicros());
                open += Math.max(0, end - begin);
            }
        }
        return open;
    }
}
