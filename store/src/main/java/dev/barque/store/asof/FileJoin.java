package dev.barque.store.asof;

import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureType;
import dev.barque.store.asof.RowGroups.Column;
import dev.barque.store.asof.RowGroups.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Answers a spine straight from one Parquet file of any writer, however large: no row group stays in memory. First symbols and times of
 * each row group say which row answers which question, then the values of those rows alone are read. Rows may stand in any order; of
 * those with the same times the last one in the file wins. Immutable; safe to share.
 */
public final class FileJoin {
    private final Supplier<? extends RowGroups> file;
    private final FileColumns columns;
    private final FeatureSet set;
    private final List<String> fields;
    private final Duration tolerance;
    private final Executor executor;
    private final int parts;

    private FileJoin(
            Supplier<? extends RowGroups> file,
            FileColumns columns,
            FeatureSet set,
            List<String> fields,
            Duration tolerance,
            Executor executor,
            int parts) {
        this.file = file;
        this.columns = columns;
        this.set = set;
        this.fields = fields;
        this.tolerance = tolerance;
        this.executor = executor;
        this.parts = parts;
    }

    /**
     * A join in the calling thread, as far back as the look-back of the set allows.
     *
     * @param file opens it, such as {@code () -> ParquetScan.open(path)}
     * @param columns which columns say whose rows they are and when
     * @param set names and types of the features, which are columns of the same names
     * @param fields the columns of the answer, numbers, truth values and texts
     */
    public static FileJoin with(
            Supplier<? extends RowGroups> file, FileColumns columns, FeatureSet set, List<String> fields) {
        return new FileJoin(
                Objects.requireNonNull(file, "file"),
                Objects.requireNonNull(columns, "columns"),
                set,
                List.copyOf(fields),
                Duration.ofSeconds(Long.MAX_VALUE),
                Runnable::run,
                1);
    }

    /** The same join with answers that are at most so much older than their questions, by event time; not negative. */
    public FileJoin tolerance(Duration most) {
        if (most.isNegative()) {
            throw new IllegalArgumentException("A tolerance must not be negative but was " + most);
        }
        return new FileJoin(file, columns, set, fields, most, executor, parts);
    }

    /** The same join in so many parts, each a task of the executor with a row group in memory at a time; the caller waits for all. */
    public FileJoin parallel(Executor on, int inParts) {
        if (inParts < 1) {
            throw new IllegalArgumentException("A join has at least one part but was to have " + inParts);
        }
        return new FileJoin(file, columns, set, fields, tolerance, Objects.requireNonNull(on, "on"), inParts);
    }

    /**
     * All answers in columns, in the order of the questions. Throws {@code store.corrupt-file}, {@code store.limit-exceeded},
     * {@code store.cannot-read}, {@code store.bad-file-columns} for columns that are not there or of another type, and
     * {@code store.bad-file-row} for a row without a symbol or time, or that was known before its event.
     */
    public JoinedColumns columns(Spine spine) {
        List<FeatureField> wanted = FeatureTable.builder(set, fields).fields();
        JoinedColumns joined = new JoinedColumns(wanted, spine.size(), true);
        joined.clear();
        try (RowGroups scan = file.get()) {
            requireColumns(scan, wanted);
            FileMatches matches = new FileMatches(spine, set, tolerance, joined);
            eachGroup(scan, of -> {
                GroupTimes times = new GroupTimes(columns, set, spine);
                return group -> matches.join(times.read(of, group), group);
            });
            int[][] questions = matches.byGroup(scan.groups());
            eachGroup(scan, of -> group -> {
                if (questions[group].length > 0) {
                    new GroupValues(of, group, questions[group], matches).into(joined);
                }
            });
        }
        return joined;
    }

    /** Goes through the row groups from the last one on, since most files go forward in time and later rows win. */
    private void eachGroup(RowGroups scan, Function<RowGroups, IntConsumer> work) {
        AtomicInteger left = new AtomicInteger(scan.groups());
        List<Runnable> tasks = new ArrayList<>();
        for (int part = 0; part < Math.min(parts, scan.groups()); part++) {
            tasks.add(() -> {
                try (RowGroups own = scan.another()) {
                    IntConsumer perGroup = work.apply(own);
                    for (int group = left.decrementAndGet(); group >= 0; group = left.decrementAndGet()) {
                        perGroup.accept(group);
                    }
                }
            });
        }
        Tasks.runAll(tasks, executor);
    }

    private void requireColumns(RowGroups scan, List<FeatureField> wanted) {
        List<Column> there = scan.columns();
        List<String> problems = new ArrayList<>();
        require(there, columns.symbol(), List.of(Kind.TEXT), problems);
        List<Kind> times = columns.zoneless() == FileColumns.Zoneless.UTC
                ? List.of(Kind.TIMESTAMP, Kind.LOCAL_TIMESTAMP)
                : List.of(Kind.TIMESTAMP);
        require(there, columns.time(), times, problems);
        columns.known().ifPresent(known -> require(there, known, times, problems));
        for (FeatureField field : wanted) {
            require(there, field.name(), List.of(kind(field.type())), problems);
        }
        if (!problems.isEmpty()) {
            throw FileJoinErrors.badColumns(
                    scan.name(), problems, there.stream().map(Column::name).toList());
        }
    }

    private static void require(List<Column> there, String name, List<Kind> kinds, List<String> problems) {
        Kind found = there.stream()
                .filter(column -> column.name().equals(name))
                .map(Column::kind)
                .findFirst()
                .orElse(null);
        if (found == null) {
            problems.add("there is no '" + name + "'");
        } else if (!kinds.contains(found)) {
            problems.add("'" + name + "' is " + found + " instead of " + kinds.get(0));
        }
    }

    private static Kind kind(FeatureType type) {
        return switch (type) {
            case FLOAT64 -> Kind.FLOAT64;
            case INT64 -> Kind.INT64;
            case BOOL -> Kind.BOOL;
            case STRING -> Kind.TEXT;
            case FLOAT64_LIST, STRING_LIST, INTERVAL_LIST -> Kind.OTHER;
        };
    }
}
