package dev.barque.store.ingest;

import dev.barque.core.feature.FeatureType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UnknownLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** What the columns of a Parquet file could be as features: nested groups as dotted names, lists as a whole. */
final class ParquetSource {
    private static final Set<FeatureType> NUMBERS = EnumSet.of(FeatureType.FLOAT64, FeatureType.INT64);
    private static final Set<FeatureType> LISTS =
            EnumSet.of(FeatureType.FLOAT64_LIST, FeatureType.STRING_LIST, FeatureType.INTERVAL_LIST);

    private final List<SourceColumn> columns = new ArrayList<>();

    private ParquetSource() {}

    static List<SourceColumn> columns(MessageType schema) {
        ParquetSource source = new ParquetSource();
        source.walk(schema, "");
        return List.copyOf(source.columns);
    }

    private void walk(GroupType group, String prefix) {
        for (Type type : group.getFields()) {
            String name = prefix + type.getName();
            if (type.isRepetition(Repetition.REPEATED)) {
                columns.add(SourceColumn.unusable(name, "a repeated field that is no list"));
            } else if (type.isPrimitive()) {
                columns.add(scalar(name, type.asPrimitiveType()));
            } else if (isList(type.asGroupType())) {
                columns.add(list(name, type));
            } else if (type.getLogicalTypeAnnotation() != null) {
                columns.add(SourceColumn.unusable(name, "a " + type.getLogicalTypeAnnotation()));
            } else if (type.getName().indexOf('.') >= 0) {
                columns.add(SourceColumn.unusable(name, "a group that has a dot in its name"));
            } else {
                walk(type.asGroupType(), name + ".");
            }
        }
    }

    private static SourceColumn scalar(String name, PrimitiveType type) {
        String found = described(type);
        if (type.getLogicalTypeAnnotation() instanceof UnknownLogicalTypeAnnotation) {
            return new SourceColumn(name, null, EnumSet.allOf(FeatureType.class), "null in every row");
        }
        if (ParquetMeaning.isWhole(type)) {
            return new SourceColumn(name, FeatureType.INT64, NUMBERS, found);
        }
        if (ParquetMeaning.isReal(type)) {
            return new SourceColumn(name, FeatureType.FLOAT64, NUMBERS, found);
        }
        if (ParquetMeaning.isText(type)) {
            return new SourceColumn(name, FeatureType.STRING, EnumSet.of(FeatureType.STRING), found);
        }
        return type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.BOOLEAN
                ? new SourceColumn(name, FeatureType.BOOL, EnumSet.of(FeatureType.BOOL), found)
                : SourceColumn.unusable(name, found);
    }

    private static boolean isList(GroupType group) {
        LogicalTypeAnnotation meaning = group.getLogicalTypeAnnotation();
        return (meaning instanceof ListLogicalTypeAnnotation || meaning == null)
                && group.getFieldCount() == 1
                && group.getType(0).isRepetition(Repetition.REPEATED);
    }

    private static SourceColumn list(String name, Type type) {
        if (type.getName().indexOf('.') >= 0) {
            return SourceColumn.unusable(name, "a list that has a dot in its name");
        }
        Type middle = type.asGroupType().getType(0);
        boolean threeLevels = !middle.isPrimitive() && middle.asGroupType().getFieldCount() == 1;
        Type element = threeLevels ? middle.asGroupType().getType(0) : middle;
        String found = "a list of " + described(element);
        if (threeLevels && element.isRepetition(Repetition.REPEATED)) {
            return SourceColumn.unusable(name, "a list of lists");
        }
        if (!element.isPrimitive()) {
            return isInterval(element.asGroupType())
                    ? list(name, FeatureType.INTERVAL_LIST, found)
                    : SourceColumn.unusable(name, found);
        }
        PrimitiveType of = element.asPrimitiveType();
        if (of.getLogicalTypeAnnotation() instanceof UnknownLogicalTypeAnnotation) {
            return new SourceColumn(name, null, LISTS, "lists without a value in every row");
        }
        if (ParquetMeaning.isText(of)) {
            return list(name, FeatureType.STRING_LIST, found);
        }
        boolean number = ParquetMeaning.isWhole(of)
                || (ParquetMeaning.isReal(of)
                        && !(of.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation));
        return number ? list(name, FeatureType.FLOAT64_LIST, found) : SourceColumn.unusable(name, found);
    }

    private static SourceColumn list(String name, FeatureType type, String found) {
        return new SourceColumn(name, type, EnumSet.of(type), found);
    }

    private static boolean isInterval(GroupType group) {
        return group.getFieldCount() == 2
                && group.containsField("lo")
                && group.containsField("hi")
                && group.getFields().stream()
                        .allMatch(end -> end.isPrimitive()
                                && !end.isRepetition(Repetition.REPEATED)
                                && (ParquetMeaning.isReal(end.asPrimitiveType())
                                        || ParquetMeaning.isWhole(end.asPrimitiveType()))
                                && !(end.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation));
    }

    private static String described(Type type) {
        if (!type.isPrimitive()) {
            return "groups of "
                    + type.asGroupType().getFields().stream().map(Type::getName).toList();
        }
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        String physical = type.asPrimitiveType().getPrimitiveTypeName().toString();
        return meaning == null ? physical : physical + " (" + meaning + ")";
    }
}
