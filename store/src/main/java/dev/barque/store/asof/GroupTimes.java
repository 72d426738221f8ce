package dev.barque.store.asof;

import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.market.Symbol;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Symbols and times of a row group of a file, as a table whose only value is the number of the row. Belongs to one thread: its columns
 * are used again for the next row group.
 */
final class GroupTimes {
    private static final String ROW = "row";
    private static final int OTHER = -1;

    private final FileColumns columns;
    private final FeatureSet numbered;
    private final List<Symbol> symbols;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final long lagMicros;
    private int[] symbol = new int[0];
    private long[] event = new long[0];
    private long[] known = new long[0];

    GroupTimes(FileColumns columns, FeatureSet set, Spine spine) {
        this.columns = columns;
        symbols = spine.symbols();
        numbered =
                new FeatureSet(set.id(), FeatureSchema.builder().int64(ROW, "1").build(), set.lookback());
        for (int i = 0; i < symbols.size(); i++) {
            numbers.put(symbols.get(i).value(), i);
        }
        lagMicros = FeatureSeries.micros(columns.lag());
    }

    /** The rows of a row group that are about symbols of the spine. */
    FeatureTable read(RowGroups scan, int group) {
        int rows = scan.rows(group);
        makeRoom(rows);
        scan.codes(group, columns.symbol(), text -> numbers.getOrDefault(text, OTHER), symbol, 0);
        scan.micros(group, columns.time(), event, 0);
        if (columns.known().isPresent()) {
            scan.micros(group, columns.known().get(), known, 0);
        }
        FeatureTable.Builder table = FeatureTable.builder(numbered, List.of(ROW));
        FeatureTable.Rows[] to = rooms(table, scan, group);
        for (int row = 0; row < rows; row++) {
            if (symbol[row] == OTHER) {
                continue;
            }
            long knownMicros = columns.known().isPresent() ? known[row] : event[row] + lagMicros;
            if (knownMicros < event[row]) {
                throw FileJoinErrors.badRow(scan.name(), group, row, "it was known before what it is about");
            }
            FeatureTable.Rows rowsOf = to[symbol[row]];
            rowsOf.int64(rowsOf.add(event[row], knownMicros), 0, row);
        }
        return table.build();
    }

    private void makeRoom(int rows) {
        if (symbol.length < rows) {
            symbol = new int[rows];
            event = new long[rows];
            known = new long[columns.known().isPresent() ? rows : 0];
        }
    }

    private FeatureTable.Rows[] rooms(FeatureTable.Builder table, RowGroups scan, int group) {
        int rows = scan.rows(group);
        int[] counts = new int[symbols.size()];
        for (int row = 0; row < rows; row++) {
            if (symbol[row] >= 0) {
                counts[symbol[row]]++;
            } else if (symbol[row] != OTHER) {
                throw FileJoinErrors.badRow(scan.name(), group, row, "it has no symbol");
            }
        }
        FeatureTable.Rows[] rooms = new FeatureTable.Rows[counts.length];
        Arrays.setAll(
                rooms, i -> counts[i] == 0 ? null : table.rows(symbols.get(i)).reserve(counts[i]));
        return rooms;
    }
}
