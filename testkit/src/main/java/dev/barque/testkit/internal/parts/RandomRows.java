package dev.barque.testkit.internal.parts;

import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** Rows of any schema with values that nobody would have thought of. */
public final class RandomRows {
    private static final List<String> WORDS = List.of("", "pin", "risk_on", "risk_off", "neutral", "None", "zwölf");

    private RandomRows() {}

    /** A set with the fields that a test picks. */
    public static FeatureSet set(FeatureSchema schema, Predicate<String> which) {
        List<FeatureField> fields = schema.fields().stream()
                .filter(field -> which.test(field.name()))
                .toList();
        return new FeatureSet(
                FeatureSetId.of("suite"), FeatureSchema.of(fields), Lookback.atMost(Duration.ofMinutes(5)));
    }

    /** A row about an instant; every value is present and plausible for its type. */
    public static FeatureRow whole(FeatureSet set, Symbol symbol, long micros, long seed) {
        return row(set, symbol, micros, seed, false);
    }

    /** A row about an instant in which values are null, not a number, infinite, empty. */
    public static FeatureRow rough(FeatureSet set, Symbol symbol, long micros, long seed) {
        return row(set, symbol, micros, seed, true);
    }

    private static FeatureRow row(FeatureSet set, Symbol symbol, long micros, long seed, boolean rough) {
        FeatureRow.Builder row = FeatureRow.builder(set, symbol);
        FeatureSchema schema = set.schema();
        for (int i = 0; i < schema.size(); i++) {
            FeatureField field = schema.field(i);
            // By name, so that a feature has the same value in every schema that has it.
            Random random = new Random(31 * seed + field.name().hashCode() + symbol.hashCode() + micros);
            random.nextInt();
            if (!rough || random.nextInt(5) != 0) {
                fill(row, i, field, random, rough);
            }
        }
        return row.build(micros, micros);
    }

    private static void fill(FeatureRow.Builder row, int i, FeatureField field, Random random, boolean rough) {
        switch (field.type()) {
            case FLOAT64 -> row.float64(i, number(random, rough));
            case INT64 -> row.int64(i, rough && random.nextInt(4) == 0 ? Long.MIN_VALUE : random.nextInt(40));
            case BOOL -> row.bool(i, random.nextBoolean());
            case STRING -> row.string(i, WORDS.get(random.nextInt(WORDS.size())));
            case FLOAT64_LIST -> row.float64List(i, numbers(random, rough, random.nextInt(4)));
            case STRING_LIST ->
                row.stringList(i, random.nextBoolean() ? List.of() : List.of(WORDS.get(random.nextInt(WORDS.size()))));
            case INTERVAL_LIST -> row.intervalList(i, zones(random));
        }
    }

    private static double number(Random random, boolean rough) {
        if (rough && random.nextInt(3) == 0) {
            return switch (random.nextInt(5)) {
                case 0 -> Double.POSITIVE_INFINITY;
                case 1 -> Double.NEGATIVE_INFINITY;
                case 2 -> 1e300;
                default -> Double.NaN;
            };
        }
        return random.nextInt(3) == 0 ? random.nextDouble() : random.nextGaussian();
    }

    private static double[] numbers(Random random, boolean rough, int count) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = number(random, rough);
        }
        return numbers;
    }

    private static double[] zones(Random random) {
        double[] pairs = new double[2 * random.nextInt(3)];
        double edge = 90;
        for (int i = 0; i < pairs.length; i++) {
            edge += 5 * random.nextDouble();
            pairs[i] = edge;
        }
        return pairs;
    }

    /** The same row with one value made null. */
    public static FeatureRow without(FeatureRow row, String name) {
        return copy(row, row.set(), name);
    }

    /** The values of a row that another set has too, in that set. */
    public static FeatureRow in(FeatureSet set, FeatureRow row) {
        return copy(row, set, "");
    }

    private static FeatureRow copy(FeatureRow row, FeatureSet set, String left) {
        FeatureRow.Builder out = FeatureRow.builder(set, row.symbol());
        for (int i = 0; i < set.schema().size(); i++) {
            String name = set.schema().field(i).name();
            int from = row.schema().indexOf(name);
            if (!row.isNull(from) && !name.equals(left)) {
                copy(row, from, out, i);
            }
        }
        return out.build(row.eventMicros(), row.knownMicros());
    }

    private static void copy(FeatureRow row, int from, FeatureRow.Builder out, int to) {
        switch (row.schema().field(from).type()) {
            case FLOAT64 -> out.float64(to, row.float64(from));
            case INT64 -> out.int64(to, row.int64(from));
            case BOOL -> out.bool(to, row.bool(from));
            case STRING -> out.string(to, row.string(from));
            case FLOAT64_LIST -> {
                double[] values = new double[row.length(from)];
                for (int k = 0; k < values.length; k++) {
                    values[k] = row.float64(from, k);
                }
                out.float64List(to, values);
            }
            case STRING_LIST -> {
                String[] values = new String[row.length(from)];
                for (int k = 0; k < values.length; k++) {
                    values[k] = row.string(from, k);
                }
                out.stringList(to, List.of(values));
            }
            case INTERVAL_LIST -> {
                double[] values = new double[2 * row.length(from)];
                for (int k = 0; k < row.length(from); k++) {
                    values[2 * k] = row.lo(from, k);
                    values[2 * k + 1] = row.hi(from, k);
                }
                out.intervalList(to, values);
            }
        }
    }
}
