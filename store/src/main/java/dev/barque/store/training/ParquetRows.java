package dev.barque.store.training;

import dev.barque.core.feature.FeatureType;
import dev.barque.store.asof.JoinedColumns;
import dev.barque.store.asof.Spine;
import dev.barque.store.internal.parquet.ColumnWriter;
import dev.barque.store.io.FileAccess.WritableFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** As Parquet, a row group for each call. Names have dots and are no groups. */
final class ParquetRows implements TrainingWriter {
    private final TrainingColumns columns;
    private final MessageType schema;
    private final ColumnWriter writer;

    ParquetRows(WritableFile file, TrainingColumns columns) throws IOException {
        this.columns = columns;
        schema = schema(columns);
        writer = new ColumnWriter(file, schema);
    }

    private static MessageType schema(TrainingColumns columns) {
        List<Type> types = new ArrayList<>();
        types.add(type(TrainingColumns.SYMBOL, FeatureType.STRING));
        types.add(time(TrainingColumns.TIME));
        types.add(time(TrainingColumns.KNOWN_AT));
        columns.labels().forEach(label -> types.add(type(label.name(), label.type())));
        for (TrainingSet.Group group : columns.groups()) {
            types.add(time(group.column(TrainingColumns.FEATURE_TIME)));
            types.add(time(group.column(TrainingColumns.FEATURE_KNOWN_AT)));
            group.fields()
                    .forEach(field -> types.add(type(
                            group.column(field),
                            group.set()
                                    .schema()
                                    .field(group.set().schema().indexOf(field))
                                    .type())));
        }
        return new MessageType("training_set", types);
    }

    private static Type time(String name) {
        return Types.optional(PrimitiveTypeName.INT64)
                .as(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS))
                .named(name);
    }

    private static Type type(String name, FeatureType type) {
        return switch (type) {
            case FLOAT64 -> Types.optional(PrimitiveTypeName.DOUBLE).named(name);
            case INT64 -> Types.optional(PrimitiveTypeName.INT64).named(name);
            case BOOL -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
            default ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(name);
        };
    }

    @Override
    public void write(Spine questions, List<JoinedColumns> answers) throws IOException {
        int rows = questions.size();
        writer.beginRows(rows);
        texts(TrainingColumns.SYMBOL, rows, q -> true, q -> questions.symbol(q).value());
        numbers(TrainingColumns.TIME, rows, q -> true, questions::eventMicros);
        numbers(TrainingColumns.KNOWN_AT, rows, q -> true, questions::knownMicros);
        for (TrainingColumns.Label label : columns.labels()) {
            label(
                    label,
                    rows,
                    java.util.Objects.requireNonNull(questions.labels().get(label.name())));
        }
        for (int i = 0; i < answers.size(); i++) {
            answer(columns.groups().get(i), rows, answers.get(i));
        }
        writer.endRows();
    }

    private void label(TrainingColumns.Label label, int rows, List<String> values) throws IOException {
        IntPredicate present = q -> !values.get(q).isEmpty();
        switch (label.type()) {
            case INT64 -> numbers(label.name(), rows, present, q -> Long.parseLong(values.get(q)));
            case FLOAT64 ->
                numbers(label.name(), rows, present, q -> Double.doubleToLongBits(Double.parseDouble(values.get(q))));
            default -> texts(label.name(), rows, present, values::get);
        }
    }

    private void answer(TrainingSet.Group group, int rows, JoinedColumns answer) throws IOException {
        numbers(group.column(TrainingColumns.FEATURE_TIME), rows, answer::isMatched, q -> answer.eventMicros()[q]);
        numbers(group.column(TrainingColumns.FEATURE_KNOWN_AT), rows, answer::isMatched, q -> answer.knownMicros()[q]);
        for (int i = 0; i < answer.fields().size(); i++) {
            int column = i;
            String name = group.column(answer.fields().get(i).name());
            IntPredicate present = q -> !answer.isNull(q, column);
            switch (answer.fields().get(i).type()) {
                case FLOAT64 -> {
                    double[] values = answer.float64(column);
                    numbers(name, rows, present, q -> Double.doubleToLongBits(values[q]));
                }
                case INT64 -> {
                    long[] values = answer.int64(column);
                    numbers(name, rows, present, q -> values[q]);
                }
                case BOOL -> {
                    boolean[] values = answer.bool(column);
                    numbers(name, rows, present, q -> values[q] ? 1 : 0);
                }
                default -> {
                    String[] values = answer.string(column);
                    texts(name, rows, present, q -> values[q]);
                }
            }
        }
    }

    private void numbers(String name, int rows, IntPredicate present, IntToLongFunction value) throws IOException {
        byte[] levels = new byte[rows];
        long[] values = new long[rows];
        int count = 0;
        for (int q = 0; q < rows; q++) {
            if (present.test(q)) {
                levels[q] = 1;
                values[count++] = value.applyAsLong(q);
            }
        }
        ColumnDescriptor column = schema.getColumnDescription(new String[] {name});
        writer.numbers(column, count == rows ? null : levels, rows, values, 0);
    }

    private void texts(String name, int rows, IntPredicate present, IntFunction<String> value) throws IOException {
        MessageType part = new MessageType(schema.getName(), schema.getType(name));
        writer.others(part, rows, (to, q) -> {
            if (present.test(q)) {
                to.startField(name, 0);
                to.addBinary(Binary.fromString(value.apply(q)));
                to.endField(name, 0);
            }
        });
    }

    @Override
    public void end() throws IOException {
        writer.end(Map.of());
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
