package dev.barque.store.internal;

import dev.barque.core.decision.Decision;
import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.Symbol;
import dev.barque.store.VerifyFinding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Every message of the store, so that a reader finds all of them in one place. */
public final class StoreErrors {
    private StoreErrors() {}

    /** A file is not what its name says, or it is damaged. */
    public static BarqueException corruptFile(Path file, String found, @Nullable Throwable cause) {
        return new BarqueException(
                "store.corrupt-file",
                Concern.DATA,
                "Cannot read " + file + ": " + found
                        + ". Expected a whole Parquet file. Nothing of it was used; restore it from a backup, fetch it"
                        + " again or regenerate it.",
                cause);
    }

    /** A file may be whole, but it asks for more than a reader may be made to give. */
    public static BarqueException limitExceeded(Path file, String found) {
        return new BarqueException(
                "store.limit-exceeded",
                Concern.DATA,
                "Cannot read " + file + ": " + found
                        + ". Nothing of it was decoded. If the file is what it should be, split it, or read it with a larger"
                        + " heap where the limit is one of memory; otherwise treat it as damaged or hostile.");
    }

    /** A file was replaced or written to between two looks at it. */
    public static BarqueException changedFile(Path file) {
        return new BarqueException(
                "store.changed-file",
                Concern.CALLER,
                "Cannot go on reading " + file
                        + ": it was changed since it was opened. Nothing was answered; try again when"
                        + " nobody writes to it.");
    }

    /** A home is being put in the place of another, and whoever did that died between two steps. */
    public static BarqueException swapUnfinished(Path home, Path journal, String found) {
        return new BarqueException(
                "store.swap-unfinished",
                Concern.OPERATOR,
                "Cannot open " + home + ": it is being replaced by another home, and " + journal
                        + " says that this did not" + " come to its end: " + found
                        + ". Opening the home for writing, or restoring once more, ends it.");
    }

    /** A home is to be put where another one is that nobody meant. */
    public static BarqueException swapBlocked(Path home, Path prepared, Path kept) {
        return new BarqueException(
                "store.swap-blocked",
                Concern.OPERATOR,
                "Cannot put " + prepared + " in the place of " + home + ": the old home was moved to " + kept
                        + ", and yet something is at " + home
                        + " again. Nothing was changed; move away what should not be"
                        + " there, and try again.");
    }

    /** Files of a home cannot be held for a reader of all of them. */
    public static BarqueException cannotHold(Path home, String found, @Nullable Throwable cause) {
        return new BarqueException(
                "store.cannot-hold",
                Concern.OPERATOR,
                "Cannot hold the files of " + home + " for a consistent copy: " + found
                        + ". Each file needs a second name in " + home
                        + "/.snapshots, on the same file system, which must be"
                        + " writable and have hard links. Nothing was changed.",
                cause);
    }

    /** Something in a home is neither a file nor a directory. */
    public static BarqueException notAFile(Path entry) {
        return new BarqueException(
                "store.not-a-file",
                Concern.OPERATOR,
                "Cannot make a consistent copy: " + entry
                        + " is a symbolic link or a special file, which is not followed, so"
                        + " that a copy without it would not be whole. Move what it leads to into the home, or take it out.");
    }

    /** The operating system refused to read. */
    public static BarqueException cannotRead(Path file, IOException cause) {
        return new BarqueException(
                "store.cannot-read",
                Concern.OPERATOR,
                "Cannot read " + file + ": " + reason(cause) + ". Check that it exists and may be read.",
                cause);
    }

    /** The operating system refused to write. */
    public static BarqueException cannotWrite(Path file, IOException cause) {
        return new BarqueException(
                "store.cannot-write",
                Concern.OPERATOR,
                "Cannot write " + file + ": " + reason(cause)
                        + ". What was there before is unchanged. Check the directory's permissions and free space.",
                cause);
    }

