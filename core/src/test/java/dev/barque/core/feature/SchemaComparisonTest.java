package dev.barque.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SchemaComparisonTest {
    private static final FeatureSchema TRAINED = FeatureSchema.builder()
            .float64("hedge.force", "1")
            .float64("liquidity.amihud", "1/USD")
            .int64("hedge.half_life", "bars")
            .string("regime")
            .build();
    private static final FeatureSetId V1 = FeatureSetId.of("v1");

    private static List<String> messages(FeatureSchema after) {
        return SchemaComparison.of(TRAINED, after).differences().stream()
                .map(SchemaDifference::message)
                .toList();
    }

    @Test
    void equal_schemas_have_no_difference() {
        SchemaComparison same = SchemaComparison.of(TRAINED, FeatureSchema.of(TRAINED.fields()));

        assertThat(same.isIdentical()).isTrue();
        assertThat(same.differences()).isEmpty();
    }

    @Test
    void each_kind_of_difference_is_named_with_both_sides() {
        FeatureSchema now = FeatureSchema.builder()
                .string("regime")
                .float64("hedge.force", "USD")
                .float64("hedge.half_life", "bars")
                .float64("liquidity.rank", "1")
                .build();

        assertThat(messages(now))
                .containsExactly(
                        "liquidity.amihud is missing (it was FLOAT64)",
                        "regime is field 1 in place of 4",
                        "hedge.force is in 'USD' in place of '1'",
                        "hedge.half_life is FLOAT64 in place of INT64",
                        "liquidity.rank is extra (FLOAT64)");
    }

    @Test
    void a_feature_that_was_put_in_front_moves_no_other() {
        FeatureSchema.Builder now = FeatureSchema.builder().float64("a", "1");
        TRAINED.fields().forEach(field -> now.add(field.name(), field.type(), field.unit()));

        assertThat(messages(now.build())).containsExactly("a is extra (FLOAT64)");
    }

    @RepeatedTest(50)
    void there_is_no_difference_if_and_only_if_fingerprints_are_equal_and_no_fewer_moves_explain_an_order(
            RepetitionInfo repetition) {
        long seed = Long.getLong("barque.test.seed", repetition.getCurrentRepetition());
        Random random = new Random(seed);
        List<FeatureField> fields = new ArrayList<>();
        int size = 1 + random.nextInt(7);
        for (int i = 0; i < size; i++) {
            fields.add(new FeatureField("f" + i, FeatureType.FLOAT64, "1"));
        }
        FeatureSchema before = FeatureSchema.of(fields);
        if (random.nextInt(4) > 0) {
            Collections.shuffle(fields, random);
        }
        FeatureSchema after = FeatureSchema.of(fields);

        SchemaComparison comparison = SchemaComparison.of(before, after);

        assertThat(comparison.isIdentical())
                .as("seed %d", seed)
                .isEqualTo(before.fingerprint().equals(after.fingerprint()));
        assertThat(comparison.differences())
                .as("seed %d", seed)
                .hasSize(size - longestInOrder(before, fields))
                .allMatch(one -> one.kind() == SchemaDifference.Kind.MOVED);
    }

    /** By trying every selection. */
    private static int longestInOrder(FeatureSchema before, List<FeatureField> after) {
        int best = 0;
        for (int chosen = 0; chosen < 1 << after.size(); chosen++) {
            int last = -1;
            boolean ordered = true;
            for (int i = 0; i < after.size(); i++) {
                if ((chosen & 1 << i) != 0) {
                    int place = before.indexOf(after.get(i).name());
                    ordered &= place > last;
                    last = place;
                }
            }
            best = ordered ? Math.max(best, Integer.bitCount(chosen)) : best;
        }
        return best;
    }

    @Test
    void the_gate_lets_pass_what_it_was_made_for_and_nothing_else() {
        SchemaGate gate = SchemaGate.of("the model alpha-7", V1, TRAINED);
        FeatureSet same = new FeatureSet(V1, TRAINED, Lookback.sameDate());
        FeatureSet renamed = new FeatureSet(FeatureSetId.of("v2"), TRAINED, Lookback.sameDate());

        gate.require(same);
        assertThat(gate.lets(same)).isTrue();
        assertThat(gate.lets(renamed)).isFalse();
        assertThat(SchemaGate.ofAnyVersion("the model alpha-7", TRAINED).lets(renamed))
                .isTrue();
    }

    @Test
    void the_gate_blocks_with_the_full_list() {
        FeatureSchema now = FeatureSchema.builder()
                .string("regime")
                .float64("hedge.force", "1")
                .int64("hedge.half_life", "minutes")
                .build();
        FeatureSet offered = new FeatureSet(FeatureSetId.of("v2"), now, Lookback.sameDate());

        assertThatThrownBy(() -> SchemaGate.of("the model alpha-7", V1, TRAINED).require(offered))
                .hasMessage(
                        "Cannot use the feature set v2 for the model alpha-7: 4 differences: the version is v2 in place of"
                                + " v1; liquidity.amihud is missing (it was FLOAT64); regime is field 1 in place of 4;"
                                + " hedge.half_life is in 'minutes' in place of 'bars'. Expected exactly the features that it was"
                                + " made for, in v1. Give it those, migrate the rows, or make it anew for v2.")
                .extracting(e -> ((BarqueException) e).code())
                .isEqualTo("core.schema-gate");
    }
}
