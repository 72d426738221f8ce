package dev.barque.store.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.store.l1.L1Record;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StandardRulesTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final StandardRules RULES = RecordNormalizer.standard().naiveZone(NEW_YORK);

    @Test
    void a_volume_of_zero_stays_zero() {
        L1Record record = RULES.normalize(record("volume", 0L, "dollar_volume", 451620.0), null, "test");

        assertThat(record.volume()).isEqualTo(0.0);
        assertThat(record.dollarVolume()).isEqualTo(451620.0);
    }

    @Test
    void volume_and_dollar_volume_are_derived_from_each_other_when_one_is_missing() {
        assertThat(RULES.normalize(record("price", 2.0, "volume", 10L), null, "test")
                        .dollarVolume())
                .isEqualTo(20.0);
        assertThat(RULES.normalize(record("price", 2.0, "dollar_volume", 20L), null, "test")
                        .volume())
                .isEqualTo(10.0);
        assertThat(RULES.normalize(record("price", 2.0, "volume", Double.NaN), null, "test")
                        .volume())
                .isNull();
    }

    @Test
    void symbols_are_kept_as_given_unless_an_alias_is_declared() {
        assertThat(RULES.normalize(record("symbol", "brk.a"), null, "test").symbol())
                .isEqualTo("brk.a");
        assertThat(RULES.aliases(Map.of("SPY.P", "SPY"))
                        .normalize(record("symbol", "SPY.P"), null, "test")
                        .symbol())
                .isEqualTo("SPY");
        refused("ingest.missing-symbol", "symbol", " ");
        refused("core.bad-symbol", "symbol", "SPY ");
        refused("ingest.not-text", "symbol", 5L);
    }

    @Test
    void a_time_in_the_spring_gap_is_refused_by_name() {
        assertThatThrownBy(() -> RULES.normalize(record("t", "2024-03-10T02:30:00"), null, "test"))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("ingest.spring-gap"))
                .hasMessageContaining("2024-03-10T02:30")
                .hasMessageContaining("America/New_York")
                .hasMessageContaining("2024-03-10T03:00");
    }

    @Test
    void a_time_of_the_repeated_hour_needs_a_declaration() {
        String twice = "2025-11-02T01:30:00";

        refused("ingest.repeated-hour", "t", twice);
        assertThat(at(RULES.repeatedHour(RepeatedHour.FIRST), twice)).isEqualTo(Instant.parse("2025-11-02T05:30:00Z"));
        assertThat(at(RULES.repeatedHour(RepeatedHour.SECOND), twice)).isEqualTo(Instant.parse("2025-11-02T06:30:00Z"));
        assertThat(at(RULES, "2025-11-02T01:30:00-05:00")).isEqualTo(Instant.parse("2025-11-02T06:30:00Z"));
    }

    @Test
    void a_time_without_an_offset_needs_a_declared_zone() {
        assertThatThrownBy(() -> RecordNormalizer.standard().normalize(record("t", "2025-11-03T09:31"), null, "test"))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("ingest.undeclared-zone"))
                .hasMessageContaining("not guessed");
        assertThat(at(RecordNormalizer.standard(), "2025-11-03T09:31:00Z"))
                .isEqualTo(Instant.parse("2025-11-03T09:31:00Z"));
        assertThat(at(RULES, LocalDateTime.parse("2025-07-03T09:31"))).isEqualTo(Instant.parse("2025-07-03T13:31:00Z"));
    }

    @Test
    void a_number_for_a_time_needs_a_declared_unit() {
        refused("ingest.undeclared-epoch-unit", "t", 1730644260L);
        StandardRules milliseconds = RULES.epochUnit(EpochUnit.MILLISECONDS);

        assertThat(at(milliseconds, 1730644260123L)).isEqualTo(Instant.parse("2024-11-03T14:31:00.123Z"));
        assertThat(at(milliseconds, "1730644260123")).isEqualTo(Instant.parse("2024-11-03T14:31:00.123Z"));
        assertThat(at(RULES.epochUnit(EpochUnit.SECONDS), 1730644260.5))
                .isEqualTo(Instant.parse("2024-11-03T14:31:00.500Z"));
        assertThat(at(RULES.epochUnit(EpochUnit.NANOSECONDS), -1L))
                .isEqualTo(Instant.parse("1969-12-31T23:59:59.999999Z"));
        assertThatThrownBy(() -> at(milliseconds, 1e300)).hasMessageContaining("years 1 to 9999");
    }

    @Test
    void what_cannot_be_a_price_is_refused() {
        refused("ingest.bad-number", "price", -451.62);
        refused("ingest.bad-number", "price", 0L);
        refused("ingest.bad-number", "price", Double.NaN);
        refused("ingest.bad-number", "price", "inf");
        refused("ingest.bad-number", "price", "abc");
        refused("ingest.missing-price", "price", "");
        refused("ingest.missing-price", "price", null);
        refused("ingest.bad-number", "high", -1L);
        refused("ingest.bad-number", "volume", -1L);
        refused("ingest.bad-number", "oi", -1L);
    }

    @Test
    void implied_volatility_above_one_is_taken_for_percent() {
        assertThat(RULES.normalize(record("iv", 18.7), null, "test").ivDecimal())
                .isEqualTo(0.187);
        assertThat(RULES.normalize(record("iv", "0.187"), null, "test").ivDecimal())
                .isEqualTo(0.187);
    }

    private static Instant at(StandardRules rules, Object time) {
        return rules.normalize(record("t", time), null, "test").time();
    }

    private static void refused(String code, String field, @Nullable Object value) {
        assertThatThrownBy(() -> RULES.normalize(record(field, value), null, "test"))
                .as("%s = %s", field, value)
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static Map<String, Object> record(@Nullable Object... changes) {
        Map<String, Object> raw = new HashMap<>();
        raw.put("symbol", "SPY");
        raw.put("t", "2025-11-03T09:31:00");
        raw.put("price", 451.62);
        for (int i = 0; i < changes.length; i += 2) {
            raw.put((String) changes[i], changes[i + 1]);
        }
        return raw;
    }
}