    /** A feature has another type in the file than in the schema. */
    public static BarqueException wrongType(Path file, FeatureField field, String found, Optional<Integer> row) {
        return new BarqueException(
                "store.wrong-type",
                Concern.DATA,
                "Cannot read the feature " + field.name() + " of " + file + ": expected " + field.type() + " but found "
                        + found + row.map(r -> " in row " + (r + 1)).orElse("")
                        + ". Read the file with the schema it was written with, or write it again.");
    }

    /** A published file without the column that says when. */
    public static BarqueException noBarColumn(Path file, List<Type> found) {
        return new BarqueException(
                "store.no-bar-column",
                Concern.DATA,
                "Cannot read " + file + " as published features: expected a text column 'bar' with the time of each row"
                        + " but found the columns "
                        + found.stream().map(Type::getName).toList()
                        + ". Is it another kind of file?");
    }

    /** A time that is none. */
    public static BarqueException badStamp(Path file, int row, String found) {
        return new BarqueException(
                "store.bad-stamp",
                Concern.DATA,
                "Cannot read " + file + ": row " + (row + 1) + " has the time '" + shortened(found)
                        + "'. Expected an ISO time such as 2025-11-05T09:30:00, 2025-11-05T09:30:00-05:00 or"
                        + " 2025-11-05T14:30:00Z. Nothing of the file was used.");
    }

    /** Stamps of more than one form where one is demanded. */
    public static BarqueException mixedStamps(Path file, String first, int row, String found) {
        return new BarqueException(
                "store.mixed-stamps",
                Concern.DATA,
                "Cannot read " + file + ": the time of its first row is one " + first + ", but row " + (row + 1)
                        + " has '" + shortened(found)
                        + "'. The published system refuses such a file as a whole; read it with StampPolicy.EACH, which"
                        + " takes every time by itself.");
    }

    /** The file of a partition was found damaged and moved away; nothing has replaced it yet. */
    public static BarqueException quarantined(Path partition, String quarantine) {
        return new BarqueException(
                "store.quarantined",
                Concern.DATA,
                "Cannot read " + partition + ": its file was damaged and lies in quarantine/" + quarantine
                        + ". The other partitions are served. Regenerate this one or restore it from a backup, or give its"
                        + " rows up with StoreRepair.abandon.");
    }

    /** A partition that a caller made again is not the one that was asked for. */
    public static BarqueException badRegeneration(Path partition, String found, @Nullable Throwable cause) {
        return new BarqueException(
                "store.bad-regeneration",
                Concern.PLUGIN,
                "Cannot put regenerated rows into " + partition + ": " + found
                        + ". Nothing was replaced; the damaged file stays in quarantine. Correct the PartitionRegenerator and"
                        + " repair again.",
                cause);
    }

    /** A part of the home that is asked for by a path that is none of its own. */
    public static BarqueException notInHome(Path home, String where) {
        return new BarqueException(
                "store.not-in-home",
                Concern.CALLER,
                "Cannot repair '" + where + "' in " + home
                        + ": expected the path of a partition or of a file of bars, as a verification reports it.");
    }

    /** A data file whose manifest, or a manifest whose data file, is not there. */
    public static BarqueException incomplete(Path file, String missing) {
        return new BarqueException(
                "store.incomplete-partition",
                Concern.DATA,
                "Cannot read " + file + ": " + missing
                        + ". A partition is a features.parquet and its _features.manifest.json, written together. Was one"
                        + " of them copied or deleted by hand? Restore both from a backup, or regenerate the date.");
    }

    /** The rows of a version were written with another schema. */
    public static BarqueException changedSchema(FeatureSetId set, Path where, String difference) {
        return new BarqueException(
                "store.changed-schema",
                Concern.CALLER,
                "Cannot use the feature set " + set + ": its schema is not the one in " + where + " (" + difference
                        + "). Rows of two schemas cannot share a version: give the changed schema a new id, or use the"
                        + " old schema.");
    }

