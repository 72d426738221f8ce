package dev.barque.store.internal.live;

import dev.barque.core.feature.FeatureSet;
import dev.barque.store.asof.FeatureTable;
import dev.barque.store.asof.TableSelection;
import java.time.LocalDate;
import java.util.List;

/** Brings rows of a home into memory, partition by partition. */
public final class TableLoad {
    private final HomeRows rows;
    private final FeatureSet set;

    /** Of a set in a home. */
    public TableLoad(HomeRows rows, FeatureSet set) {
        this.rows = rows;
        this.set = set;
    }

    /** The table of a selection. */
    public FeatureTable load(TableSelection selection) {
        List<String> names = selection.fields().isEmpty() ? FeatureTable.scalars(set) : selection.fields();
        FeatureTable.Builder table = FeatureTable.builder(set, names);
        int[] fields = names.stream().mapToInt(set.schema()::indexOf).toArray();
        List<LocalDate> dates = rows.dates(selection.symbols(), set.id(), selection.first(), selection.last()).stream()
                .filter(selection::has)
                .toList();
        return table.fill(
                        selection.symbols(),
                        selection.executor(),
                        (symbol, to) -> dates.forEach(date -> rows.copy(date, symbol, set, fields, to)))
                .build();
    }
}
