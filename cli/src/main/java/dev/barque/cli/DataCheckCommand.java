package dev.barque.cli;

import dev.barque.core.quality.BarCheck;
import dev.barque.core.quality.Defect;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code barque data check}. */
@Command(
        name = "check",
        description =
                "Compares bars with the sessions of a calendar and with themselves: what is missing, repeated, out of"
                        + " place or cannot be true; exits with 1 on any finding.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque data check --home demo-home",
            "  barque data check --home demo-home --symbol SPY --date 2025-10-24..2025-10-28 --json",
            "  barque data check --home demo-home --min-fill 0.9 --ignore out-of-session,zero-volume",
            "  barque data check --stamps open --interval 1m demo-home/demo/l1_2025-10-24.csv",
            "",
            "Findings: " + DataCheckCommand.FINDINGS + ".",
            "Repeated and unsorted bars are found in files only: ingest drops, replaces and sorts them. Records that ingest would refuse are listed as it does."
        })
final class DataCheckCommand extends Verb {
    static final String FINDINGS = "missing-session, missing-bars, undeclared-interval, out-of-session,"
            + " after-early-close, shifted-hour, off-grid, outside-calendar, misfiled, out-of-order, duplicate, conflict,"
            + " missing-price, bad-price, crossed, bad-volume, zero-volume, flat, repeated, outlier, stale";

    @Mixin
    private final BarsOptions bars = new BarsOptions();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--min-fill",
            paramLabel = "SHARE",
            description = "Which share of the bars of a session must be there, 0 to 1. Default: 1.")
    private @Nullable Double minFill;

    @Option(
            names = "--max-zero-volume",
            paramLabel = "SHARE",
            description = "Which share of the bars of a session may have no volume, 0 to 1. Default: 0.")
    private @Nullable Double maxZeroVolume;

    @Option(
            names = "--flat",
            paramLabel = "BARS",
            description = "From how many bars on the same last price is a finding. Default: 30.")
    private @Nullable Integer flat;

    @Option(
            names = "--repeated",
            paramLabel = "BARS",
            description = "From how many bars on all the same values are a finding. Default: 5.")
    private @Nullable Integer repeated;

    @Option(
            names = "--outlier",
            paramLabel = "DEVIATIONS",
            description = "Beyond how many robust deviations (median and MAD of the returns of the session) a return of"
                    + " --outlier-return or more is a finding. Default: 12.")
    private @Nullable Double outlier;

    @Option(
            names = "--outlier-return",
            paramLabel = "SHARE",
            description = "Returns smaller than this are no outliers. Default: 0.0025.")
    private @Nullable Double outlierReturn;

    @Option(
            names = "--max-age",
            paramLabel = "LENGTH",
            description = "How much trading time may have passed since the last bar, such as 15m. Not looked at unless"
                    + " given.")
    private @Nullable Duration maxAge;

    @Option(names = "--ignore", split = ",", paramLabel = "FINDING", description = "Findings that are not reported.")
    private List<Defect> ignored = List.of();

    @Option(
            names = "--examples",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many cases of each finding are shown with --json. Default: 5.")
    private int examples;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many symbols the tables show, those with findings first. Default: 50.")
    private int limit;

    DataCheckCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        BarCheck.Builder check = bars.check(this).ignore(ignored);
        set("--min-fill", minFill, check::minFillRate);
        set("--max-zero-volume", maxZeroVolume, check::maxZeroVolumeShare);
        set("--flat", flat, check::flatBars);
        set("--repeated", repeated, check::repeatedBars);
        set("--outlier", outlier, check::outlierDeviations);
        set("--outlier-return", outlierReturn, check::outlierReturn);
        set("--max-age", maxAge, check::maxAge);
        set("--examples", examples, check::maxExamples);
        BarsOptions.Looked looked = bars.look(check, this);
        if (json.isWanted()) {
            printJson(QualityText.tree(looked));
        } else {
            QualityText.print(this, looked, limit);
        }
        return looked.report().isClean() && looked.rejected() == 0 ? ExitCode.OK : ExitCode.FINDING;
    }

    private <T> void set(String option, @Nullable T value, Consumer<T> setting) {
        if (value != null) {
            try {
                setting.accept(value);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(
                        spec().commandLine(), "Invalid value for option '" + option + "': " + e.getMessage());
            }
        }
    }
}
