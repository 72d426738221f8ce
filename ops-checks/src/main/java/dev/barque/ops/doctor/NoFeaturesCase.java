package dev.barque.ops.doctor;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.ops.HealthStatus;
import dev.barque.store.ParquetFeatureStore;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Why there are no features: about what was asked, or else about every symbol that has bars on the newest dates. */
final class NoFeaturesCase extends Examination {
    /** Without a symbol or a date, so many of the newest dates with bars are looked at. */
    private static final int NEWEST_DATES = 5;

    NoFeaturesCase(Patient patient, Complaint complaint) {
        super(DoctorCase.NO_FEATURES, patient, complaint);
    }

    @Override
    String look() {
        if (!Homes.isOne(patient.directory())) {
            noHome();
            return patient.directory() + " is no home.";
        }
        Map<FeatureSetId, FeatureSet> sets = patient.sets();
        Optional<FeatureSetId> wrong = complaint.set().filter(set -> !sets.containsKey(set));
        if (wrong.isPresent()) {
            unknownVersion(wrong.get(), sets);
            return "There is no feature set " + wrong.get() + ".";
        }
        try (ParquetFeatureStore store = patient.store(sets)) {
            return complaint.symbol().isPresent() ? asked(complaint.symbol().get(), store, sets) : newest(store, sets);
        }
    }

    private String asked(Symbol symbol, ParquetFeatureStore store, Map<FeatureSetId, FeatureSet> sets) {
        LocalDate last = complaint.last().orElseGet(() -> lastDate(symbol));
        LocalDate first = complaint.first().orElse(last);
        List<FeatureSetId> wanted = complaint
                .set()
                .map(List::of)
                .or(() -> patient.find(FeatureSet.class).map(set -> List.of(set.id())))
                .orElseGet(() -> List.copyOf(sets.keySet()));
        int looked = 0;
        for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
            for (FeatureSetId set : wanted) {
                new FeatureGap(this, store, set, symbol, date, asOf(date)).look();
                looked++;
            }
        }
        if (looked == 0) {
            neverBuilt(symbol + " on " + last, symbol, last);
        }
        return "Features of " + symbol + (first.equals(last) ? " on " : " from " + first + " to ") + last
                + (wanted.isEmpty() ? "" : " in " + String.join(", ", names(wanted))) + ".";
    }

    private AsOf asOf(LocalDate date) {
        Instant event = complaint.at().orElse(UtcMicros.toInstant((date.toEpochDay() + 1) * UtcMicros.PER_DAY - 1));
        Instant usual = complaint.at().isPresent() || event.isAfter(patient.now()) ? event : patient.now();
        return new AsOf(event, complaint.knownAt().orElse(usual));
    }

    /** The newest date on which the symbol has bars, else the newest with any, else today. */
    private LocalDate lastDate(Symbol symbol) {
        List<LocalDate> dates = patient.bars().dates();
        for (int i = dates.size() - 1; i >= Math.max(0, dates.size() - NEWEST_DATES); i--) {
            if (patient.bars().symbols(dates.get(i)).contains(symbol)) {
                return dates.get(i);
            }
        }
        return dates.isEmpty() ? UtcMicros.utcDate(UtcMicros.of(patient.now())) : dates.get(dates.size() - 1);
    }

    /** Symbols that have bars and no row of any version. */
    private String newest(ParquetFeatureStore store, Map<FeatureSetId, FeatureSet> sets) {
        BarSource bars = patient.bars();
        List<LocalDate> all = bars.dates().stream()
                .filter(date -> complaint
                                .first()
                                .map(first -> !date.isBefore(first))
                                .orElse(true)
                        && complaint.last().map(last -> !date.isAfter(last)).orElse(true))
                .toList();
        List<LocalDate> dates =
                complaint.first().isPresent() ? all : all.subList(Math.max(0, all.size() - NEWEST_DATES), all.size());
        if (dates.isEmpty()) {
            throw new Lacking("there are no bars, of which features could lack");
        }
        int symbols = 0;
        for (LocalDate date : dates) {
            List<Symbol> bare = new ArrayList<>();
            for (Symbol symbol : symbols(bars, date)) {
                symbols++;
                if (sets.keySet().stream().noneMatch(set -> has(store, set, symbol, date))) {
                    bare.add(symbol);
                }
            }
            for (Symbol symbol : bare) {
                FeatureGap.absent(this, symbol, date, sets.keySet());
            }
        }
        return "The bars of " + symbols + " days of symbols, " + dates.get(0) + " to " + dates.get(dates.size() - 1)
                + ".";
    }

    /** Bars that cannot be read are another case. */
    private static Set<Symbol> symbols(BarSource bars, LocalDate date) {
        try {
            return new TreeSet<>(bars.symbols(date));
        } catch (BarqueException e) {
            return new TreeSet<>();
        }
    }

    private static boolean has(ParquetFeatureStore store, FeatureSetId set, Symbol symbol, LocalDate date) {
        return store.dates(set, symbol).contains(date);
    }

    private void noHome() {
        Draft draft = draft(HealthStatus.UNHEALTHY, "There are no features, and nothing else either.")
                .evidence(
                        patient.directory().toString(),
                        Files.isDirectory(patient.directory())
                                ? "it holds neither data, data_l1, log, feature_sets nor decisions"
                                : "there is no such directory");
        Homes.near(patient.directory()).forEach(near -> {
            draft.evidence(near.toString(), "is a home");
            draft.remedyElsewhere("Ask about that home.", "doctor", "no-features", "--home", near.toString());
        });
        draft.remedy("Name the home with --home or the variable BARQUE_HOME; mount its disk.")
                .because(
                        Likelihood.CERTAIN,
                        "This is not a home: the directory is another one, or its disk is not mounted.");
    }

    private void unknownVersion(FeatureSetId wrong, Map<FeatureSetId, FeatureSet> sets) {
        List<String> there = names(sets.keySet());
        List<String> nearest = Spelling.nearest(wrong.value(), there);
        Draft draft = draft(HealthStatus.DEGRADED, "No features of version " + wrong + ".")
                .evidence("feature_sets", there.isEmpty() ? "no version" : "versions " + String.join(", ", there));
        for (String name : nearest.isEmpty() ? there : nearest) {
            draft.remedy("Ask for " + name + ".", "doctor no-features", "--set", name);
        }
        draft.remedy(
                        "Build the version, with the profile that computes it.",
                        "features build",
                        "--symbol",
                        "SYMBOL",
                        "--date",
                        "DATE",
                        "--profile",
                        "NAME")
                .because(
                        Likelihood.CERTAIN,
                        "Nothing was ever written in this version, and no profile here declares it.");
    }

    void neverBuilt(String what, Symbol symbol, LocalDate date) {
        draft(HealthStatus.DEGRADED, "No features for " + what + ".")
                .evidence("feature_sets", "no version was ever written")
                .remedy("Build them.", "features build", "--symbol", symbol.value(), "--date", date.toString())
                .because(Likelihood.CERTAIN, "Features were never built in this home.");
    }

    static List<String> names(Iterable<FeatureSetId> sets) {
        List<String> names = new ArrayList<>();
        sets.forEach(set -> names.add(set.value()));
        return names;
    }
}
