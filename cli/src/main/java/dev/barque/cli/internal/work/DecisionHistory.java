package dev.barque.cli.internal.work;

import dev.barque.cli.internal.CliErrors;
import dev.barque.core.decision.Decision;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.decisions.DecisionQuery;
import dev.barque.store.decisions.DecisionRecords;
import dev.barque.store.decisions.DecisionReport;
import dev.barque.store.decisions.LoggedDecision;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Questions to a decision log, and what to say when it has no answer. */
public final class DecisionHistory {
    private final DecisionRecords records;

    /** Over a log. */
    public DecisionHistory(DecisionRecords records) {
        this.records = records;
    }

    /** Where it lies. */
    public Path folder() {
        return records.folder();
    }

    /** UTC dates of a range that have a log, ascending. */
    public List<LocalDate> dates(DateRange range) {
        return records.dates().stream().filter(range::contains).toList();
    }

    /** Hands out the records of a symbol on a date; {@code profile} null for those of all. */
    public DecisionReport read(Symbol symbol, LocalDate date, @Nullable String profile, Consumer<LoggedDecision> to) {
        DecisionQuery query = DecisionQuery.of(symbol).on(date);
        return records.read(profile == null ? query : query.by(profile), to);
    }

    /**
     * The records of the last bar at an instant, on its UTC date, by profile.
     *
     * @param found never empty
     * @param report what else reading found
     */
    public record AtBar(List<LoggedDecision> found, DecisionReport report) {
        /** Copies the list. */
        public AtBar {
            found = List.copyOf(found);
        }
    }

    /** Those records; throws {@code cli.no-record}, which names the nearest ones. */
    public AtBar at(Symbol symbol, Instant when, @Nullable String profile) {
        Map<String, LoggedDecision> latest = new TreeMap<>();
        LocalDate date = UtcMicros.utcDate(UtcMicros.of(when));
        DecisionReport report = read(symbol, date, profile, logged -> {
            if (!logged.decision().time().isAfter(when)) {
                latest.merge(logged.decision().grounds().profile(), logged, DecisionHistory::later);
            }
        });
        Optional<Instant> bar =
                latest.values().stream().map(logged -> logged.decision().time()).max(Instant::compareTo);
        if (bar.isEmpty()) {
            throw CliErrors.noRecordAt(
                    records.folder(),
                    symbol,
                    when,
                    profile,
                    nearest(symbol, when, profile, -1),
                    nearest(symbol, when, profile, 1));
        }
        List<LoggedDecision> found = latest.values().stream()
                .filter(logged -> logged.decision().time().equals(bar.get()))
                .toList();
        return new AtBar(found, report);
    }

    private static LoggedDecision later(LoggedDecision a, LoggedDecision b) {
        return b.decision().time().isAfter(a.decision().time()) ? b : a;
    }

    /** The nearest record on one side of an instant, looking no farther than the first date that has any. */
    private Optional<Instant> nearest(Symbol symbol, Instant when, @Nullable String profile, int side) {
        LocalDate date = UtcMicros.utcDate(UtcMicros.of(when));
        List<LocalDate> dates = new ArrayList<>(records.dates());
        if (side < 0) {
            Collections.reverse(dates);
        }
        for (LocalDate each : dates) {
            if (each.compareTo(date) * side >= 0) {
                TreeSet<Instant> times = new TreeSet<>();
                read(symbol, each, profile, logged -> {
                    if (logged.decision().time().compareTo(when) * side > 0) {
                        times.add(logged.decision().time());
                    }
                });
                if (!times.isEmpty()) {
                    return Optional.of(side < 0 ? times.last() : times.first());
                }
            }
        }
        return Optional.empty();
    }

    /** The error for a range without records: what there is instead. */
    public RuntimeException nothing(Symbol symbol, DateRange range, @Nullable String profile) {
        TreeSet<String> symbols = new TreeSet<>();
        TreeSet<String> profiles = new TreeSet<>();
        TreeSet<LocalDate> dates = new TreeSet<>();
        records.read(DecisionQuery.all(), logged -> {
            Decision decision = logged.decision();
            symbols.add(decision.symbol().value());
            if (decision.symbol().equals(symbol)) {
                profiles.add(decision.grounds().profile());
                dates.add(UtcMicros.utcDate(UtcMicros.of(decision.time())));
            }
        });
        return CliErrors.noRecords(
                records.folder(),
                symbol,
                range.toString(),
                profile,
                List.copyOf(symbols),
                List.copyOf(profiles),
                List.copyOf(dates));
    }
}
