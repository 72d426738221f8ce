package dev.barque.ops.doctor;

import dev.barque.core.calendar.Session;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.NoFeatures;
import dev.barque.core.market.Symbol;
import dev.barque.ops.HealthStatus;
import dev.barque.ops.doctor.Examination.Draft;
import dev.barque.ops.maintenance.MaintenanceJournal;
import dev.barque.store.ParquetFeatureStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Why one symbol has no features on one date in one version. The first cause that holds is the only one that is named. */
final class FeatureGap {
    private static final String RETENTION = "feature-retention";

    private final Examination examination;
    private final Patient patient;
    private final ParquetFeatureStore store;
    private final FeatureSetId set;
    private final Symbol symbol;
    private final LocalDate date;
    private final AsOf asOf;

    FeatureGap(
            Examination examination,
            ParquetFeatureStore store,
            FeatureSetId set,
            Symbol symbol,
            LocalDate date,
            AsOf asOf) {
        this.examination = examination;
        this.patient = examination.patient;
        this.store = store;
        this.set = set;
        this.symbol = symbol;
        this.date = date;
        this.asOf = asOf;
    }

    void look() {
        NoFeatures none;
        try {
            if (store.find(set, symbol, asOf).isPresent()) {
                return;
            }
            none = store.diagnose(set, symbol, asOf);
        } catch (BarqueException e) {
            unreadable(e);
            return;
        }
        switch (none.reason()) {
            case KNOWN_LATER -> knownLater(none);
            case ALL_LATER -> allLater(none);
            case TOO_OLD -> tooOld(none);
            case NO_SUCH_VERSION, NO_SUCH_SYMBOL, NO_SUCH_DATE -> nothingFiled(none);
        }
    }

    private Draft draft(HealthStatus severity) {
        String time = examination.complaint.at().isPresent() ? " at " + asOf.eventTime() : " on " + date;
        return examination.draft(severity, "No features for " + symbol + time + " in " + set + ".");
    }

    private String partition() {
        return "data/date=" + date + "/symbol=" + symbol + "/feature_set_id=" + set;
    }

    private void unreadable(BarqueException e) {
        boolean quarantined = e.code().equals("store.quarantined");
        Draft draft = draft(HealthStatus.UNHEALTHY).evidence(partition(), e.getMessage() + " [" + e.code() + "]");
        if (!quarantined) {
            draft.remedy("Move what is damaged to quarantine.", "store repair");
        }
        if (hasBars()) {
            draft.remedy("Compute the rows again from the bars.", "features regenerate", options());
        }
        draft.remedyElsewhere(
                        "Restore the last good backup to a new place.", "restore", "--backups", "DIR", "--home", "NEW")
                .because(
                        Likelihood.CERTAIN,
                        quarantined
                                ? "The file was damaged and lies in quarantine; nothing has replaced it yet."
                                : "The rows are there and cannot be read: the file is damaged or incomplete.");
    }

    private void knownLater(NoFeatures none) {
        Instant known = none.knownFrom().orElse(asOf.knownAt());
        draft(HealthStatus.DEGRADED)
                .evidence(partition(), "rows about the past are there, the first known at " + known)
                .evidence("the question", "asks for what was known at " + asOf.knownAt())
                .remedy(
                        "Ask for what was known then, where hindsight is allowed.",
                        "features show",
                        "--symbol",
                        symbol.value(),
                        "--at",
                        asOf.eventTime().toString(),
                        "--known-at",
                        known.toString(),
                        "--set",
                        set.value())
                .remedy(
                        "Write rows with the lag of their engines: rows that were regenerated or taken in late are known late.",
                        "features regenerate",
                        options())
                .because(Likelihood.CERTAIN, "The rows were known only later than asked.");
    }

