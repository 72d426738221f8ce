package dev.barque.core.quality;

import static dev.barque.core.quality.Minutes.NYSE;

import dev.barque.core.calendar.Session;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a check should find, worked out slowly: sets of times, lists of bars, sorting. Every date is expected. */
final class NaiveCheck {
    private final List<Minutes.Minute> arrived;
    private final Duration interval;
    private final LocalDate first;
    private final LocalDate last;
    final Map<Defect, Long> counts = new EnumMap<>(Defect.class);
    private final Map<Defect, Set<LocalDate>> dates = new EnumMap<>(Defect.class);
    final List<BarGap> gaps = new ArrayList<>();
    private final List<Return> pool = new ArrayList<>();
    private double middle;
    private double scale = Double.NaN;
    long expected;
    long present;

    NaiveCheck(List<Minutes.Minute> arrived, Duration interval, LocalDate first, LocalDate last) {
        this.arrived = arrived;
        this.interval = interval;
        this.first = first;
        this.last = last;
    }

    Map<Defect, Integer> dates() {
        Map<Defect, Integer> sizes = new EnumMap<>(Defect.class);
        dates.forEach((defect, on) -> sizes.put(defect, on.size()));
        return sizes;
    }

    private void found(Defect defect, LocalDate date, long count) {
        if (count > 0) {
            counts.merge(defect, count, Long::sum);
            dates.computeIfAbsent(defect, none -> new TreeSet<>()).add(date);
        }
    }

    private static LocalDate dateOf(Minutes.Minute minute) {
        return LocalDate.ofInstant(UtcMicros.toInstant(minute.time()).minusNanos(1), NYSE.zone());
    }

