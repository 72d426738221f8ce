package dev.barque.store.internal.feature;

import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * The columns of a feature schema in a file: dotted names as nested groups, lists in the standard form of three levels,
 * everything optional. A group whose values are all null is null itself.
 */
final class FeatureColumns {
    private static final List<String> TIMES =
            List.of(FeatureFile.EVENT_TIME, FeatureFile.KNOWN_AT, FeatureFile.INGESTED_AT);

    private final FeatureSchema schema;
    private final List<Node> top = new ArrayList<>();

    /** A feature ({@code field} at least 0) or a group of such. */
    private record Node(String name, int field, List<Node> children) {}

    FeatureColumns(FeatureSchema schema) {
        this.schema = schema;
        for (int field = 0; field < schema.size(); field++) {
            String[] path = schema.field(field).name().split("\\.", -1);
            List<Node> level = top;
            for (int i = 0; i < path.length - 1; i++) {
                level = group(level, path[i]).children();
            }
            level.add(new Node(path[path.length - 1], field, List.of()));
        }
    }

    private static Node group(List<Node> level, String name) {
        Optional<Node> there =
                level.stream().filter(node -> node.name().equals(name)).findFirst();
        if (there.isPresent()) {
            return there.get();
        }
        Node node = new Node(name, -1, new ArrayList<>());
        level.add(node);
        return node;
    }

