package dev.barque.store.internal.live;

import dev.barque.core.feature.FeatureSet;
import dev.barque.core.market.Symbol;
import dev.barque.store.asof.FeatureTable;
import dev.barque.store.asof.TableSelection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

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
        Collection<LocalDate> dates = rows.dates(selection.symbols(), set.id(), selection.first(), selection.last());
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (Symbol symbol : selection.symbols()) {
            FeatureTable.Rows to = table.rows(symbol);
            running.add(CompletableFuture.runAsync(
                    () -> dates.forEach(date -> rows.copy(date, symbol, set, fields, to)), selection.executor()));
        }
        try {
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
        return table.build();
    }
}