    void run() {
        for (int i = 0; i < arrived.size(); i++) {
            long time = arrived.get(i).time();
            boolean late = arrived.subList(0, i).stream().anyMatch(before -> before.time() > time);
            found(Defect.OUT_OF_ORDER, dateOf(arrived.get(i)), late ? 1 : 0);
        }
        TreeMap<LocalDate, TreeMap<Long, List<Minutes.Minute>>> byDate = new TreeMap<>();
        for (Minutes.Minute minute : arrived) {
            byDate.computeIfAbsent(dateOf(minute), none -> new TreeMap<>())
                    .computeIfAbsent(minute.time(), none -> new ArrayList<>())
                    .add(minute);
        }
        List<Minutes.Minute> inSessions = new ArrayList<>();
        List<Session> absent = new ArrayList<>();
        for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
            TreeMap<Long, List<Minutes.Minute>> bars = byDate.getOrDefault(date, new TreeMap<>());
            Optional<Session> session = NYSE.session(date);
            for (List<Minutes.Minute> sameTime : bars.values()) {
                values(date, sameTime);
                if (session.isEmpty()) {
                    found(Defect.OUT_OF_SESSION, date, sameTime.size());
                }
            }
            if (session.isPresent()) {
                List<Minutes.Minute> inSession = session(session.get(), bars);
                if (inSession.isEmpty()) {
                    absent.add(session.get());
                } else {
                    flush(absent);
                    parts(session.get(), inSession);
                }
                inSessions.addAll(inSession);
            }
        }
        outliers();
        flush(absent);
        gaps.sort((a, b) -> a.first().compareTo(b.first()));
        runs(inSessions);
    }

    private void values(LocalDate date, List<Minutes.Minute> sameTime) {
        for (int i = 0; i < sameTime.size(); i++) {
            Minutes.Minute m = sameTime.get(i);
            double[] prices = {m.open(), m.high(), m.low(), m.close()};
            boolean bad = false;
            for (double price : prices) {
                bad |= price <= 0 || Double.isInfinite(price);
            }
            found(Defect.BAD_PRICE, date, bad ? 1 : 0);
            found(Defect.MISSING_PRICE, date, Double.isNaN(m.close()) ? 1 : 0);
            boolean crossed = List.of(m.low(), m.open(), m.close()).stream().anyMatch(p -> above(p, m.high()))
                    || above(m.low(), m.open())
                    || above(m.low(), m.close());
            found(Defect.CROSSED, date, crossed ? 1 : 0);
            found(Defect.BAD_VOLUME, date, m.volume() < 0 || m.volume() * m.close() < 0 ? 1 : 0);
            if (i > 0) {
                found(m.equals(sameTime.get(i - 1)) ? Defect.DUPLICATE : Defect.CONFLICT, date, 1);
            }
        }
    }

    private static boolean above(double a, double b) {
        return (a - b) / Math.abs(a) > 1e-6;
    }

    /** The bars that count, one for each time. */
    private List<Minutes.Minute> session(Session session, SortedMap<Long, List<Minutes.Minute>> bars) {
        List<Minutes.Minute> inSession = new ArrayList<>();
        List<Minutes.Minute> outside = new ArrayList<>();
        for (List<Minutes.Minute> sameTime : bars.values()) {
            Minutes.Minute kept = sameTime.get(sameTime.size() - 1);
            if (session.coversBarAt(kept.time())) {
                inSession.add(kept);
            } else {
                boolean early = session.closesEarly() && kept.time() > session.closeMicros();
                found(early ? Defect.AFTER_EARLY_CLOSE : Defect.OUT_OF_SESSION, session.date(), sameTime.size());
                outside.addAll(sameTime);
            }
        }
        if (!outside.isEmpty()) {
            for (int hours : new int[] {-1, 1}) {
                long by = Duration.ofHours(hours).toSeconds() * 1_000_000;
                List<Minutes.Minute> all =
                        bars.values().stream().flatMap(List::stream).toList();
                boolean allFit = all.stream().allMatch(m -> session.coversBarAt(m.time() - by));
                if (allFit && 2 * all.size() >= due(session).size()) {
                    found(Defect.SHIFTED_HOUR, session.date(), 1);
                }
            }
        }
        long none = inSession.stream().filter(m -> m.volume() == 0).count();
        found(Defect.ZERO_VOLUME, session.date(), none);
        returns(session, inSession);
        return inSession;
    }

    private List<Instant> due(Session session) {
        List<Instant> due = new ArrayList<>();
        for (Instant t = session.open().plus(interval); !t.isAfter(session.close()); t = t.plus(interval)) {
            due.add(t);
        }
        return due;
    }

    private void flush(List<Session> absent) {
        if (!absent.isEmpty()) {
            int bars = 0;
            for (Session session : absent) {
                bars += due(session).size();
                found(Defect.MISSING_SESSION, session.date(), 1);
            }
            expected += bars;
            Session lastOne = absent.get(absent.size() - 1);
            gaps.add(new BarGap(due(absent.get(0)).get(0), lastOne.close(), bars, absent.size()));
            absent.clear();
        }
    }

    private void parts(Session session, List<Minutes.Minute> inSession) {
        Set<Instant> there = new HashSet<>();
        List<Instant> due = due(session);
        for (Minutes.Minute minute : inSession) {
            Instant time = UtcMicros.toInstant(minute.time());
            Instant end =
                    due.stream().filter(t -> !t.isBefore(time)).findFirst().orElseThrow();
            there.add(end);
            found(Defect.OFF_GRID, session.date(), end.equals(time) ? 0 : 1);
        }
        expected += due.size();
        present += there.size();
        found(Defect.MISSING_BARS, session.date(), due.size() - there.size());
        for (int i = 0; i < due.size(); i++) {
            int end = i;
            while (end < due.size() && !there.contains(due.get(end))) {
                end++;
            }
            if (end > i) {
                gaps.add(new BarGap(due.get(i), due.get(end - 1), end - i, 0));
                i = end;
            }
        }
    }

    private record Return(LocalDate date, double value) {}

    /** Sessions that are too small to say what is usual are put together; the last of them are measured by those before. */
    private void returns(Session session, List<Minutes.Minute> inSession) {
        double before = Double.NaN;
        for (Minutes.Minute minute : inSession) {
            if (minute.close() > 0) {
                if (!Double.isNaN(before)) {
                    pool.add(new Return(session.date(), Math.log(minute.close() / before)));
                }
                before = minute.close();
            }
        }
        if (pool.size() >= 30) {
            List<Double> values = pool.stream().map(Return::value).toList();
            middle = median(values);
            List<Double> deviations =
                    values.stream().map(r -> Math.abs(r - middle)).toList();
            scale = 1.4826 * median(deviations);
            if (scale == 0) {
                scale = 1.2533
                        * deviations.stream().mapToDouble(d -> d).average().orElse(0);
            }
            outliers();
        }
    }

    private void outliers() {
        for (Return one : pool) {
            boolean far = scale > 0 && Math.abs(one.value() - middle) / scale > 12;
            found(Defect.OUTLIER, one.date(), far && Math.abs(one.value()) >= 0.0025 ? 1 : 0);
        }
        pool.clear();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int n = sorted.size();
        return n == 0 ? Double.NaN : (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    }

    private void runs(List<Minutes.Minute> bars) {
        for (int i = 0; i < bars.size(); ) {
            int end = i + 1;
            while (end < bars.size() && bars.get(end).close() == bars.get(i).close()) {
                end++;
            }
            found(Defect.FLAT, dateOf(bars.get(i)), end - i >= 30 ? end - i : 0);
            i = end;
        }
        for (int i = 0; i < bars.size(); ) {
            int end = i + 1;
            while (end < bars.size()
                    && bars.get(i).volume() > 0
                    && !Double.isNaN(bars.get(i).close())
                    && bars.get(end).at(0).equals(bars.get(i).at(0))) {
                end++;
            }
            found(Defect.REPEATED, dateOf(bars.get(i)), end - i >= 5 ? end - i : 0);
            i = end;
        }
    }
}