    private void allLater(NoFeatures none) {
        Optional<Session> session = session();
        boolean before = session.map(s -> asOf.eventTime().isBefore(s.open())).orElse(false);
        Draft draft = draft(HealthStatus.HEALTHY)
                .evidence(
                        partition(),
                        "the first row is about "
                                + none.after().map(Instant::toString).orElse("a later instant"));
        session.ifPresent(s -> draft.evidence("the session of " + date, "opens at " + s.open()));
        none.after()
                .ifPresent(first -> draft.remedy(
                        "Ask at the first row or later.",
                        "features show",
                        "--symbol",
                        symbol.value(),
                        "--at",
                        first.toString(),
                        "--set",
                        set.value()));
        draft.remedy("Look back over the close: a feature set whose look-back is an age sees the day before.")
                .because(
                        before ? Likelihood.CERTAIN : Likelihood.LIKELY,
                        before
                                ? "The market was not open yet."
                                : "The engines need some bars of the day before their first row.");
    }

    private void tooOld(NoFeatures none) {
        draft(HealthStatus.DEGRADED)
                .evidence(
                        partition(),
                        "the last row before is about "
                                + none.before().map(Instant::toString).orElse("an older instant"))
                .remedy("Build the rows since then.", "features build", options())
                .because(Likelihood.CERTAIN, "All rows are older than the look-back of the feature set allows.");
    }

    private void nothingFiled(NoFeatures none) {
        List<String> bars = barsOfDate();
        if (bars == null) {
            return;
        }
        if (bars.isEmpty() && closed()) {
            return;
        }
        if (bars.contains(symbol.value())) {
            absent(examination, symbol, date, List.of(set));
            return;
        }
        neverIngested(bars, none);
    }

    /** The symbols with bars on the date; null where the bars are damaged, which is then the diagnosis. */
    private @Nullable List<String> barsOfDate() {
        try {
            return patient.bars().symbols(date).stream()
                    .map(Symbol::value)
                    .sorted()
                    .toList();
        } catch (BarqueException e) {
            draft(HealthStatus.UNHEALTHY)
                    .evidence("data_l1/l1_" + date + ".parquet", e.getMessage() + " [" + e.code() + "]")
                    .remedy("Move what is damaged to quarantine.", "store repair")
                    .remedy(
                            "Take the bars in again, then build the features.",
                            "ingest",
                            "--stamps",
                            "open",
                            "--interval",
                            "1m",
                            "FILE")
                    .because(Likelihood.CERTAIN, "The bars of the date, from which features come, cannot be read.");
            return null;
        }
    }

    private boolean closed() {
        Optional<TradingCalendar> calendar = patient.calendar();
        if (calendar.isEmpty()) {
            return false;
        }
        TradingCalendar market = calendar.get();
        if (date.isAfter(market.dateAt(patient.now()))) {
            draft(HealthStatus.HEALTHY)
                    .evidence("the clock", "it is " + patient.now())
                    .remedy("Ask about a date that is over.")
                    .because(Likelihood.CERTAIN, "The date has not come yet.");
            return true;
        }
        if (date.isBefore(market.firstDate())
                || date.isAfter(market.lastDate())
                || market.session(date).isPresent()) {
            return false;
        }
        String weekday = date.getDayOfWeek().name().charAt(0)
                + date.getDayOfWeek().name().substring(1).toLowerCase(Locale.ROOT);
        Draft draft = draft(HealthStatus.HEALTHY)
                .evidence(
                        "the calendar " + market.id(),
                        date + " is a " + weekday
                                + market.reason(date).map(why -> ", " + why).orElse("") + ", without a session");
        if (date.isAfter(market.firstDate())) {
            LocalDate before = market.previousSession(date).date();
            draft.remedy(
                    "Ask about the session before.",
                    "doctor no-features",
                    "--symbol",
                    symbol.value(),
                    "--date",
                    before.toString());
        }
        draft.remedy("Use the calendar of the market that trades on the date.")
                .because(Likelihood.CERTAIN, "The market was closed.");
        return true;
    }