    /** A version that was not declared when the store was opened. */
    public static BarqueException unknownSet(FeatureSetId set, Path home, Collection<FeatureSetId> known) {
        return new BarqueException(
                "store.unknown-feature-set",
                Concern.CALLER,
                "Cannot use the feature set " + set + " in " + home + ": the store was opened for "
                        + known.stream().sorted().toList() + ". Name the set when opening the store.");
    }

    /** A feature that would have the name of a column of the store's own. */
    public static BarqueException reservedName(FeatureSetId set, String name, Collection<String> reserved) {
        return new BarqueException(
                "store.reserved-name",
                Concern.CALLER,
                "Cannot keep the feature set " + set + ": its feature or group '" + name
                        + "' has the name of a column that every file or its path has. Choose another name than "
                        + reserved + ".");
    }

    /** A name that does not fit into one directory name. */
    public static BarqueException unencodable(String what, String name, int length, int most) {
        return new BarqueException(
                "store.name-too-long",
                Concern.CALLER,
                "Cannot file rows under the " + what + " '" + name + "': written in ASCII its directory name has "
                        + length + " characters, more than the " + most + " that every file system takes.");
    }

    /** A row about a year that has no date of four digits. */
    public static BarqueException badDate(FeatureRow row) {
        return new BarqueException(
                "store.bad-date",
                Concern.CALLER,
                "Cannot file the row of " + row.symbol() + " about " + row.eventTime()
                        + ": expected a year from 1 to 9999. Is the time in microseconds?");
    }

    /** The home is not a directory that can be opened as asked. */
    public static BarqueException cannotOpen(Path home, String found, @Nullable Throwable cause) {
        return new BarqueException(
                "store.cannot-open",
                Concern.OPERATOR,
                "Cannot open the store in " + home + ": " + found
                        + ". Expected a directory, writable unless it is opened read-only.",
                cause);
    }

    /** Another writer has the home. */
    public static BarqueException locked(Path home, String by) {
        return new BarqueException(
                "store.locked",
                Concern.OPERATOR,
                "Cannot open the store in " + home + " for writing: " + by
                        + " has it open for writing. Close that one, or open this one read-only.");
    }

    /** A write to a store that was opened for reading. */
    public static BarqueException readOnly(Path home) {
        return new BarqueException(
                "store.read-only",
                Concern.CALLER,
                "Cannot append to the store in " + home + ": it was opened read-only. Open it for writing.");
    }

    /** Any use after close. */
    public static BarqueException closed(Path home) {
        return new BarqueException(
                "store.closed", Concern.CALLER, "Cannot use the store in " + home + ": it is closed. Open it again.");
    }

    /** Some partitions could not be sealed. */
    public static BarqueException partly(int done, int all, BarqueException cause) {
        return new BarqueException(
                cause.code(),
                cause.concern(),
                cause.getMessage() + " Of " + all + " partitions to seal " + done
                        + " were sealed. The rows of the others stay in the log, where they are safe and can be read; seal"
                        + " again when the cause is mended.",
                cause);
    }

    /** What was written is not what was meant to be written: found before anybody could see it. */
    public static BarqueException badReadBack(Path file) {
        return new BarqueException(
                "store.bad-read-back",
                Concern.BUG,
                "Cannot write " + file
                        + ": what was written reads back as something else. What was there before is unchanged. Please"
                        + " report it with the rows.");
    }

    /** A date has a plain and a packed file of bars, and they are not the same. */
    public static BarqueException twoFilesOfBars(Path packed, Path plain) {
        return new BarqueException(
                "l1.two-files",
                Concern.OPERATOR,
                "Cannot write " + packed + " anew: " + plain
                        + " stands beside it with other bars, and reads take that one. Neither was touched. Expected one of"
                        + " them, or two with the same bars. Look which is right, and move the other one away.");
    }

