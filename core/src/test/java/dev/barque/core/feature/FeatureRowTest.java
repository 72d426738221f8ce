package dev.barque.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.market.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureRowTest {
    private static final FeatureSchema SCHEMA = FeatureSchema.builder()
            .float64("g.float64", "1")
            .int64("g.int64", "bars")
            .add("g.bool", FeatureType.BOOL, "")
            .string("h.string")
            .add("h.float64_list", FeatureType.FLOAT64_LIST, "1")
            .add("h.string_list", FeatureType.STRING_LIST, "")
            .add("h.interval_list", FeatureType.INTERVAL_LIST, "USD")
            .build();
    private static final FeatureSet SET =
            new FeatureSet(FeatureSetId.of("v1"), SCHEMA, Lookback.atMost(Duration.ofDays(1)));
    private static final Symbol SPY = Symbol.of("SPY");
    // In the order of FeatureType, which is that of the schema's fields.
    private static final List<ObjIntConsumer<FeatureRow>> READS = List.of(
            FeatureRow::float64,
            FeatureRow::int64,
            FeatureRow::bool,
            FeatureRow::string,
            (row, i) -> row.float64(i, 0),
            (row, i) -> row.string(i, 0),
            (row, i) -> row.lo(i, 0));

    private static FeatureRow.Builder full() {
        return FeatureRow.builder(SET, SPY)
                .float64(0, 1.5)
                .int64(1, Long.MIN_VALUE)
                .bool(2, true)
                .string(3, "pin")
                .float64List(4, 1, Double.NaN, -0.0)
                .stringList(5, List.of("a", "b"))
                .intervalList(6, 10, 11, 12, 13);
    }

    @Test
    void every_type_is_read_as_it_was_set() {
        FeatureRow row = full().build(5, 7);

        assertThat(row.float64(0)).isEqualTo(1.5);
        assertThat(row.float64Or(0, 9)).isEqualTo(1.5);
        assertThat(row.int64(1)).isEqualTo(Long.MIN_VALUE);
        assertThat(row.bool(2)).isTrue();
        assertThat(row.string(3)).isEqualTo("pin");
        assertThat(row.length(4)).isEqualTo(3);
        assertThat(row.float64(4, 1)).isNaN();
        assertThat(row.length(5)).isEqualTo(2);
        assertThat(row.string(5, 1)).isEqualTo("b");
        assertThat(row.length(6)).isEqualTo(2);
        assertThat(row.lo(6, 1)).isEqualTo(12);
        assertThat(row.hi(6, 1)).isEqualTo(13);
        assertThat(row.intervals(6)).containsExactly(new Interval(10, 11), new Interval(12, 13));
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < SCHEMA.size(); i++) {
            values.add(row.value(i));
        }
        assertThat(values)
                .isEqualTo(List.of(
                        1.5,
                        Long.MIN_VALUE,
                        true,
                        "pin",
                        List.of(1.0, Double.NaN, -0.0),
                        List.of("a", "b"),
                        row.intervals(6)));
    }

    @Test
    void times_and_identity_are_kept() {
        FeatureRow row = full().build(5, 7);
        FeatureRow written = row.written(11, 13);

        assertThat(row.eventTime()).isEqualTo(Instant.EPOCH.plusNanos(5_000));
        assertThat(row.knownAt()).isEqualTo(Instant.EPOCH.plusNanos(7_000));
        assertThat(row.id()).isEqualTo(new RowId(SPY, SET.id(), row.eventTime(), row.knownAt(), 0));
        assertThat(written.id().sequence()).isEqualTo(13);
        assertThat(written.ingestedMicros()).isEqualTo(11);
        assertThat(written.sameContent(row)).isTrue();
        assertThat(written).isNotEqualTo(row).isEqualTo(row.written(11, 13)).hasSameHashCodeAs(row.written(11, 13));
        assertThat(row)
                .hasToString(
                        "FeatureRow[SPY v1 about 1970-01-01T00:00:00.000005Z known 1970-01-01T00:00:00.000007Z #0]");
    }

    @ParameterizedTest
    @EnumSource(FeatureType.class)
    void a_value_is_read_as_its_own_type_only_and_not_when_it_is_null(FeatureType type) {
        FeatureRow row = full().build(0, 0);
        FeatureRow empty = FeatureRow.builder(SET, SPY).build(0, 0);
        ObjIntConsumer<FeatureRow> read =
                READS.get(Arrays.asList(FeatureType.values()).indexOf(type));

        for (int i = 0; i < SCHEMA.size(); i++) {
            int field = i;
            assertThat(empty.isNull(field)).isTrue();
            assertThat(empty.value(field)).isNull();
            assertThat(row.isNull(field)).isFalse();
            if (SCHEMA.field(field).type() == type) {
                read.accept(row, field);
                assertThatThrownBy(() -> read.accept(empty, field))
                        .isInstanceOfSatisfying(BarqueException.class, e -> {
                            assertThat(e.code()).isEqualTo("core.null-feature");
                            assertThat(e.concern()).isEqualTo(Concern.DATA);
                        })
                        .hasMessageContaining(SCHEMA.field(field).name())
                        .hasMessageContaining("SPY");
            } else {
                for (FeatureRow any : List.of(row, empty)) {
                    assertThatThrownBy(() -> read.accept(any, field))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessage("Cannot read " + SCHEMA.field(field).name() + " as " + type + ": it is "
                                    + SCHEMA.field(field).type());
                }
            }
        }
    }

    @Test
    void answers_for_nulls_check_the_type_too() {
        FeatureRow empty = FeatureRow.builder(SET, SPY).build(0, 0);

        assertThat(empty.float64Or(0, 9)).isEqualTo(9);
        assertThat(empty.intervals(6)).isEmpty();
        assertThatThrownBy(() -> empty.float64Or(1, 9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> empty.intervals(4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> empty.length(4)).isInstanceOf(BarqueException.class);
        assertThatThrownBy(() -> empty.length(0))
                .hasMessage("Cannot take the length of g.float64: it is FLOAT64, not a list");
    }

    @Test
    void a_group_is_null_when_everything_below_it_is() {
        FeatureRow row = FeatureRow.builder(SET, SPY).int64(1, 0).build(0, 0);

        assertThat(row.isGroupNull("g")).isFalse();
        assertThat(row.isGroupNull("h")).isTrue();
    }

    @Test
    void a_row_known_before_what_it_is_about_is_refused() {
        assertThat(full().build(5, 5).knownMicros()).isEqualTo(5);
        assertThatThrownBy(() -> full().build(5, 4))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("core.known-before-event"))
                .hasMessage(
                        "Cannot make a feature row of SPY in v1 about 1970-01-01T00:00:00.000005Z: it says it was known"
                                + " at 1970-01-01T00:00:00.000004Z, before what it is about. Expected knownAt at or after eventTime.");
    }

    @Test
    void same_content_looks_at_the_bits_of_every_value() {
        FeatureRow row = full().build(5, 7);

        assertThat(row.sameContent(full().build(5, 7))).isTrue();
        for (FeatureRow other : List.of(
                full().build(4, 7),
                full().build(5, 8),
                full().float64(0, Math.nextUp(1.5)).build(5, 7),
                full().int64(1, 0).build(5, 7),
                full().bool(2, false).build(5, 7),
                full().string(3, "pin ").build(5, 7),
                full().float64List(4, 1, Double.NaN, 0.0).build(5, 7),
                full().float64List(4, 1, Double.NaN).build(5, 7),
                full().stringList(5, List.of("b", "a")).build(5, 7),
                full().intervalList(6, 10, 11, 12, 14).build(5, 7),
                full().clear().build(5, 7))) {
            assertThat(row.sameContent(other)).as("%s", other.value(0)).isFalse();
            assertThat(row).isNotEqualTo(other);
        }
        FeatureRow.Builder stranger = FeatureRow.builder(SET, Symbol.of("spy"));
        assertThat(stranger.clear().build(5, 7).sameContent(full().clear().build(5, 7)))
                .isFalse();
    }

    @Test
    void zeros_differ_by_sign_nulls_from_zeros_and_nans_are_all_one() {
        double otherNan = Double.longBitsToDouble(0x7ff8_dead_beef_0001L);

        assertThat(one(0.0).sameContent(one(-0.0))).isFalse();
        assertThat(one(0.0).sameContent(FeatureRow.builder(SET, SPY).build(0, 0)))
                .isFalse();
        assertThat(one(Double.NaN).sameContent(one(otherNan))).isTrue();
        assertThat(one(Double.NaN).sameContent(FeatureRow.builder(SET, SPY).build(0, 0)))
                .isFalse();
        assertThat(list(otherNan).sameContent(list(Double.NaN))).isTrue();
        assertThat(list(0.0).sameContent(list(-0.0))).isFalse();
        assertThat(list().sameContent(FeatureRow.builder(SET, SPY).build(0, 0))).isFalse();
        assertThat(one(Double.NEGATIVE_INFINITY).float64(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    private static FeatureRow one(double value) {
        return FeatureRow.builder(SET, SPY).float64(0, value).build(0, 0);
    }

    private static FeatureRow list(double... values) {
        return FeatureRow.builder(SET, SPY).float64List(4, values).build(0, 0);
    }

    @Test
    void a_row_does_not_change_when_its_builder_or_its_sources_do() {
        double[] source = {1, 2};
        List<String> texts = new ArrayList<>(List.of("a"));
        FeatureRow.Builder builder = FeatureRow.builder(SET, SPY)
                .float64List(4, source)
                .stringList(5, texts)
                .intervalList(6, source);
        FeatureRow row = builder.build(0, 0);
        source[0] = 99;
        texts.set(0, "z");
        builder.float64List(4, 7).string(3, "later").clear();

        assertThat(row.float64(4, 0)).isEqualTo(1);
        assertThat(row.string(5, 0)).isEqualTo("a");
        assertThat(row.lo(6, 0)).isEqualTo(1);
        assertThat(row.isNull(3)).isTrue();
        assertThat(builder.build(0, 0).isNull(4)).isTrue();
    }

    @Test
    void a_builder_refuses_what_does_not_fit_its_field() {
        FeatureRow.Builder builder = FeatureRow.builder(SET, SPY);

        assertThatThrownBy(() -> builder.int64(0, 1)).hasMessage("Cannot set g.float64 to a INT64: it is FLOAT64");
        assertThatThrownBy(() -> builder.float64List(6, 1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.intervalList(6, 1, 2, 3)).hasMessageContaining("pairs of lo and hi but got 3");
        assertThatThrownBy(() -> builder.float64(7, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void a_builder_that_is_used_again_makes_the_rows_that_new_ones_make() {
        for (long seed = 1; seed <= 20; seed++) {
            FeatureRow.Builder used = FeatureRow.builder(SET, SPY);
            List<FeatureRow> made = new ArrayList<>();
            List<FeatureRow> expected = new ArrayList<>();
            Random random = new Random(seed);
            for (int i = 0; i < 200; i++) {
                long choices = random.nextLong();
                made.add(some(used.clear(), new Random(choices)).build(i, i));
                expected.add(
                        some(FeatureRow.builder(SET, SPY), new Random(choices)).build(i, i));
            }
            for (int i = 0; i < made.size(); i++) {
                FeatureRow row = made.get(i);
                FeatureRow other = expected.get(i);
                assertThat(row.sameContent(other))
                        .as("row %d, seed %d", i, seed)
                        .isTrue();
                for (int field = 0; field < SCHEMA.size(); field++) {
                    assertThat(row.value(field))
                            .as("%s of row %d, seed %d", SCHEMA.field(field).name(), i, seed)
                            .isEqualTo(other.value(field));
                }
            }
        }
    }

    /** Few different values, so that a row often has what the one before it had; zeros of both signs and NaN among them. */
    private static FeatureRow.Builder some(FeatureRow.Builder row, Random random) {
        double[] numbers = {0.0, -0.0, Double.NaN, 7};
        if (random.nextInt(4) > 0) {
            row.float64(0, numbers[random.nextInt(4)]);
        }
        if (random.nextInt(4) > 0) {
            row.string(3, random.nextBoolean() ? "pin" : "breakout");
        }
        if (random.nextInt(4) > 0) {
            row.float64List(4, some(random.nextInt(3), numbers, random));
        }
        if (random.nextInt(4) > 0) {
            row.stringList(5, random.nextBoolean() ? List.of() : List.of("a", "b"));
        }
        if (random.nextInt(4) > 0) {
            row.intervalList(6, some(2 * random.nextInt(4), numbers, random));
        }
        return row;
    }

    private static double[] some(int count, double[] numbers, Random random) {
        double[] chosen = new double[count];
        Arrays.setAll(chosen, i -> numbers[random.nextInt(random.nextInt(4) + 1)]);
        return chosen;
    }

    @Test
    void rows_of_one_builder_share_the_lists_that_are_equal() {
        FeatureRow.Builder builder = full();
        FeatureRow first = builder.build(0, 0);
        FeatureRow same = builder.clear().intervalList(6, 10, 11, 12, 13).build(1, 1);
        FeatureRow other = builder.clear().intervalList(6, 10, 11, 12, 14).build(2, 2);
        FeatureRow none = builder.clear().build(3, 3);

        assertThat(same.intervals(6)).isSameAs(first.intervals(6));
        assertThat(other.intervals(6)).containsExactly(new Interval(10, 11), new Interval(12, 14));
        assertThat(none.intervals(6)).isEmpty();
        assertThat(none.isNull(6)).isTrue();
    }

    @Test
    void a_list_is_refused_for_a_field_that_is_none_also_where_the_row_before_has_something_else() {
        FeatureRow.Builder builder = full();
        builder.build(0, 0);

        assertThatThrownBy(() -> builder.intervalList(3, 1, 2))
                .hasMessage("Cannot set h.string to a INTERVAL_LIST: it is STRING");
        assertThatThrownBy(() -> builder.intervalList(5, 1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.float64List(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.intervalList(6, new double[4], 2, 6))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
