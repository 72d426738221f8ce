package dev.barque.store.ingest;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.store.internal.feature.ListDecoder;
import dev.barque.store.internal.parquet.ParquetColumn;
import dev.barque.store.internal.parquet.ParquetGroups;
import dev.barque.store.internal.parquet.ParquetTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A foreign table of features in a Parquet file, a row group in memory at a time. */
final class ParquetForeignRows implements ForeignRows {
    private static final int TEXT_OVERHEAD = 48;

    private final Path file;
    private final FeatureRoles roles;
    private final FeatureSchema schema;
    private final List<String> columns;
    private final ParquetGroups groups;
    private @Nullable ParquetTable table;
    private @Nullable ParquetColumn symbols;
    private @Nullable ParquetColumn times;
    private @Nullable ParquetColumn created;
    /** For each field its column: a {@link ParquetColumn}, a {@link ListDecoder}, or null for null in every row. */
    private @Nullable Object[] sources = {};

    private int row;

    ParquetForeignRows(Path file, FeatureRoles roles, FeaturePlan plan) {
        this.file = file;
        this.roles = roles;
        schema = plan.schema();
        columns = plan.columns();
        Set<String> features = new HashSet<>(columns);
        groups = ParquetGroups.open(file, path -> roles.isKey(path) || isOf(path, features));
    }

    /** Whether a leaf is one of these columns or a part of such a list. */
    private static boolean isOf(String path, Set<String> columns) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
            if (columns.contains(path.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean next() {
        row++;
        while (table == null || row >= table.rows()) {
            table = groups.next();
            row = 0;
            if (table == null) {
                return false;
            }
            bind(table);
        }
        return true;
    }

    private void bind(ParquetTable group) {
        symbols = roles.symbolColumn() == null
                ? null
                : group.column(roles.symbolColumn()).orElseThrow();
        times = group.column(roles.timeColumn()).orElseThrow();
        created = roles.createdColumn() == null
                ? null
                : group.column(roles.createdColumn()).orElseThrow();
        List<@Nullable Object> found = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            FeatureField field = schema.field(i);
            String column = columns.get(i);
            Optional<?> source = switch (field.type()) {
                case FLOAT64, INT64, BOOL, STRING -> group.column(column);
                case FLOAT64_LIST, STRING_LIST, INTERVAL_LIST -> ListDecoder.find(group, file, field, column);
            };
            found.add(source.orElse(null));
        }
        sources = found.toArray();
    }

    @Override
    public long number() {
        return table().firstRow() + row + 1;
    }

    @Override
    public @Nullable BarqueException problem() {
        return null;
    }

    @Override
    public @Nullable Object symbol() {
        return value(symbols);
    }

    @Override
    public @Nullable Object time() {
        return value(times);
    }

    @Override
    public @Nullable Object created() {
        return value(created);
    }

    private @Nullable Object value(@Nullable ParquetColumn column) {
        return column == null || column.isNull(row) ? null : ParquetValues.value(column, row);
    }

    @Override
    public long fill(FeatureRow.Builder to) {
        long bytes = 0;
        for (int i = 0; i < sources.length; i++) {
            if (sources[i] instanceof ParquetColumn column) {
                Object value = value(column);
                bytes += value == null ? 0 : FeatureValues.set(to, i, schema.field(i), value);
            } else if (sources[i] instanceof ListDecoder list) {
                Object value = list.value(row);
                bytes += value == null ? 0 : list(to, i, value);
            }
        }
        return bytes;
    }

    private long list(FeatureRow.Builder to, int field, Object value) {
        if (value instanceof String[] texts) {
            to.stringList(field, List.of(texts));
            long bytes = 0;
            for (String text : texts) {
                bytes += TEXT_OVERHEAD + 2L * text.length();
            }
            return bytes;
        }
        double[] numbers = (double[]) value;
        switch (schema.field(field).type()) {
            case INTERVAL_LIST -> to.intervalList(field, numbers);
            default -> to.float64List(field, numbers);
        }
        return 8L * numbers.length;
    }

    @Override
    public long done() {
        return table == null ? groups.rows() : number();
    }

    @Override
    public long total() {
        return groups.rows();
    }

    @Override
    public void close() {
        groups.close();
    }

    private ParquetTable table() {
        return Objects.requireNonNull(table, "next comes first");
    }
}
