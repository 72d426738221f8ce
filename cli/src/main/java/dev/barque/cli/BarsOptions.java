package dev.barque.cli;

import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.console.Progress;
import dev.barque.cli.internal.work.DateRange;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.quality.BarCheck;
import dev.barque.core.quality.QualityReport;
import dev.barque.store.ingest.Ingest;
import dev.barque.store.ingest.IngestFormat;
import dev.barque.store.ingest.InputBars;
import dev.barque.store.l1.L1Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Which bars are looked at, and in what they are. */
final class BarsOptions {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final RecordOptions records = new RecordOptions();

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description =
                    "Files as ingest takes them, looked at together and not taken in; without any, the bars of the"
                            + " home.")
    private List<Path> files = List.of();

    @Option(
            names = "--stamps",
            paramLabel = "open|close",
            description = "Of files: which end of a bar its time stamp names. It is never guessed.")
    private RecordOptions.@Nullable StampEnd stamps;

    @Option(
            names = "--symbol",
            split = ",",
            paramLabel = "SYM",
            description =
                    "Only these, and each of them is expected; all that there are unless given. A single one is also"
                            + " the symbol of records in files that have none.")
    private List<Symbol> symbols = List.of();

    @Option(
            names = "--date",
            paramLabel = "D[..D]",
            description =
                    "Only these dates of the calendar, such as 2025-10-24 or 2025-10-24..2025-10-28, and each session"
                            + " is expected to have bars. Unless given, a symbol is expected from its first to its last session.")
    private @Nullable DateRange dates;

    @Option(
            names = "--calendar",
            defaultValue = "US_EQUITIES",
            paramLabel = "NAME",
            description = "Says when bars are to be expected: us-equities (default) or always-open.")
    @SuppressWarnings("NullAway.Init")
    private DatesOption.CalendarName calendar;

    /**
     * What was looked at.
     *
     * @param where in what the bars are
     * @param report what was found
     * @param inputs the files, none for a home
     */
    record Looked(String where, QualityReport report, List<InputBars> inputs) {
        long rejected() {
            return inputs.stream().mapToLong(InputBars::rejected).sum();
        }
    }

    /** A check of what the options name; bars that are not due yet by the shell's clock are not missing. */
    BarCheck.Builder check(Verb verb) {
        BarCheck.Builder check =
                BarCheck.against(calendar.calendar()).now(verb.shell().clock().instant());
        records.interval().filter(length -> !length.isZero()).ifPresent(check::interval);
        if (!symbols.isEmpty()) {
            check.symbols(symbols);
        }
        if (dates != null) {
            check.dates(dates.first(), dates.last());
        }
        return check;
    }

    Looked look(BarCheck.Builder check, Verb verb) {
        if (files.isEmpty()) {
            if (stamps != null) {
                throw new ParameterException(
                        verb.spec().commandLine(),
                        "--stamps is for files, and none is named: the bars of a home say it");
            }
            return home(check, verb);
        }
        List<InputBars> inputs = new ArrayList<>();
        for (Path file : files) {
            inputs.add(input(file, verb));
        }
        String where = files.stream().map(Path::toString).collect(Collectors.joining(", "));
        return new Looked(where, check.build().check(together(inputs)), inputs);
    }

    private Looked home(BarCheck.Builder check, Verb verb) {
        L1Files bars = home.bars();
        if (dates == null && bars.dates().isEmpty()) {
            throw CliErrors.emptyHome(home.path());
        }
        try (Progress.Task task = verb.progress().start("Checking " + home.path(), "% of the dates", 100)) {
            check.listener((date, done, total) -> task.to(100 * done / total));
            return new Looked(home.path().toString(), check.build().check(bars), List.of());
        }
    }

    private InputBars input(Path file, Verb verb) {
        if (stamps == null) {
            throw new ParameterException(
                    verb.spec().commandLine(),
                    "Files need --stamps open or --stamps close: which end of a bar a stamp names is never guessed");
        }
        Ingest.Builder ingest = records.ingest(home.path(), stamps, verb);
        if (symbols.size() == 1) {
            ingest.symbol(symbols.get(0));
        }
        try (Progress.Task task = verb.progress().start("Reading " + file.getFileName(), "% of the file", 100)) {
            Ingest one = ingest.listener((read, done, total) -> task.to(total <= 0 ? 0 : 100 * done / total))
                    .build();
            Optional<IngestFormat> format = records.format(file);
            return format.isPresent() ? one.inspect(file, format.get()) : one.inspect(file);
        }
    }

    /** The bars of several files as if they had come in one. */
    private static List<Bars> together(List<InputBars> inputs) {
        if (inputs.size() == 1) {
            return inputs.get(0).bars();
        }
        Map<Symbol, Bars.Builder> all = new TreeMap<>();
        for (InputBars input : inputs) {
            for (Bars bars : input.bars()) {
                Bars.Builder of = all.computeIfAbsent(
                        bars.symbol(), symbol -> Bars.builder(symbol).interval(bars.interval()));
                for (int i = 0; i < bars.size(); i++) {
                    of.copy(bars, i);
                }
            }
        }
        return all.values().stream().map(Bars.Builder::build).toList();
    }
}
