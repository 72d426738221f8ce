package dev.barque.cli.internal;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.Symbol;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every message of the command that is not about the form of its arguments. */
public final class CliErrors {
    private static final int SHOWN = 10;

    private CliErrors() {}

    /** There is no bar at all. */
    public static BarqueException emptyHome(Path home) {
        return data(
                "no-bars",
                "There are no bars in " + home + ". Take some in first, such as: barque ingest --home " + home
                        + " --stamps open --interval 1m --zone America/New_York FILE.csv");
    }

    /** A key that is to be read from a file. */
    public static BarqueException noKeyFile(Path file, IOException cause) {
        return new BarqueException(
                "cli.no-key-file",
                Concern.OPERATOR,
                "Cannot read the key of backups from " + file + ": " + cause
                        + ". Check that it is there and may be read.",
                cause);
    }

    /** A file that is to hold a key and holds something else, of which nothing is shown. */
    public static BarqueException badKeyFile(Path file) {
        return caller(
                "bad-key-file",
                "Cannot use " + file + " as the key of backups: it does not hold 64 hexadecimal digits. Make one with:"
                        + " openssl rand -hex 32");
    }

    /** No chain that could be had at an instant. */
    public static BarqueException noChain(
            Path home, Symbol symbol, Instant at, Duration maxAge, List<LocalDate> dates, Set<Symbol> symbolsOfDate) {
        String there = symbolsOfDate.isEmpty()
                ? "UTC dates with chains: " + list(dates) + "."
                : "On that UTC date there are chains of "
                        + list(symbolsOfDate.stream().toList()) + ".";
        return data(
                "no-chain",
                "No option chain of " + symbol + " within " + maxAge + " before " + at + " in " + home + ". "
                        + (dates.isEmpty()
                                ? "There is none at all; take some in with barque chains ingest."
                                : there + " Ask for a later time, or allow an older chain with --max-age."));
    }

    /** A trial that the ledger does not have. */
    public static BarqueException noTrial(Path home, long number, long entered) {
        return caller(
                "no-trial",
                "There is no trial " + number + " in the ledger of " + home + ", in which " + entered
                        + " were entered. Show them with: barque trials list --home " + home);
    }

    /** The home is not there. */
    public static BarqueException noHome(Path home) {
        return new BarqueException(
                "cli.no-home",
                Concern.OPERATOR,
                "There is no directory " + home + " to seal. Expected a home of feature rows: say which with --home or"
                        + " $BARQUE_HOME.");
    }

    /** There is nothing to maintain. */
    public static BarqueException noHomeToMaintain(Path home) {
        return new BarqueException(
                "cli.no-home",
                Concern.OPERATOR,
                "There is no directory " + home
                        + " to maintain. Expected a home: say which with --home or $BARQUE_HOME.");
    }

    /** A maintenance task that is not there. */
    public static BarqueException noSuchMaintenance(String id, List<String> there) {
        return new BarqueException(
                "cli.no-such-task",
                Concern.CALLER,
                "There is no maintenance task '" + id + "'. There are: " + String.join(", ", there) + ".");
    }

    /** A file of fills that cannot be opened or is not text. */
    public static BarqueException unreadableHalts(Path file, IOException cause) {
        return new BarqueException(
                "cli.unreadable-halts",
                Concern.OPERATOR,
                "Cannot read the halts in " + file + ": " + cause + ". Expected a file of comma-separated values in"
                        + " UTF-8, whose first line is symbol,from,to,reason.",
                cause);
    }

    public static BarqueException unreadableFills(Path file, IOException cause) {
        return new BarqueException(
                "cli.unreadable-fills",
                Concern.OPERATOR,
                "Cannot read the fills in " + file + ": " + cause + ". Expected a file of comma-separated values in"
                        + " UTF-8; barque slippage --help names its columns.",
                cause);
    }

    /** Nothing to check. */
    public static BarqueException noHomeToCheck(Path home) {
        return new BarqueException(
                "cli.no-home",
                Concern.OPERATOR,
                "Cannot check the health of " + home
                        + ": there is no such directory. Expected a home: say which with --home" + " or $BARQUE_HOME.");
    }

    /** A place of plug-ins that is not there. */
    public static BarqueException noPlugins(String place) {
        return caller(
                "no-plugins",
                "There is no file or folder " + place + " to take plug-ins from. Expected a jar, a folder of jars or a"
                        + " folder of classes: see --plugins and $BARQUE_PLUGINS.");
    }

    /** An id that no plug-in has. */
    public static BarqueException noSuchPlugin(String id, List<String> there) {
        return caller("no-such-plugin", "There is no plug-in '" + id + "'. There are: " + list(there) + ".");
    }

