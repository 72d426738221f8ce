package dev.barque.store.internal;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.feature.FeatureField;
import java.io.IOException;
import java.nio.file.Path;
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

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    /** What went wrong, in words: many exceptions of java.nio.file have a path for a message. */
    public static String reason(Throwable cause) {
        String kind = cause.getClass().getSimpleName();
        String message = cause.getMessage();
        return message == null || message.isBlank() ? kind : kind + " (" + message + ")";
    }
}
