package dev.barque.cli;

import dev.barque.agents.FeatureHistory;
import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.console.Figure;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Progress;
import dev.barque.cli.internal.work.Days;
import dev.barque.cli.internal.work.Helpers;
import dev.barque.cli.internal.work.Moment;
import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Symbol;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.l1.L1Files;
import dev.barque.store.regeneration.RegenerationMode;
import dev.barque.store.regeneration.RegenerationProgress;
import dev.barque.store.regeneration.RegenerationReport;
import dev.barque.store.regeneration.Regenerator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code barque features regenerate}. */
@Command(
        name = "regenerate",
        description =
                "Computes features of past dates anew from the bars of a home, and writes what is missing or other,"
                        + " or only compares. Exits with 1 when a comparison finds a difference.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque features regenerate --home demo-home --date 2025-10-24..2025-10-28 --verify-only",
            "  barque features regenerate --home demo-home --symbol SPY --date 2025-10-24..2025-10-28 \\",
            "      --job october --threads 2",
            "  barque features regenerate --home demo-home --date 2025-10-24 --missing-only --json",
            "",
            "A row is known at its event time plus the declared lag of the engines, whatever the clock says now. A corrected row wins from then on, also in reads as of earlier instants; the old one stays in the store. Killed at any moment, the same --job goes on where it was: what is done is not computed again, and the report is of the whole job. Parity is the share of instants at which the store has, bit for bit, what is computed, among all that either has."
        })
final class FeaturesRegenerateCommand extends Verb {
    private static final int SHOWN = 10;

    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(
            names = "--symbol",
            paramLabel = "SYM",
            description = "The instrument, such as SPY; can be given several times. Default: all that have bars.")
    private List<Symbol> symbols = new ArrayList<>();

    @Mixin
    private final DatesOption dates = new DatesOption();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @ArgGroup
    private @Nullable Mode mode;

    @Option(names = "--job", paramLabel = "ID", description = "Remember under this name, in the home, what is done.")
    private @Nullable String job;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many threads compute. Default: 1.")
    private int threads;

    @Option(
            names = "--bars-known-at",
            paramLabel = "T",
            description =
                    "Compute from bars as they were known at this instant (ISO 8601 with an offset). Default: with"
                            + " all corrections.")
    private @Nullable String barsKnownAt;

    @Mixin
    private final JsonOption json = new JsonOption();

    /** What to do with the rows; everything when neither is given. */
    static final class Mode {
        @Option(
                names = "--missing-only",
                description = "Write rows about instants of which there is none, and leave all others as they are.")
        private boolean missing;

        @Option(names = "--verify-only", description = "Write nothing: compare, and tell the parity.")
        private boolean verify;
    }

    FeaturesRegenerateCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        if (threads < 1) {
            throw new ParameterException(spec().commandLine(), "--threads must be at least 1 but is " + threads);
        }
        L1Files files = home.bars();
        BarSource bars =
                barsKnownAt == null ? files : files.asKnownAt(Moment.parse("--bars-known-at", barsKnownAt, null));
        Collection<LocalDate> days = days(bars);
        Collection<Symbol> whose = symbols.isEmpty() ? all(bars, days) : symbols;
        RegenerationReport report = run(bars, days, whose);
        symbols.forEach(symbol -> requireRows(report, symbol, bars));
        profile.value().caveat().ifPresent(this::note);
        if (json.isWanted()) {
            printJson(JsonText.parsed(report.toJson()));
        } else {
            print(RegenerationText.of(report, home.path()));
        }
        return exit(report);
    }

    private RegenerationReport run(BarSource bars, Collection<LocalDate> days, Collection<Symbol> whose) {
        try (ParquetFeatureStore store = mode() == RegenerationMode.VERIFY_ONLY
                        ? home.features()
                        : home.featuresForWriting(shell().clock());
                Helpers helpers = new Helpers(threads - 1);
                Progress.Task task = progress().start(title(), "partitions", (long) days.size() * whose.size())) {
            FeatureHistory history = new FeatureHistory(profile.value().unweighed(home.path()), bars);
            Regenerator.Builder regenerator = Regenerator.of(store, (set, symbol, date) -> history.rows(symbol, date))
                    .mode(mode())
                    .parallel(helpers, threads)
                    .listener(progress -> {
                        task.say(pace(progress));
                        task.to(progress.done());
                    });
            if (job != null) {
                regenerator.job(job);
            }
            RegenerationReport report = regenerator.build(shell().clock()).regenerate(days, whose, set());
            if (mode() != RegenerationMode.VERIFY_ONLY) {
                // Other tools read the Parquet files, not the log.
                store.seal();
            }
            return report;
        }
    }

    private FeatureSetId set() {
        return profile.value().profile().featureSet().id();
    }

    private RegenerationMode mode() {
        Mode given = mode;
        if (given != null && given.verify) {
            return RegenerationMode.VERIFY_ONLY;
        }
        return given != null && given.missing ? RegenerationMode.MISSING_ONLY : RegenerationMode.ALL;
    }

    private String title() {
        return (mode() == RegenerationMode.VERIFY_ONLY ? "Verifying " : "Regenerating ") + set();
    }

    /** The dates of the range that have bars of anything. */
    private Collection<LocalDate> days(BarSource bars) {
        List<LocalDate> there = bars.dates();
        List<LocalDate> days = there.stream().filter(dates.range()::contains).toList();
        if (there.isEmpty()) {
            throw CliErrors.emptyHome(home.path());
        }
        if (days.isEmpty()) {
            throw CliErrors.noBarsAtAll(home.path(), dates.range().toString(), there);
        }
        List<String> missing = dates.range()
                .first()
                .datesUntil(dates.range().last().plusDays(1))
                .filter(date ->
                        !days.contains(date) && dates.calendar().session(date).isPresent())
                .map(LocalDate::toString)
                .toList();
        if (!missing.isEmpty()) {
            note("Skipped, no bars although " + dates.calendar().id() + " has a session: "
                    + String.join(", ", missing.subList(0, Math.min(SHOWN, missing.size())))
                    + (missing.size() > SHOWN ? " and " + (missing.size() - SHOWN) + " more." : "."));
        }
        return days;
    }

    /** A damaged file is in nobody's way here: what is asked of it later fails and is reported. */
    private static Collection<Symbol> all(BarSource bars, Collection<LocalDate> days) {
        TreeSet<Symbol> all = new TreeSet<>();
        BarqueException problem = null;
        for (LocalDate day : days) {
            try {
                all.addAll(bars.symbols(day));
            } catch (BarqueException e) {
                problem = e;
            }
        }
        if (all.isEmpty() && problem != null) {
            throw problem;
        }
        return all;
    }

    /** Says what there is instead of a symbol without bars: as an error when nothing else was done. */
    private void requireRows(RegenerationReport report, Symbol symbol, BarSource bars) {
        boolean there = report.outcomes().stream()
                        .anyMatch(one -> one.symbol().equals(symbol) && one.computed() + one.unmatched() > 0)
                || report.failures().stream().anyMatch(one -> one.symbol().equals(symbol));
        if (!there) {
            try {
                Days.of(bars, home.path(), symbol, dates.range(), dates.calendar());
            } catch (BarqueException e) {
                if (report.computed() == 0) {
                    throw e;
                }
                note(String.valueOf(e.getMessage()));
            }
        }
    }

    private static String pace(RegenerationProgress progress) {
        return Figure.fixed(progress.rowsPerSecond(), 0) + " rows/s"
                + progress.left()
                        .map(left -> String.format(Locale.ROOT, ", %d s left", left.toSeconds()))
                        .orElse("");
    }

    private static int exit(RegenerationReport report) {
        if (!report.failures().isEmpty()) {
            return ExitCode.FAILURE;
        }
        boolean differs = report.mode() == RegenerationMode.VERIFY_ONLY && report.parity() < 1;
        return differs || !report.isComplete() ? ExitCode.FINDING : ExitCode.OK;
    }
}
