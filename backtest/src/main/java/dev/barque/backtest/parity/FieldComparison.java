package dev.barque.backtest.parity;

import dev.barque.core.decision.Decision;
import dev.barque.core.decision.DecisionFields;
import dev.barque.core.feature.FeatureRow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first field in which two things differ, bit by bit. */
final class FieldComparison {
    private static final String NOTHING = "nothing";

    private FieldComparison() {}

    static Optional<ParityDifference> of(Decision live, Decision replay) {
        Map<String, Object> had = fields(live);
        Map<String, Object> has = fields(replay);
        for (Map.Entry<String, Object> field : had.entrySet()) {
            Object value = has.getOrDefault(field.getKey(), NOTHING);
            if (!field.getValue().equals(value)) {
                return Optional.of(new ParityDifference(
                        live.time(), field.getKey(), String.valueOf(field.getValue()), String.valueOf(value)));
            }
        }
        for (Map.Entry<String, Object> field : has.entrySet()) {
            if (!had.containsKey(field.getKey())) {
                return Optional.of(
                        new ParityDifference(live.time(), field.getKey(), NOTHING, String.valueOf(field.getValue())));
            }
        }
        return Optional.empty();
    }

    /** Doubles are equal as objects when they are so bit by bit. */
    private static Map<String, Object> fields(Decision decision) {
        Map<String, Object> fields = new LinkedHashMap<>();
        DecisionFields.visit(decision, new DecisionFields.Visitor() {
            @Override
            public void text(String path, @Nullable String value) {
                fields.put(path, value == null ? NOTHING : value);
            }

            @Override
            public void number(String path, double value) {
                fields.put(path, value);
            }

            @Override
            public void integer(String path, long value) {
                fields.put(path, value);
            }
        });
        return fields;
    }

    static Optional<ParityDifference> of(FeatureRow kept, FeatureRow computed, Decision about) {
        for (int field = 0; field < kept.schema().fields().size(); field++) {
            Object had = kept.value(field);
            Object has = computed.value(field);
            if (!Objects.equals(had, has)) {
                String name = kept.schema().fields().get(field).name();
                return Optional.of(new ParityDifference(
                        about.time(), "features." + name, String.valueOf(had), String.valueOf(has)));
            }
        }
        return Optional.empty();
    }
}