    /** What was to be taken out of quarantine has nothing in its place. */
    public static BarqueException notReplaced(String name, String where, String found) {
        return new BarqueException(
                "store.not-replaced",
                Concern.OPERATOR,
                "Cannot reclaim the quarantined " + name + ": " + where + " is not in order, " + found
                        + ". Nothing was deleted. Expected what replaces it to be there and whole; regenerate it, restore it"
                        + " from a backup or take its sources in again first.");
    }

    /** Bytes of the log changed after it was opened. */
    public static BarqueException corruptLog(Path segment, long position) {
        return new BarqueException(
                "store.corrupt-log",
                Concern.DATA,
                "Cannot read the row at byte " + position + " of " + segment
                        + ": its checksum does not fit. Nothing of it was used. Close the store and open it again for"
                        + " writing: what is damaged is then put into quarantine, and the rest goes on being served.");
    }

    /** The note of what is sealed makes no sense. */
    public static BarqueException corruptCheckpoint(Path file, Throwable cause) {
        return new BarqueException(
                "store.corrupt-checkpoint",
                Concern.DATA,
                "Cannot read " + file + ": "
                        + (cause.getMessage() == null ? "it is damaged" : cause.getMessage())
                        + ". It says which rows of the log are in Parquet files. Restore it from a backup, or delete it:"
                        + " rows that are in both are then dropped when they are sealed again.",
                cause);
    }

    /** The log may have lost what it had acknowledged or would: nothing more goes into it. */
    public static BarqueException logFailed(Path directory, Throwable cause) {
        return new BarqueException(
                "store.log-failed",
                Concern.OPERATOR,
                "Cannot append to the log in " + directory + ": the device did not take what was written, "
                        + reason(cause)
                        + ". It is not known what of the rows that were not acknowledged is there; trying again could"
                        + " hide a loss. Check the device, close the store and open it again: the log is then verified"
                        + " and written anew.",
                cause);
    }

    /** A text without an encoding. */
    public static BarqueException halfSurrogate(String text, int at) {
        return new BarqueException(
                "store.bad-text",
                Concern.CALLER,
                "Cannot keep the text '" + shortened(text) + "': the character at " + at
                        + " is half of a surrogate pair, which no file can hold.");
    }

    /** A row beyond what a record of the log can hold. */
    public static BarqueException rowTooLarge(FeatureRow row, int bytes) {
        return new BarqueException(
                "store.row-too-large",
                Concern.CALLER,
                "Cannot keep the row of " + row.symbol() + " about " + row.eventTime() + ": it has " + bytes
                        + " bytes, more than 16 MiB.");
    }

    /** The lock file is not the one that was locked. */
    public static BarqueException lockLost(Path lock) {
        return new BarqueException(
                "store.lock-lost",
                Concern.OPERATOR,
                "Cannot write to " + lock.getParent()
                        + ": its lock file .lock was deleted, replaced or moved while it was"
                        + " held, so that another writer may be at work. Nothing was written. Close this store, see that"
                        + " there is no other, and open it again.");
    }

    /** A file that should hold a version and its schema. */
    public static BarqueException badSchemaFile(Path file, String found, Throwable cause) {
        return new BarqueException(
                "store.bad-schema-file",
                Concern.DATA,
                "Cannot read " + file + " as the schema of a feature set: " + found
                        + ". Expected a JSON object with format, feature_set_id, fingerprint and fields, as"
                        + " FeatureSchemaFile.write and 'barque features schema' save it. Save it again where the model was"
                        + " trained.",
                cause);
    }

    /** The name of a job that cannot be the name of a directory everywhere. */
    public static BarqueException badJobId(String id) {
        return new BarqueException(
                "store.bad-job-id",
                Concern.CALLER,
                "Cannot call a job '" + shortened(id)
                        + "'. Expected 1 to 64 lower-case letters, digits, '.', '-' or '_', beginning with a letter or digit,"
                        + " such as 2026-11-backfill.");
    }