    MessageType messageType() {
        List<Type> types = new ArrayList<>();
        LogicalTypeAnnotation micros = LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS);
        for (String time : TIMES) {
            types.add(Types.required(PrimitiveTypeName.INT64).as(micros).named(time));
        }
        types.add(Types.required(PrimitiveTypeName.INT64).named(FeatureFile.SEQUENCE));
        top.forEach(node -> types.add(type(node)));
        return new MessageType("features", types);
    }

    /**
     * A feature and where it lies.
     *
     * @param field its index in the schema
     * @param groups the groups that hold it, from the outermost, each by its whole path
     */
    record Leaf(int field, List<String> groups) {}

    /** The features in the order of their columns. */
    List<Leaf> leaves() {
        List<Leaf> leaves = new ArrayList<>();
        top.forEach(node -> addLeaves(node, List.of(), leaves));
        return leaves;
    }

    private static void addLeaves(Node node, List<String> groups, List<Leaf> to) {
        if (node.field() >= 0) {
            to.add(new Leaf(node.field(), groups));
            return;
        }
        List<String> inner = new ArrayList<>(groups);
        inner.add(groups.isEmpty() ? node.name() : groups.get(groups.size() - 1) + "." + node.name());
        node.children().forEach(child -> addLeaves(child, List.copyOf(inner), to));
    }

    private Type type(Node node) {
        if (node.field() < 0) {
            return Types.optionalGroup()
                    .addFields(node.children().stream().map(this::type).toArray(Type[]::new))
                    .named(node.name());
        }
        return switch (schema.field(node.field()).type()) {
            case FLOAT64 -> Types.optional(PrimitiveTypeName.DOUBLE).named(node.name());
            case INT64 -> Types.optional(PrimitiveTypeName.INT64).named(node.name());
            case BOOL -> Types.optional(PrimitiveTypeName.BOOLEAN).named(node.name());
            case STRING ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(node.name());
            case FLOAT64_LIST ->
                list(node, Types.optional(PrimitiveTypeName.DOUBLE).named("element"));
            case STRING_LIST ->
                list(
                        node,
                        Types.optional(PrimitiveTypeName.BINARY)
                                .as(LogicalTypeAnnotation.stringType())
                                .named("element"));
            case INTERVAL_LIST ->
                list(
                        node,
                        Types.optionalGroup()
                                .addFields(
                                        Types.optional(PrimitiveTypeName.DOUBLE).named("lo"),
                                        Types.optional(PrimitiveTypeName.DOUBLE).named("hi"))
                                .named("element"));
        };
    }

    private static Type list(Node node, Type element) {
        return Types.optionalList().element(element).named(node.name());
    }

    void write(RecordConsumer to, FeatureRow row) {
        int index = 0;
        for (long time : new long[] {row.eventMicros(), row.knownMicros(), row.ingestedMicros()}) {
            addLong(to, TIMES.get(index), index++, time);
        }
        addLong(to, FeatureFile.SEQUENCE, index++, row.sequence());
        for (Node node : top) {
            write(to, node, index++, row);
        }
    }

    private void write(RecordConsumer to, Node node, int index, FeatureRow row) {
        if (!isPresent(node, row)) {
            return;
        }
        to.startField(node.name(), index);
        if (node.field() >= 0) {
            writeValue(to, schema.field(node.field()), node.field(), row);
        } else {
            to.startGroup();
            for (int i = 0; i < node.children().size(); i++) {
                write(to, node.children().get(i), i, row);
            }
            to.endGroup();
        }
        to.endField(node.name(), index);
    }

    private static boolean isPresent(Node node, FeatureRow row) {
        return node.field() >= 0
                ? !row.isNull(node.field())
                : node.children().stream().anyMatch(child -> isPresent(child, row));
    }

    private static void writeValue(RecordConsumer to, FeatureField field, int index, FeatureRow row) {
        switch (field.type()) {
            case FLOAT64 -> to.addDouble(row.float64(index));
            case INT64 -> to.addLong(row.int64(index));
            case BOOL -> to.addBoolean(row.bool(index));
            case STRING -> to.addBinary(Binary.fromString(row.string(index)));
            case FLOAT64_LIST -> writeList(to, row.length(index), i -> to.addDouble(row.float64(index, i)));
            case STRING_LIST ->
                writeList(to, row.length(index), i -> to.addBinary(Binary.fromString(row.string(index, i))));
            case INTERVAL_LIST ->
                writeList(to, row.length(index), i -> {
                    to.startGroup();
                    addDouble(to, "lo", 0, row.lo(index, i));
                    addDouble(to, "hi", 1, row.hi(index, i));
                    to.endGroup();
                });
        }
    }

    /** A text or list as {@link FieldColumn} keeps it. */
    static void writeObject(RecordConsumer to, FeatureType type, Object value) {
        switch (type) {
            case FLOAT64, INT64, BOOL -> throw new IllegalArgumentException(type + " is a number");
            case STRING -> to.addBinary(Binary.fromString((String) value));
            case FLOAT64_LIST -> {
                double[] numbers = (double[]) value;
                writeList(to, numbers.length, i -> to.addDouble(numbers[i]));
            }
            case STRING_LIST -> {
                String[] texts = (String[]) value;
                writeList(to, texts.length, i -> to.addBinary(Binary.fromString(texts[i])));
            }
            case INTERVAL_LIST -> {
                double[] ends = (double[]) value;
                writeList(to, ends.length / 2, i -> {
                    to.startGroup();
                    addDouble(to, "lo", 0, ends[2 * i]);
                    addDouble(to, "hi", 1, ends[2 * i + 1]);
                    to.endGroup();
                });
            }
        }
    }

    private static void writeList(RecordConsumer to, int length, java.util.function.IntConsumer element) {
        to.startGroup();
        if (length > 0) {
            to.startField("list", 0);
            for (int i = 0; i < length; i++) {
                to.startGroup();
                to.startField("element", 0);
                element.accept(i);
                to.endField("element", 0);
                to.endGroup();
            }
            to.endField("list", 0);
        }
        to.endGroup();
    }

    private static void addLong(RecordConsumer to, String name, int index, long value) {
        to.startField(name, index);
        to.addLong(value);
        to.endField(name, index);
    }

    private static void addDouble(RecordConsumer to, String name, int index, double value) {
        to.startField(name, index);
        to.addDouble(value);
        to.endField(name, index);
    }
}
