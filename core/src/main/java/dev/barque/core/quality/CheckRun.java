package dev.barque.core.quality;

import dev.barque.core.calendar.Session;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.internal.CoreErrors;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One run of a check. Bars are cut at the ends of dates in the calendar's zone, wait there for what else belongs to the date, and
 * are looked at when the date is complete; a source is read once, in the order of its dates.
 */
final class CheckRun {
    private final BarCheck rules;
    private final TradingCalendar calendar;
    private final SessionList sessions;
    private final ReturnSample sample = new ReturnSample();
    private final SortedMap<Symbol, SymbolScan> scans = new TreeMap<>();
    private final NavigableMap<LocalDate, SortedMap<Symbol, List<Slice>>> waiting = new TreeMap<>();
    /** Dates under which nothing can be read, and those of them that keep a session from being compared. */
    private final NavigableMap<LocalDate, QualityReport.UnreadableDate> blind = new TreeMap<>();

    private final Set<LocalDate> blinding = new HashSet<>();
    private final long start;
    private final long end;
    private @Nullable LocalDate firstDone;
    private @Nullable LocalDate lastDone;
    private @Nullable LocalDate uncovered;

    CheckRun(BarCheck rules) {
        this.rules = rules;
        calendar = rules.calendar();
        sessions = new SessionList(rules.dueMicros());
        LocalDate first = rules.first();
        LocalDate last = rules.last();
        start = BarCheck.startOf(first == null ? calendar.firstDate() : first, calendar);
        end = BarCheck.endOf(last == null ? calendar.lastDate() : last, calendar);
        rules.symbols().forEach(this::scan);
    }

    QualityReport check(Collection<Bars> input) {
        Set<Symbol> seen = new HashSet<>();
        LocalDate first = null;
        LocalDate last = null;
        for (Bars bars : input) {
            if (!seen.add(bars.symbol())) {
                throw new IllegalArgumentException(
                        "Expected one batch for each symbol but got two of " + bars.symbol());
            }
            Bars sorted = bars.inTimeOrder();
            if (isWanted(bars.symbol())) {
                scan(bars.symbol()).arrival(bars);
                cut(sorted);
            } else if (!sorted.isEmpty()) {
                LocalDate begins = BarCheck.dateOf(sorted.time(0), calendar);
                LocalDate ends = BarCheck.dateOf(sorted.time(sorted.size() - 1), calendar);
                first = first == null || begins.isBefore(first) ? begins : first;
                last = last == null || ends.isAfter(last) ? ends : last;
            }
        }
        if (!waiting.isEmpty()) {
            first = waiting.firstKey();
            last = waiting.lastKey();
        }
        days(rules.first() != null ? rules.first() : first, rules.last() != null ? rules.last() : last);
        return report();
    }

    QualityReport check(BarSource source) {
        List<LocalDate> filed = rules.hasDates() ? List.of() : source.dates();
        LocalDate first = rules.first() != null ? rules.first().minusDays(1) : filed.isEmpty() ? null : filed.get(0);
        LocalDate last =
                rules.last() != null ? rules.last().plusDays(1) : filed.isEmpty() ? null : filed.get(filed.size() - 1);
        if (first != null && last != null) {
            walk(source, first, last);
            if (firstDone == null && !rules.symbols().isEmpty()) {
                // Nothing of what was asked for is there: it is missing on the dates on which others are.
                days(first, last);
            }
        }
        return report();
    }

    /** All dates from a first to a last, as far as the calendar goes; none when nobody knows which. */
    private void days(@Nullable LocalDate first, @Nullable LocalDate last) {
        if (first == null || last == null) {
            return;
        }
        LocalDate begin = first.isBefore(calendar.firstDate()) ? calendar.firstDate() : first;
        LocalDate stop = last.isAfter(calendar.lastDate()) ? calendar.lastDate() : last;
        long total = stop.toEpochDay() - begin.toEpochDay() + 1;
        for (LocalDate date = begin; !date.isAfter(stop); date = date.plusDays(1)) {
            date(date);
            rules.listener().progress(date, date.toEpochDay() - begin.toEpochDay() + 1, total);
        }
    }

    /** Reads what is filed under dates from {@code next} to {@code last}, each just before it is needed. */
    private void walk(BarSource source, LocalDate next, LocalDate last) {
        long begin = next.toEpochDay();
        long total = last.toEpochDay() - begin + 1;
        LocalDate date = rules.first();
        LocalDate stop = rules.last() != null ? rules.last() : calendar.lastDate();
        while (!next.isAfter(last) || rules.hasDates() || !waiting.isEmpty()) {
            while (!next.isAfter(last) && (date == null || !next.isAfter(lastFiledOf(date)))) {
                read(source, next);
                next = next.plusDays(1);
                if (date == null && !waiting.isEmpty()) {
                    date = waiting.firstKey();
                }
            }
            if (date == null) {
                return;
            }
            if (date.isAfter(stop)) {
                // What is left is filed under dates beyond the calendar: it is counted.
                for (; !rules.hasDates() && !next.isAfter(last); next = next.plusDays(1)) {
                    read(source, next);
                }
                return;
            }
            date(date);
            rules.listener().progress(date, Math.min(next.toEpochDay() - begin, total), total);
            date = date.plusDays(1);
        }
    }

