package dev.barque.cli;

import dev.barque.agents.Profile;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.backtest.execution.calibration.RecordedFill;
import dev.barque.backtest.execution.calibration.RecordedFills;
import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.work.DateRange;
import dev.barque.cli.internal.work.HomeContext;
import dev.barque.cli.internal.work.Moment;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.Symbol;
import dev.barque.ops.CheckContext;
import dev.barque.ops.doctor.Complaint;
import dev.barque.ops.doctor.DeclaredSets;
import dev.barque.ops.doctor.Doctor;
import dev.barque.ops.doctor.DoctorCase;
import dev.barque.ops.doctor.DoctorReport;
import dev.barque.ops.doctor.Executions;
import dev.barque.ops.report.DoctorJson;
import dev.barque.ops.report.DoctorText;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code barque doctor}. */
@Command(
        name = "doctor",
        description =
                "Finds the cause of a trouble from the data of a home: symptom, evidence, cause with how sure it is, and"
                        + " the command that mends it.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque doctor --home demo-home",
            "  barque doctor no-features --home demo-home --symbol SPY --date 2025-10-25",
            "  barque doctor no-features --home demo-home --symbol SPY --at 2025-10-27T13:00:00Z --json",
            "  barque doctor zero-trades --home demo-home --symbol SPY --profile PUBLISHED_V1",
            "  barque doctor high-slippage --home demo-home --fills docs/examples/fills.csv",
            "  barque doctor corrupt-store --home demo-home",
            "",
            "Without a case all are looked into, files quickly and the rest as far as the home has what it takes; the worst and surest come first. Changes nothing. Exits as health: 0 healthy, 1 unhealthy, 4 degraded, 5 when a case that was asked for cannot be looked into."
        })
final class DoctorCommand extends Verb {
    @Parameters(
            arity = "0..1",
            paramLabel = "CASE",
            description = "corrupt-store, no-features, zero-trades, high-slippage, slow-calls or high-memory.")
    private @Nullable String trouble;

    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(names = "--symbol", paramLabel = "SYM", description = "Only about this symbol.")
    private @Nullable Symbol symbol;

    @Option(
            names = "--date",
            paramLabel = "D[..D]",
            description = "Only about this UTC date, or from a first to a last. Default: the newest.")
    private @Nullable DateRange dates;

    @Option(names = "--at", paramLabel = "T", description = "Features that a read at this instant could see.")
    private @Nullable String at;

    @Option(names = "--known-at", paramLabel = "K", description = "By a read that sees what was known then.")
    private @Nullable String knownAt;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Zone of times without an offset.")
    private @Nullable ZoneId zone;

    @Option(names = "--set", paramLabel = "VERSION", description = "Features of this version.")
    private @Nullable FeatureSetId set;

    @Option(names = "--profile", paramLabel = "NAME", description = "Decisions by these rules.")
    private @Nullable String profile;

    @Option(
            names = "--fills",
            paramLabel = "FILE",
            description = "Recorded fills for high-slippage; barque slippage --help names the columns.")
    private @Nullable Path fills;

    @Mixin
    private final JsonOption json = new JsonOption();

    DoctorCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        Complaint complaint = complaint();
        CheckContext.Builder context = HomeContext.builder(home.path(), shell().clock())
                .with(
                        DeclaredSets.class,
                        new DeclaredSets(StandardProfiles.all().stream()
                                .collect(Collectors.toMap(Profile::id, Profile::featureSet))));
        if (fills != null) {
            context.with(Executions.class, executions(fills));
        }
        DoctorReport report = Doctor.of(context.build()).examine(complaint);
        print(json.isWanted() ? DoctorJson.of(report) : DoctorText.plain(report));
        return HealthCommand.exitCode(report.status());
    }

    private Complaint complaint() {
        Complaint complaint = trouble == null ? Complaint.none() : Complaint.of(named(trouble));
        if (dates != null && at != null) {
            throw new ParameterException(spec().commandLine(), "Give --date or --at, not both");
        }
        if (symbol != null) {
            complaint = complaint.about(symbol);
        }
        if (dates != null) {
            complaint = complaint.between(dates.first(), dates.last());
        }
        if (at != null) {
            complaint = complaint.at(Moment.parse("--at", at, zone));
        }
        if (knownAt != null) {
            complaint = complaint.knownAt(Moment.parse("--known-at", knownAt, zone));
        }
        if (set != null) {
            complaint = complaint.in(set);
        }
        return profile == null ? complaint : complaint.by(profile);
    }

    private DoctorCase named(String id) {
        return DoctorCase.find(id)
                .orElseThrow(() -> new ParameterException(
                        spec().commandLine(),
                        "There is no case '" + id + "'. There are: "
                                + Arrays.stream(DoctorCase.values())
                                        .map(DoctorCase::id)
                                        .collect(Collectors.joining(", "))));
    }

    private static Executions executions(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return new Executions(RecordedFills.read(reader, file.toString()).stream()
                    .map(DoctorCommand::order)
                    .toList());
        } catch (IOException e) {
            throw CliErrors.unreadableFills(file, e);
        }
    }

    private static Executions.Order order(RecordedFill fill) {
        return new Executions.Order(
                fill.symbol(),
                fill.timeMicros(),
                fill.costBps(),
                fill.cost(),
                Math.abs(fill.quantity()) / fill.barVolume(),
                fill.amihud(),
                fill.profit());
    }
}