    /** The home whose kill switch is meant is not there. */
    public static BarqueException noHomeOfSwitch(Path home) {
        return new BarqueException(
                "cli.no-home",
                Concern.OPERATOR,
                "There is no directory " + home
                        + " whose kill switch could be looked at or switched; systems that look at it"
                        + " take that for on. Say which home is meant with --home or $BARQUE_HOME.");
    }

    /** Rows of a feature set that no profile of the command computes. */
    public static BarqueException noEngines(FeatureSetId set) {
        return data(
                "no-engines",
                "Nothing here computes the feature set " + set
                        + ". Give a copy of the home with --copy, or repair it in the application that wrote it.");
    }

    /** A date or a range of dates without bars of a symbol. */
    public static BarqueException noBars(
            Path home, Symbol symbol, String dates, List<String> symbols, List<LocalDate> datesOfSymbol) {
        String instead = datesOfSymbol.isEmpty()
                ? "There is no bar of " + symbol + " at all; there are bars of " + list(symbols) + "."
                : "Dates with bars of " + symbol + ": " + list(datesOfSymbol) + ".";
        return data("no-bars", "No bars of " + symbol + " on " + dates + " in " + home + ". " + instead);
    }

    /** A key that no profile has. */
    public static BarqueException noSuchSetting(String key, Collection<String> there) {
        return caller(
                "no-such-setting",
                "Cannot vary " + key + ": a profile has no such setting. It has: " + String.join(", ", there)
                        + "; slippage is there besides, and for one account (--engine account) fees, borrow, impact,"
                        + " capital, unit and participation. See: barque profile show");
    }

    /** A setting of an account that cannot have a value. */
    public static BarqueException badSetting(String key, String value, IllegalArgumentException cause) {
        return caller("bad-setting", "Cannot set " + key + " to '" + value + "': " + cause.getMessage());
    }

    /** Weights are learned from one symbol, and several are traded. */
    public static BarqueException learnsFromOneSymbol(String profile) {
        return caller(
                "learns-from-one-symbol",
                "The profile " + profile + " learns weights from one symbol; give one --symbol");
    }

    /** The journal of sweeps cannot be read or written. */
    public static BarqueException cannotUseJournal(Path file, IOException cause) {
        return new BarqueException(
                "cli.cannot-use-journal",
                Concern.OPERATOR,
                "Cannot use the journal of sweeps " + file + ": " + cause
                        + ". Check permissions and free space; sweep again with --resume.",
                cause);
    }

    /** Words that stand for no schema. */
    public static BarqueException noSuchVersion(Path home, FeatureSetId version, List<FeatureSetId> there) {
        return caller(
                "no-such-version",
                "There is no feature set " + version + " in " + home + " or among the profiles. There are: "
                        + list(there) + ". Give one of them, or a saved schema whose name ends in .json.");
    }

    /** No rows of an old version. */
    public static BarqueException nothingToMigrate(
            Path where, Symbol symbol, FeatureSetId set, String dates, List<LocalDate> there) {
        return data(
                "nothing-to-migrate",
                "No rows of " + symbol + " in " + set + " on " + dates + " in " + where + ". Dates with rows: "
                        + list(there) + ".");
    }

    /** A date or a range of dates without bars of anything. */
    public static BarqueException noBarsAtAll(Path home, String dates, List<LocalDate> there) {
        return data("no-bars", "No bars on " + dates + " in " + home + ". Dates with bars: " + list(there) + ".");
    }

    /** No bar is complete at an instant. */
    public static BarqueException noBarAt(
            Path home, Symbol symbol, Instant at, Optional<Instant> before, Optional<Instant> after) {
        return data(
                "no-bar-at",
                "No bar of " + symbol + " that was complete at " + at + " on its UTC date in " + home
                        + ". Nearest bars: "
                        + before.map(t -> t + " before").orElse("none before") + ", "
                        + after.map(t -> t + " after").orElse("none after") + ".");
    }

    /** A day that cannot be replayed because nobody computed its features. */
    public static BarqueException noFeatures(
            Path home, Symbol symbol, LocalDate date, String profile, String set, List<LocalDate> there) {
        return data(
                "no-features",
                "No features of " + symbol + " on " + date + " in " + set + " in " + home + ". Dates with features: "
                        + list(there) + ". Compute them first: barque features build --home " + home + " --symbol "
                        + symbol + " --date " + date + " --profile " + profile);
    }

    /** A time that nobody can read. */
    public static BarqueException badTime(String option, String text) {
        return caller(
                "bad-time",
                "Cannot read " + option + " " + text
                        + " as a time. Expected ISO 8601 such as 2025-10-24T19:59:00Z or 2025-10-24T15:59:00-04:00, or"
                        + " a local time together with --zone.");
    }