    /** The job of an id is about something else. */
    public static BarqueException otherJob(String id, Path file, String there, String here) {
        return new BarqueException(
                "store.other-job",
                Concern.CALLER,
                "Cannot go on with the job " + id + ": by " + file + " it is about " + there + ", and now about " + here
                        + ". Give this work another id, or delete the directory of a job that is not needed any more.");
    }

    /** What a job remembers cannot be read. */
    public static BarqueException badJobFile(Path file, String found, Throwable cause) {
        return new BarqueException(
                "store.bad-job-file",
                Concern.DATA,
                "Cannot go on with a job: " + file + " cannot be read, " + found
                        + ". Rows are not affected. Delete the directory of the job and begin it again: rows that are there"
                        + " already are found equal.",
                cause);
    }

    /** A computed row that does not belong where it was asked for. */
    public static BarqueException badComputedRow(Symbol symbol, LocalDate date, FeatureRow row, String found) {
        return new BarqueException(
                "store.bad-computed-row",
                Concern.PLUGIN,
                "Cannot regenerate " + symbol + " on " + date + ": of the computed " + row + ", " + found
                        + ". Nothing of this symbol and date was written. Correct the PartitionRegenerator.");
    }

    /** Whoever computes rows threw. */
    public static BarqueException computingFailed(
            FeatureSetId set, Symbol symbol, LocalDate date, RuntimeException cause) {
        return new BarqueException(
                "store.computing-failed",
                Concern.PLUGIN,
                "Cannot regenerate " + symbol + " on " + date + " in " + set + ": the PartitionRegenerator failed, "
                        + reason(cause) + ". Nothing of this symbol and date was written.",
                cause);
    }

    /** The library that SQL needs is not there. */
    public static BarqueException noDuckDb() {
        return new BarqueException(
                "store.no-duckdb",
                Concern.OPERATOR,
                "Cannot open an SQL session: DuckDB is not on the class path. It is optional, since it has 80 MB and"
                        + " everything but SQL works without it. Add the dependency org.duckdb:duckdb_jdbc, version 2.0.0.1"
                        + " or newer.");
    }

    /** The library is there, but not for this machine. */
    public static BarqueException duckDbDoesNotLoad(Throwable cause) {
        return new BarqueException(
                "store.no-duckdb",
                Concern.OPERATOR,
                "Cannot open an SQL session: DuckDB's native library cannot be loaded, " + reason(cause)
                        + ". org.duckdb:duckdb_jdbc has one for Linux and Windows on x86-64 and ARM and for macOS on ARM;"
                        + " it is unpacked into the folder for temporary files, which must be writable.",
                cause);
    }

    /** DuckDB refused to be set up. */
    public static BarqueException sqlCannotOpen(Path home, Exception cause) {
        return new BarqueException(
                "store.sql-cannot-open",
                Concern.OPERATOR,
                "Cannot open an SQL session over " + home + ": DuckDB says " + firstLines(reason(cause))
                        + ". If it is out of memory, give it more, or show fewer dates.",
                cause);
    }

    /** Parts of a home that would be missing from answers. */
    public static BarqueException sqlIncomplete(Path home, List<VerifyFinding> parts) {
        VerifyFinding first = parts.get(0);
        return new BarqueException(
                "store.sql-incomplete",
                Concern.DATA,
                "Cannot open an SQL session over " + home + ": " + parts.size()
                        + (parts.size() == 1 ? " part of it cannot" : " parts of it cannot")
                        + " be read, so that answers would lack rows without a word. First: " + first.where() + ", "
                        + first.code() + ": " + first.found()
                        + " Repair the home, show other dates, or say that such parts are to be left out and look at the"
                        + " report.");
    }

    /** A statement that does not work. */
    public static BarqueException sqlFailed(String problem, @Nullable Throwable cause) {
        boolean memory = problem.startsWith("Out of Memory");
        return new BarqueException(
                memory ? "store.sql-memory" : "store.sql-failed",
                memory ? Concern.OPERATOR : Concern.CALLER,
                "Cannot run the statement: "
                        + (memory
                                ? problem.lines().findFirst().orElse("")
                                        + ". Give the session more memory, or ask for less at once."
                                : problem.strip()),
                cause);
    }

