package dev.barque.ops.internal;

import dev.barque.core.calendar.Session;
import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Symbol;
import dev.barque.ops.Verdict.Finding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which of some sessions, in their order, a source has bars of. */
public final class DayCoverage {
    private static final String REMEDY = "Ingest these days again, or mend the calendar if the market was closed.";

    private final List<Day> days;

    private DayCoverage(List<Day> days) {
        this.days = days;
    }

    /** Looks for a bar of a symbol, or of any symbol, in each session. */
    public static DayCoverage of(List<Session> sessions, BarSource source, @Nullable Symbol symbol) {
        return new DayCoverage(
                sessions.stream().map(session -> look(session, source, symbol)).toList());
    }

    /** How many sessions there are. */
    public int size() {
        return days.size();
    }

    /** The first session's date. */
    public LocalDate first() {
        return days.get(0).date();
    }

    /** The last session's date. */
    public LocalDate last() {
        return days.get(days.size() - 1).date();
    }

    /** Whether some session's bars cannot be read. */
    public boolean isAnyUnreadable() {
        return days.stream().anyMatch(day -> day.problem().isPresent());
    }

    /** Whether no session has bars. */
    public boolean isAllAbsent() {
        return days.stream().noneMatch(Day::present);
    }

    /** Without the absent sessions at both ends. */
    public DayCoverage fromFirstToLastPresent() {
        int from = 0;
        int to = days.size();
        while (from < to && days.get(from).isAbsent()) {
            from++;
        }
        while (to > from && days.get(to - 1).isAbsent()) {
            to--;
        }
        return new DayCoverage(days.subList(from, to));
    }

    /** One for each unreadable session and for each run of absent ones. */
    public List<Finding> findings(String what) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < days.size(); ) {
            int end = i + 1;
            Day day = days.get(i);
            if (day.problem().isPresent()) {
                findings.add(new Finding(
                        what + " on " + day.date(),
                        day.problem().get(),
                        "bars that can be read",
                        "Restore this day from a backup, or ingest it again."));
            } else if (day.isAbsent()) {
                while (end < days.size() && days.get(end).isAbsent()) {
                    end++;
                }
                findings.add(absent(what, day.date(), days.get(end - 1).date(), end - i));
            }
            i = end;
        }
        return findings;
    }

    private static Finding absent(String what, LocalDate from, LocalDate to, int sessions) {
        return sessions == 1
                ? new Finding(what + " on " + from, "no bar in the session", "at least one", REMEDY)
                : new Finding(
                        what + " from " + from + " to " + to,
                        "no bar in " + sessions + " sessions",
                        "at least one in each",
                        REMEDY);
    }

    private static Day look(Session session, BarSource source, @Nullable Symbol symbol) {
        try {
            Set<Symbol> candidates = symbol == null ? SessionBars.symbols(source, session) : Set.of(symbol);
            return new Day(
                    session.date(),
                    candidates.stream().anyMatch(candidate -> SessionBars.hasBars(source, candidate, session)),
                    Optional.empty());
        } catch (BarqueException e) {
            if (e.concern() != Concern.DATA) {
                throw e;
            }
            return new Day(session.date(), false, Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private record Day(LocalDate date, boolean present, Optional<String> problem) {
        boolean isAbsent() {
            return !present && problem.isEmpty();
        }
    }
}
