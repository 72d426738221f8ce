package dev.barque.store.asof;

import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Answers a spine from a store, symbol by symbol: each time only the rows of one symbol about the dates that its questions can reach
 * are in memory. Immutable; safe to share.
 */
public final class SpineJoin {
    private static final long FEW_DAYS = 31;

    private final Function<TableSelection, FeatureTable> source;
    private final FeatureSet set;
    private final List<String> fields;
    private final Duration tolerance;
    private final Executor executor;

    private SpineJoin(
            Function<TableSelection, FeatureTable> source,
            FeatureSet set,
            List<String> fields,
            Duration tolerance,
            Executor executor) {
        this.source = source;
        this.set = set;
        this.fields = fields;
        this.tolerance = tolerance;
        this.executor = executor;
    }

    /**
     * A join in the calling thread, as far back as the look-back of the set allows.
     *
     * @param source brings rows into memory, such as {@code store::table}
     * @param set whose rows
     * @param fields the columns of the answer, numbers, truth values and texts
     */
    public static SpineJoin with(Function<TableSelection, FeatureTable> source, FeatureSet set, List<String> fields) {
        return new SpineJoin(
                Objects.requireNonNull(source, "source"),
                set,
                List.copyOf(fields),
                Duration.ofSeconds(Long.MAX_VALUE),
                Runnable::run);
    }

    /** The same join with answers that are at most so much older than their questions, by event time; not negative. */
    public SpineJoin tolerance(Duration most) {
        if (most.isNegative()) {
            throw new IllegalArgumentException("A tolerance must not be negative but was " + most);
        }
        return new SpineJoin(source, set, fields, most, executor);
    }

    /** The same join with each symbol a task of the executor; the caller waits for all. */
    public SpineJoin parallel(Executor on) {
        return new SpineJoin(source, set, fields, tolerance, Objects.requireNonNull(on, "on"));
    }

    /** All answers in columns, in the order of the questions. */
    public JoinedColumns columns(Spine spine) {
        return columns(spine, (symbol, table) -> {});
    }

    /** Hears of the rows that a join has brought into memory. */
    @FunctionalInterface
    public interface Loaded {
        /** The table of a symbol; with {@link #parallel} from several threads. */
        void table(Symbol symbol, FeatureTable table);
    }

    /** As {@link #columns(Spine)}; says which rows were looked at. */
    public JoinedColumns columns(Spine spine, Loaded loaded) {
        List<FeatureField> columns = FeatureTable.builder(set, fields).fields();
        JoinedColumns joined = new JoinedColumns(columns, spine.size(), true);
        int[][] bySymbol = bySymbol(spine);
        List<Runnable> tasks = new ArrayList<>();
        for (int[] questions : bySymbol) {
            if (questions.length > 0) {
                Symbol symbol = spine.symbol(questions[0]);
                tasks.add(() -> answer(spine, symbol, questions, joined, table -> loaded.table(symbol, table)));
            }
        }
        Tasks.runAll(tasks, executor);
        return joined;
    }

    private void answer(
            Spine spine, Symbol symbol, int[] questions, JoinedColumns joined, Consumer<FeatureTable> loaded) {
        TableSelection selection = TableSelection.of(set.id(), List.of(symbol)).fields(fields);
        FeatureTable table = source.apply(reach(selection, spine, questions));
        loaded.accept(table);
        AsOfJoin.with(table).tolerance(tolerance).into(joined, spine.pick(questions), questions);
    }

    /** The numbers of the questions about each symbol, in their order. */
    private static int[][] bySymbol(Spine spine) {
        int[] counts = new int[spine.symbols().size()];
        for (int symbol : spine.symbol) {
            counts[symbol]++;
        }
        int[][] questions = new int[counts.length][];
        Arrays.setAll(questions, i -> new int[counts[i]]);
        Arrays.fill(counts, 0);
        for (int q = 0; q < spine.size(); q++) {
            int symbol = spine.symbol[q];
            questions[symbol][counts[symbol]++] = q;
        }
        return questions;
    }

    /** What of the dates answers can be under: those alone where few are in reach of each question, else all between. */
    private TableSelection reach(TableSelection selection, Spine spine, int[] questions) {
        long back = set.lookback() instanceof Lookback.MaxAge age ? FeatureSeries.micros(age.maxAge()) : 0;
        back = Math.min(back, FeatureSeries.micros(tolerance));
        long days = back / UtcMicros.PER_DAY + 1;
        NavigableSet<LocalDate> dates = dates(spine, questions);
        if (back > 0 && days > FEW_DAYS) {
            return selection.dates(dates.first().minusDays(days), dates.last());
        }
        if (back > 0) {
            for (LocalDate date : List.copyOf(dates)) {
                for (long earlier = 1; earlier <= days; earlier++) {
                    dates.add(date.minusDays(earlier));
                }
            }
        }
        return selection.dates(dates);
    }

    /** The dates of questions. Most are about the date of the one before. */
    private static NavigableSet<LocalDate> dates(Spine spine, int[] questions) {
        long[] days = new long[questions.length];
        int count = 0;
        for (int q : questions) {
            long day = Math.floorDiv(spine.event[q], UtcMicros.PER_DAY);
            if (count == 0 || days[count - 1] != day) {
                days[count++] = day;
            }
        }
        return Arrays.stream(days, 0, count)
                .sorted()
                .distinct()
                .mapToObj(LocalDate::ofEpochDay)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
