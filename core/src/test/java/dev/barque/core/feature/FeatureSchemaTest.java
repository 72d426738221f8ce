package dev.barque.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureSchemaTest {
    private static FeatureSchema.Builder base() {
        return FeatureSchema.builder()
                .float64("a.x", "USD")
                .int64("a.n", "bars")
                .string("regime");
    }

    @Test
    void the_fingerprint_is_fixed_for_ever() {
        // SHA-256 of "a.x\tFLOAT64\tUSD\na.n\tINT64\tbars\nregime\tSTRING\t\n", computed with sha256sum: files carry
        // it.
        assertThat(base().build().fingerprint())
                .isEqualTo("a986c77e544f1d9eddd9999c8082cf9b7587c365b0c3ed67dc57a53687f4c8ff");
    }

    @Test
    void the_fingerprint_tells_every_difference() {
        String fingerprint = base().build().fingerprint();

        assertThat(List.of(
                        FeatureSchema.builder()
                                .float64("a.x", "USD")
                                .int64("a.n", "bars")
                                .build(),
                        FeatureSchema.builder()
                                .int64("a.n", "bars")
                                .float64("a.x", "USD")
                                .string("regime")
                                .build(),
                        FeatureSchema.builder()
                                .float64("a.x", "EUR")
                                .int64("a.n", "bars")
                                .string("regime")
                                .build(),
                        FeatureSchema.builder()
                                .float64("a.x", "USD")
                                .float64("a.n", "bars")
                                .string("regime")
                                .build(),
                        FeatureSchema.builder()
                                .float64("a.y", "USD")
                                .int64("a.n", "bars")
                                .string("regime")
                                .build(),
                        base().add("events", FeatureType.STRING_LIST, "").build()))
                .allSatisfy(other -> {
                    assertThat(other.fingerprint()).isNotEqualTo(fingerprint);
                    assertThat(other).isNotEqualTo(base().build());
                });
        assertThat(base().build()).isEqualTo(base().build()).hasSameHashCodeAs(base().build());
    }

    @Test
    void a_unit_cannot_forge_another_schemas_fingerprint() {
        assertThatThrownBy(() -> new FeatureField("a", FeatureType.FLOAT64, "USD\nb\tFLOAT64\tUSD"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'USD\\u000Ab\\u0009FLOAT64\\u0009USD'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "A", "a.B", "1a", "_a", "a-b", "a b", "ä", "a\n", "a.1"})
    void a_name_that_is_no_dotted_path_is_refused(String name) {
        assertThatThrownBy(() -> new FeatureField(name, FeatureType.BOOL, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void a_name_stands_once_and_is_no_group_of_another() {
        assertThatThrownBy(() -> base().string("a.x").build()).hasMessageContaining("a.x stands twice");
        assertThatThrownBy(() -> base().string("a").build())
                .hasMessageContaining("a cannot be a feature and also the group");
        assertThatThrownBy(() -> base().string("regime.now.x").build())
                .hasMessageContaining("regime cannot be a feature");
        assertThat(base().string("regime_now").build().size()).isEqualTo(4);
    }

    @Test
    void fields_are_found_by_name_and_a_wrong_name_is_answered_with_the_right_ones() {
        FeatureSchema schema = base().build();

        assertThat(schema.indexOf("a.n")).isEqualTo(1);
        assertThat(schema.has("a.n")).isTrue();
        assertThat(schema.has("a")).isFalse();
        assertThat(schema.field(2)).isEqualTo(new FeatureField("regime", FeatureType.STRING, ""));
        assertThatThrownBy(() -> schema.indexOf("a.m"))
                .hasMessage("No feature a.m in this schema; there are [a.x, a.n, regime]");
        assertThat(FeatureSchema.of(schema.fields())).isEqualTo(schema);
        assertThat(schema.toString())
                .startsWith(
                        "FeatureSchema of 3 features, " + schema.fingerprint().substring(0, 12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../v1", "-v1", "v 1", "v1\n", "v=1", "é"})
    void a_feature_set_id_that_could_not_be_a_folder_is_refused(String id) {
        assertThatThrownBy(() -> FeatureSetId.of(id))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("core.bad-feature-set-id"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void a_feature_set_id_has_at_most_64_characters() {
        assertThat(FeatureSetId.of("v".repeat(64))).hasToString("v".repeat(64));
        assertThatThrownBy(() -> FeatureSetId.of("v".repeat(65))).isInstanceOf(BarqueException.class);
        assertThat(FeatureSetId.of("v0.1.0")).isLessThan(FeatureSetId.of("v0.2.0"));
    }
}