    /** The last date under which a source files bars of a date, whether it files by UTC date or by the exchange's. */
    private LocalDate lastFiledOf(LocalDate date) {
        LocalDate utc = UtcMicros.utcDate(BarCheck.endOf(date, calendar));
        return utc.isAfter(date) ? utc : date;
    }

    private void read(BarSource source, LocalDate filed) {
        try {
            for (Symbol symbol : new TreeSet<>(source.symbols(filed))) {
                if (isWanted(symbol)) {
                    cut(source.day(symbol, filed).inTimeOrder());
                }
            }
        } catch (BarqueException e) {
            if (e.concern() != Concern.DATA) {
                throw e;
            }
            blind.put(filed, new QualityReport.UnreadableDate(filed, e.code(), String.valueOf(e.getMessage())));
        }
    }

    private boolean isWanted(Symbol symbol) {
        return rules.symbols().isEmpty() || rules.symbols().contains(symbol);
    }

    private SymbolScan scan(Symbol symbol) {
        return scans.computeIfAbsent(symbol, one -> new SymbolScan(one, rules, sessions, sample));
    }

    /** Cuts bars at the ends of dates and lets each piece wait for its date. */
    private void cut(Bars bars) {
        int from = bars.indexAtOrBefore(start) + 1;
        int to = bars.indexAtOrBefore(end) + 1;
        if (!rules.hasDates()) {
            uncovered(new Slice(bars, 0, from));
            uncovered(new Slice(bars, to, bars.size()));
        }
        while (from < to) {
            LocalDate date = BarCheck.dateOf(bars.time(from), calendar);
            int next = bars.indexAtOrBefore(BarCheck.endOf(date, calendar)) + 1;
            Slice slice = new Slice(bars, from, next);
            if (lastDone != null && !date.isAfter(lastDone)) {
                scan(bars.symbol()).uncompared(Defect.MISFILED, date, slice, "filed under a later date");
            } else {
                waiting.computeIfAbsent(date, none -> new TreeMap<>())
                        .computeIfAbsent(bars.symbol(), none -> new ArrayList<>())
                        .add(slice);
            }
            from = next;
        }
    }

    private void uncovered(Slice slice) {
        if (slice.size() > 0) {
            LocalDate date = BarCheck.dateOf(slice.bars().time(slice.from()), calendar);
            uncovered = uncovered == null ? date : uncovered;
            scan(slice.bars().symbol())
                    .uncompared(
                            Defect.OUTSIDE_CALENDAR,
                            date,
                            slice,
                            calendar.id() + " covers " + calendar.firstDate() + " to " + calendar.lastDate());
        }
    }

    private void date(LocalDate date) {
        firstDone = firstDone == null ? date : firstDone;
        lastDone = date;
        SortedMap<Symbol, List<Slice>> bars = waiting.remove(date);
        Optional<Session> session = calendar.session(date);
        if (session.isPresent() && isBlind(session.get())) {
            return;
        }
        int index = session.map(sessions::add).orElse(-1);
        if (bars == null) {
            return;
        }
        for (Map.Entry<Symbol, List<Slice>> entry : bars.entrySet()) {
            SymbolScan scan = scan(entry.getKey());
            Slice slice = Slice.joined(entry.getValue());
            if (session.isPresent()) {
                scan.session(session.get(), index, slice);
            } else {
                scan.closed(date, slice);
            }
        }
    }

    private boolean isBlind(Session session) {
        if (blind.isEmpty()) {
            return false;
        }
        Set<LocalDate> dates = new HashSet<>(List.of(session.date()));
        dates.add(UtcMicros.utcDate(session.openMicros() + 1));
        dates.add(UtcMicros.utcDate(session.closeMicros()));
        dates.retainAll(blind.keySet());
        blinding.addAll(dates);
        return !dates.isEmpty();
    }

    /** Of dates that were not asked for, only those that were needed. */
    private List<QualityReport.UnreadableDate> unreadable() {
        return blind.values().stream()
                .filter(one -> !rules.hasDates() || blinding.contains(one.date()) || isAskedFor(one.date()))
                .toList();
    }

    private boolean isAskedFor(LocalDate date) {
        LocalDate first = rules.first();
        LocalDate last = rules.last();
        return first != null && last != null && !date.isBefore(first) && !date.isAfter(last);
    }

    private QualityReport report() {
        List<QualityReport.UnreadableDate> unreadable = unreadable();
        LocalDate first = rules.first() != null ? rules.first() : firstDone;
        LocalDate last = rules.last() != null ? rules.last() : lastDone;
        if (first == null || last == null) {
            if (uncovered != null) {
                calendar.requireCovered(uncovered);
            }
            if (unreadable.isEmpty()) {
                throw CoreErrors.nothingToCheck(Optional.empty());
            }
            first = unreadable.get(0).date();
            last = unreadable.get(unreadable.size() - 1).date();
        }
        if (scans.isEmpty() && unreadable.isEmpty()) {
            throw CoreErrors.nothingToCheck(Optional.of(first + " to " + last));
        }
        List<SymbolQuality> symbols =
                scans.values().stream().map(SymbolScan::finish).toList();
        return new QualityReport(
                calendar.id(), Objects.requireNonNull(first), last, sessions.size(), symbols, unreadable);
    }
}
