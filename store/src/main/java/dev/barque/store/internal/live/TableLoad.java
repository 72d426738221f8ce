package dev.barque.store.internal.live;

import dev.barque.core.feature.FeatureSet;
import dev.barque.core.market.Symbol;
import dev.barque.store.asof.FeatureTable;
import dev.barque.store.asof.TableSelection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        return table.fill(selection.symbols(), selection.executor(), (symbol, to) -> copy(symbol, dates, fields, to))
                .build();
    }

    /** First what there is, then into columns of just that size: those that grow take three times as much. */
    private void copy(Symbol symbol, List<LocalDate> dates, int[] fields, FeatureTable.Rows to) {
        List<PartitionCopy> parts = new ArrayList<>();
        int size = 0;
        for (LocalDate date : dates) {
            Optional<PartitionCopy> part = rows.copy(date, symbol, set, fields);
            part.ifPresent(parts::add);
            size = Math.addExact(size, part.map(PartitionCopy::rows).orElse(0));
        }
        to.reserve(size);
        parts.forEach(part -> part.adder().accept(to));
    }
}