    private void neverIngested(List<String> bars, NoFeatures none) {
        Set<String> names = new TreeSet<>(bars);
        names.addAll(Homes.symbols(patient.directory(), date));
        if (none.reason() == NoFeatures.Reason.NO_SUCH_SYMBOL) {
            names.addAll(none.available());
        }
        List<String> nearest = Spelling.nearest(symbol.value(), names);
        boolean elsewhen = !store.dates(set, symbol).isEmpty();
        Draft draft = draft(HealthStatus.DEGRADED)
                .evidence(
                        "bars of " + date,
                        bars.isEmpty()
                                ? "none of any symbol"
                                : symbol + " is not among the symbols, of which there are " + bars.size());
        if (elsewhen) {
            draft.evidence(
                    "features of " + symbol,
                    store.dates(set, symbol).size() + " other dates"
                            + none.before()
                                    .map(t -> ", the last before at " + t)
                                    .orElse(""));
        }
        if (!nearest.isEmpty() && !elsewhen) {
            nearest.forEach(name -> {
                draft.evidence("the symbol " + name, "is there, and is spelled nearly so");
                draft.remedy(
                        "Ask for " + name + ".", "doctor no-features", "--symbol", name, "--date", date.toString());
            });
            draft.because(Likelihood.LIKELY, "The symbol is spelled in another way here; upper and lower case differ.");
            return;
        }
        List<Path> others = new ArrayList<>();
        for (Path near : Homes.near(patient.directory())) {
            if (Homes.has(near, symbol, date)) {
                others.add(near);
            }
        }
        if (!others.isEmpty()) {
            others.forEach(near -> {
                draft.evidence(near.toString(), "has " + symbol + " on " + date);
                draft.remedyElsewhere(
                        "Ask about that home.",
                        "doctor",
                        "no-features",
                        "--home",
                        near.toString(),
                        "--symbol",
                        symbol.value(),
                        "--date",
                        date.toString());
            });
            draft.because(Likelihood.LIKELY, "This is the wrong home: another one has them.");
            return;
        }
        draft.remedy("Take its bars in.", "ingest", "--stamps", "open", "--interval", "1m", "FILE")
                .remedy("Then build the features.", "features build", options())
                .because(Likelihood.LIKELY, "Its bars were never taken in.");
    }

    /** There are bars and no row of any of these versions. */
    static void absent(Examination examination, Symbol symbol, LocalDate date, Collection<FeatureSetId> sets) {
        Patient patient = examination.patient;
        String[] options = options(patient, symbol, date, sets);
        Draft draft = examination
                .draft(HealthStatus.DEGRADED, "No features for " + symbol + " on " + date + ".")
                .evidence(
                        "bars of " + symbol + " on " + date,
                        patient.bars().day(symbol, date).size() + " bars are there")
                .evidence(
                        "data/date=" + date + "/symbol=" + symbol,
                        sets.isEmpty() ? "no row" : "no row in " + String.join(", ", NoFeaturesCase.names(sets)));
        Optional<MaintenanceJournal.Line> removed =
                MaintenanceJournal.read(patient.directory(), patient.home().files()).stream()
                        .filter(line -> line.task().equals(RETENTION)
                                && line.event().equals("done")
                                && line.where().equals("data/date=" + date))
                        .findFirst();
        if (removed.isPresent()) {
            draft.evidence(
                            "maintenance/journal.jsonl",
                            RETENTION + " took the date away at "
                                    + removed.get().at())
                    .remedy("Compute the rows again; the bars are kept.", "features regenerate", options)
                    .remedy("Keep features longer.", "maintain plan " + RETENTION, "--set", "keep-days=DAYS")
                    .because(Likelihood.CERTAIN, "The date is behind the retention of features.");
            return;
        }
        draft.remedy("Build them.", "features build", options)
                .because(Likelihood.LIKELY, "The bars were taken in and features were never built from them.");
    }

    private boolean hasBars() {
        try {
            return patient.bars().symbols(date).contains(symbol);
        } catch (BarqueException e) {
            return false;
        }
    }

    private Optional<Session> session() {
        return patient.calendar()
                .filter(market -> !date.isBefore(market.firstDate()) && !date.isAfter(market.lastDate()))
                .flatMap(market -> market.session(date));
    }

    private String[] options() {
        return options(patient, symbol, date, List.of(set));
    }

    private static String[] options(Patient patient, Symbol symbol, LocalDate date, Collection<FeatureSetId> sets) {
        List<String> options = new ArrayList<>(List.of("--symbol", symbol.value(), "--date", date.toString()));
        if (sets.size() == 1) {
            options.addAll(List.of(patient.profileOptions(sets.iterator().next())));
        }
        return options.toArray(new String[0]);
    }
}