    /** A statement that would do more than read. */
    public static BarqueException sqlRefused(String found) {
        return new BarqueException(
                "store.sql-refused",
                Concern.CALLER,
                "Cannot run the statement: " + found
                        + ". Expected one statement that reads: SELECT, WITH, FROM, VALUES, DESCRIBE, SUMMARIZE, SHOW or"
                        + " EXPLAIN of one of these.");
    }

    /** A file is not the one that was checked any more. */
    public static BarqueException sqlOutdated(Path file) {
        return new BarqueException(
                "store.sql-outdated",
                Concern.OPERATOR,
                "Cannot run the statement: " + file
                        + " was replaced or removed since the session was opened, and a session shows one state of the home."
                        + " Nothing was returned. Refresh the session and ask again.");
    }

    /** Any use after close. */
    public static BarqueException sqlClosed(Path home) {
        return new BarqueException(
                "store.closed",
                Concern.CALLER,
                "Cannot use the SQL session over " + home + ": it is closed. Open it again.");
    }

    private static String firstLines(String text) {
        return text.lines().limit(3).reduce((a, b) -> a + " " + b).orElse(text);
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    /** What went wrong, in words: many exceptions of java.nio.file have a path for a message. */
    public static String reason(Throwable cause) {
        String kind = cause.getClass().getSimpleName();
        String message = cause.getMessage();
        return message == null || message.isBlank() ? kind : kind + " (" + message + ")";
    }

    /** A training set that cannot be. */
    public static BarqueException badTrainingSet(String problem) {
        return new BarqueException(
                "store.bad-training-set",
                Concern.CALLER,
                "Cannot write a training set: " + problem
                        + ". Expected each column to have a name of its own; rename the label, or give the features of a"
                        + " second set a prefix.");
    }

    /** A file of questions that cannot be understood; {@code line} is empty or such as ", line 7". */
    public static BarqueException badSpine(Path file, String line, String problem) {
        return new BarqueException(
                "store.bad-spine",
                Concern.DATA,
                "Cannot read questions from " + file + line + ": " + problem
                        + ". Expected CSV with a header: symbol, time, known_at if wanted, and labels.");
    }

    /** A bar that has another decision in the log already. */
    public static BarqueException otherDecision(Path folder, Decision decision) {
        return new BarqueException(
                "store.other-decision",
                Concern.CALLER,
                "Cannot log the decision on " + decision.symbol() + " at " + decision.time() + " under "
                        + decision.grounds().profile() + ": " + folder
                        + " holds another one for this bar, and a bar has one. What is there was kept. Show it with: barque"
                        + " explain --symbol " + decision.symbol() + " --at " + decision.time() + " --profile "
                        + decision.grounds().profile()
                        + ". To log decisions anew, give another directory for the log.");
    }

    /** A decision whose texts have no end. */
    public static BarqueException decisionTooLong(Decision decision, int bytes, int most) {
        return new BarqueException(
                "store.decision-too-long",
                Concern.PLUGIN,
                "Cannot log the decision on " + decision.symbol() + " at " + decision.time() + ": its record has "
                        + bytes + " bytes and may have " + most
                        + ". Shorten what agents and guards write as evidence and reason.");
    }

    /** Words that are no record of a decision. */
    public static BarqueException notADecision(String found, Throwable cause) {
        return new BarqueException(
                "store.not-a-decision",
                Concern.DATA,
                "Cannot read a decision: " + found
                        + ". Expected one record as the decision log has it, see docs/decision-log.md.",
                cause);
    }

    /** A kill switch that cannot be switched. */
    public static BarqueException badKillSwitch(String problem) {
        return new BarqueException(
                "store.bad-kill-switch",
                Concern.CALLER,
                "Cannot switch the kill switch: " + problem
                        + ". Expected an existing home, and who switches it off and why, in a few words.");
    }
}
