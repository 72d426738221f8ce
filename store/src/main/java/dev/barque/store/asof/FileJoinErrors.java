package dev.barque.store.asof;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import java.util.List;

/** What may be wrong with a file that a spine is joined with. */
final class FileJoinErrors {
    private FileJoinErrors() {}

    /** A file of another writer does not have the columns that were named. */
    static BarqueException badColumns(String file, List<String> problems, List<String> columns) {
        return new BarqueException(
                "store.bad-file-columns",
                Concern.CALLER,
                "Cannot join with " + file + ": " + String.join("; ", problems) + ". Its columns are " + columns
                        + ". Name those that it has, with their types, or take the file into a home first, which reads more"
                        + " types.");
    }

    /** A row of a file of another writer cannot answer anything. */
    static BarqueException badRow(String file, int group, int row, String found) {
        return new BarqueException(
                "store.bad-file-row",
                Concern.DATA,
                "Cannot join with " + file + ": in row " + row + " of row group " + group + ", both from 0, " + found
                        + ". Leave such rows out, or take the file into a home, which lists all of them.");
    }
}