    /** A local time without a zone. */
    public static BarqueException zonelessTime(String option, String text) {
        return caller(
                "zoneless-time",
                "The time " + option + " " + text
                        + " has no offset. Give one (such as Z for UTC), or say --zone, such as America/New_York; it is"
                        + " not guessed.");
    }

    /** A local time that never was, or was twice. */
    public static BarqueException ambiguousTime(String option, String text, String zone, boolean never) {
        return caller(
                "ambiguous-time",
                "The time " + option + " " + text + (never ? " never was in " : " was twice in ") + zone
                        + ", because clocks were changed. Give it with an offset.");
    }

    /** Standard input was to hold a statement. */
    public static BarqueException noStatement() {
        return caller(
                "no-statement",
                "There is no statement on standard input. Expected SQL, such as: echo \"SELECT count(*) FROM bars\" |"
                        + " barque sql -");
    }

    /** Standard input cannot be read. */
    public static BarqueException cannotReadInput(IOException cause) {
        return new BarqueException(
                "cli.cannot-read-input",
                Concern.OPERATOR,
                "Cannot read the statement from standard input: " + cause + ". Give it as an argument instead.",
                cause);
    }

    /** A file that is there and cannot be read. */
    public static BarqueException cannotRead(Path file, IOException cause) {
        return new BarqueException(
                "cli.cannot-read",
                Concern.OPERATOR,
                "Cannot read " + file + ": " + cause + ". Check that it is a file and may be read.",
                cause);
    }

    /** The operating system refused to write. */
    public static BarqueException cannotWrite(Path file, IOException cause) {
        return new BarqueException(
                "cli.cannot-write",
                Concern.OPERATOR,
                "Cannot write " + file + ": " + cause + ". Check permissions and free space.",
                cause);
    }

    /** Killing processes could not go on. */
    public static BarqueException cannotTorture(Path home, Exception cause) {
        return new BarqueException(
                "cli.cannot-torture",
                Concern.OPERATOR,
                "Cannot go on killing processes that write to " + home + ": " + cause
                        + ". Check that the directory can be written and that java can be started.",
                cause);
    }

    /** A process that should work does not. */
    public static BarqueException childIsSilent(Path home, long millis) {
        return new BarqueException(
                "cli.silent-child",
                Concern.OPERATOR,
                "The process that should write to " + home + " did not open the store within " + millis
                        + " ms. Check the load of the machine and the disk.");
    }

    /** A process that should have been killed has ended before. */
    public static BarqueException childEnded(Path home, int exit, String complaint) {
        return new BarqueException(
                "cli.child-ended",
                Concern.OPERATOR,
                "The process that should write to " + home + " ended by itself with exit code " + exit
                        + ", so that nothing is proven. It said: "
                        + (complaint.isEmpty() ? "nothing" : complaint)
                        + ". Check the memory of the machine and that this Java can start another one.");
    }

    /** No record of a decision at an instant. */
    public static BarqueException noRecordAt(
            Path folder,
            Symbol symbol,
            Instant at,
            @Nullable String profile,
            Optional<Instant> before,
            Optional<Instant> after) {
        return data(
                "no-record",
                "No decision on " + symbol + by(profile) + " at " + at + " or before it on its UTC date in " + folder
                        + ". Nearest records: " + before.map(t -> t + " before").orElse("none before") + ", "
                        + after.map(t -> t + " after").orElse("none after") + ". " + HOW_TO_LOG);
    }

    /** No record of a decision on some dates. */
    public static BarqueException noRecords(
            Path folder,
            Symbol symbol,
            String dates,
            @Nullable String profile,
            List<String> symbols,
            List<String> profiles,
            List<LocalDate> datesOfSymbol) {
        String instead = datesOfSymbol.isEmpty()
                ? "Symbols with decisions: " + list(symbols) + "."
                : "Decisions on " + symbol + " are there of " + list(datesOfSymbol) + " by " + list(profiles) + ".";
        return data(
                "no-record",
                "No decisions on " + symbol + by(profile) + " on " + dates + " in " + folder + ". " + instead + " "
                        + HOW_TO_LOG);
    }

    private static String by(@Nullable String profile) {
        return profile == null ? "" : " by " + profile;
    }

    private static final String HOW_TO_LOG =
            "A live pipeline logs what it decides; a backtest does so with: barque backtest --log";

    private static String list(List<?> things) {
        String shown = things.stream().limit(SHOWN).map(Object::toString).collect(Collectors.joining(", "));
        return things.isEmpty() ? "none" : things.size() > SHOWN ? shown + " and more" : shown;
    }

    private static BarqueException data(String kind, String message) {
        return new BarqueException("cli." + kind, Concern.DATA, message);
    }

    private static BarqueException caller(String kind, String message) {
        return new BarqueException("cli." + kind, Concern.CALLER, message);
    }
}
