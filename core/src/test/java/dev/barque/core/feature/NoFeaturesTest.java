package dev.barque.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.Concern;
import dev.barque.core.feature.NoFeatures.Reason;
import dev.barque.core.market.Symbol;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NoFeaturesTest {
    private static final FeatureSetId V1 = FeatureSetId.of("v0.1.0");
    private static final Symbol SPY = Symbol.of("SPY");
    private static final Instant T = Instant.parse("2025-11-03T15:30:00Z");

    private static NoFeatures because(Reason reason, List<String> available) {
        return new NoFeatures(
                V1, SPY, AsOf.at(T), reason, available, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NO_SUCH_VERSION | there is no such feature set. There are: x, y.
            NO_SUCH_SYMBOL  | there is no such symbol in it. There are: x, y.
            NO_SUCH_DATE    | no row is filed under a date that may be looked at. Dates with rows: x, y.
            ALL_LATER       | every row is about a later instant.
            TOO_OLD         | the rows about the past are older than the feature set allows.
            """)
    void each_reason_says_what_is_there_instead(Reason reason, String text) {
        assertThat(because(reason, List.of("x", "y")).message())
                .isEqualTo("No features for SPY at 2025-11-03T15:30:00Z in v0.1.0: " + text);
    }

    @Test
    void a_row_that_was_known_too_late_says_since_when_and_what_to_do() {
        NoFeatures none = new NoFeatures(
                V1,
                SPY,
                AsOf.at(T),
                Reason.KNOWN_LATER,
                List.of(),
                Optional.of(T.minusSeconds(60)),
                Optional.empty(),
                Optional.of(T.plusSeconds(1920)));

        assertThat(none.message())
                .isEqualTo(
                        "No features for SPY at 2025-11-03T15:30:00Z in v0.1.0: there are rows about the past, all known"
                                + " later (first at 2025-11-03T16:02:00Z). Read with a later knownAt, or regenerate with a shorter"
                                + " lag. Nearest rows: 2025-11-03T15:29:00Z before, none after.");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void every_reason_is_one_line_without_holes_when_little_is_known(Reason reason) {
        assertThat(because(reason, List.of()).message())
                .endsWith(".")
                .doesNotContain("null", "Optional", "\n")
                .doesNotContain("  ");
    }

    @Test
    void the_exception_carries_the_diagnosis_and_its_code() {
        NoFeatures none = because(Reason.ALL_LATER, List.of());
        NoFeaturesException thrown = new NoFeaturesException(none);

        assertThat(thrown).hasMessage(none.message());
        assertThat(thrown.diagnosis()).isEqualTo(none);
        assertThat(thrown.code()).isEqualTo("store.no-features");
        assertThat(thrown.concern()).isEqualTo(Concern.DATA);
    }

    @Test
    void get_finds_the_row_or_throws_the_diagnosis() {
        FeatureSet set =
                new FeatureSet(V1, FeatureSchema.builder().float64("x", "1").build(), Lookback.sameDate());
        FeatureRow row = FeatureRow.builder(set, SPY).build(0, 0);
        FeatureReader knowsSpyOnly = new FeatureReader() {
            @Override
            public Optional<FeatureRow> find(FeatureSetId id, Symbol symbol, AsOf asOf) {
                return symbol.equals(SPY) ? Optional.of(row) : Optional.empty();
            }

            @Override
            public NoFeatures diagnose(FeatureSetId id, Symbol symbol, AsOf asOf) {
                return because(Reason.NO_SUCH_SYMBOL, List.of("SPY"));
            }
        };

        assertThat(knowsSpyOnly.get(V1, SPY, AsOf.at(T))).isSameAs(row);
        assertThatThrownBy(() -> knowsSpyOnly.get(V1, Symbol.of("QQQ"), AsOf.at(T)))
                .isInstanceOf(NoFeaturesException.class)
                .hasMessageContaining("There are: SPY.");
    }
}
