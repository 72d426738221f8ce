package dev.barque.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.market.OptionChain;
import dev.barque.core.market.OptionMeasure;
import dev.barque.core.market.OptionRight;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuoteRulesTest {
    private static final long TIME = UtcMicros.of(Instant.parse("2025-11-03T15:00:00Z"));
    private static final long EXPIRY = UtcMicros.of(Instant.parse("2025-11-21T21:00:00Z"));

    private final QuoteRules rules = QuoteRules.standard();

    /** One contract without a fault: an edit makes one. */
    private static final class Contract {
        private final Map<OptionMeasure, Double> numbers = new EnumMap<>(Map.of(
                OptionMeasure.STRIKE, 650.0,
                OptionMeasure.BID, 10.0,
                OptionMeasure.ASK, 10.2,
                OptionMeasure.LAST, 10.1,
                OptionMeasure.IMPLIED_VOLATILITY, 0.2,
                OptionMeasure.OPEN_INTEREST, 500.0,
                OptionMeasure.CONTRACT_SIZE, 100.0));
        private OptionRight right = OptionRight.CALL;
        private long expiry = EXPIRY;
        private long quoted = TIME;

        Contract with(OptionMeasure measure, double value) {
            numbers.put(measure, value);
            return this;
        }

        Contract expiring(long micros) {
            expiry = micros;
            return this;
        }

        Contract quoted(long micros) {
            quoted = micros;
            return this;
        }

        Contract right(OptionRight other) {
            right = other;
            return this;
        }
    }

    private static OptionChain chain(Contract... contracts) {
        OptionChain.Builder builder = OptionChain.builder(contracts.length)
                .timeMicros(TIME)
                .underlying(652)
                .rights(Arrays.stream(contracts).map(c -> c.right).toArray(OptionRight[]::new))
                .expiryMicros(Arrays.stream(contracts).mapToLong(c -> c.expiry).toArray())
                .quoteMicros(Arrays.stream(contracts).mapToLong(c -> c.quoted).toArray());
        for (OptionMeasure measure : OptionMeasure.values()) {
            builder.column(
                    measure,
                    Arrays.stream(contracts)
                            .mapToDouble(c -> c.numbers.getOrDefault(measure, Double.NaN))
                            .toArray());
        }
        return builder.build();
    }

    private Set<QuoteFault> faults(Contract contract) {
        return rules.faults(chain(contract), 0);
    }

    @Test
    void a_sound_contract_has_no_fault() {
        assertThat(faults(new Contract())).isEmpty();
        assertThat(faults(new Contract().right(OptionRight.PUT))).isEmpty();
        assertThat(faults(new Contract().with(OptionMeasure.BID, 10.2)))
                .as("locked")
                .isEmpty();
    }

    @Test
    void each_fault_is_found_and_no_other() {
        assertThat(faults(new Contract().with(OptionMeasure.STRIKE, Double.NaN)))
                .containsExactly(QuoteFault.MISSING_TERMS);
        assertThat(faults(new Contract().right(OptionRight.UNKNOWN))).containsExactly(QuoteFault.MISSING_TERMS);
        assertThat(faults(new Contract().expiring(OptionChain.NO_TIME))).containsExactly(QuoteFault.MISSING_TERMS);
        assertThat(faults(new Contract().with(OptionMeasure.CONTRACT_SIZE, Double.NaN)))
                .containsExactly(QuoteFault.MISSING_TERMS);
        assertThat(faults(new Contract().with(OptionMeasure.STRIKE, 0))).containsExactly(QuoteFault.BAD_TERMS);
        assertThat(faults(new Contract().with(OptionMeasure.OPEN_INTEREST, -1))).containsExactly(QuoteFault.BAD_TERMS);
        assertThat(faults(new Contract().with(OptionMeasure.IMPLIED_VOLATILITY, -0.1)))
                .containsExactly(QuoteFault.BAD_TERMS);
        assertThat(faults(new Contract().expiring(TIME))).containsExactly(QuoteFault.EXPIRED);
        assertThat(faults(new Contract().expiring(TIME + 1))).isEmpty();
        assertThat(faults(new Contract().quoted(TIME + 1))).containsExactly(QuoteFault.LATER_QUOTE);
        assertThat(faults(new Contract().with(OptionMeasure.LAST, -0.01))).containsExactly(QuoteFault.BAD_PRICE);
        assertThat(faults(new Contract().with(OptionMeasure.ASK, Double.NaN)))
                .containsExactly(QuoteFault.MISSING_QUOTE);
        assertThat(faults(new Contract().with(OptionMeasure.BID, 10.3))).containsExactly(QuoteFault.CROSSED);
        assertThat(faults(new Contract().with(OptionMeasure.BID, 0))).containsExactly(QuoteFault.ZERO_BID);
        assertThat(faults(new Contract().with(OptionMeasure.ASK, 1020))).containsExactly(QuoteFault.ABSURD_PRICE);
        assertThat(faults(new Contract().with(OptionMeasure.IMPLIED_VOLATILITY, 20)))
                .containsExactly(QuoteFault.ABSURD_VOLATILITY);
    }

    @Test
    void a_quote_may_be_as_old_as_allowed_and_not_a_microsecond_older() {
        long allowed = Duration.ofMinutes(15).toNanos() / 1_000;

        assertThat(faults(new Contract().quoted(TIME - allowed))).isEmpty();
        assertThat(faults(new Contract().quoted(TIME - allowed - 1))).containsExactly(QuoteFault.STALE);
        assertThat(rules.withMaxAge(Duration.ofHours(1)).faults(chain(new Contract().quoted(TIME - allowed - 1)), 0))
                .isEmpty();
    }

    @Test
    void a_put_is_bounded_by_its_strike_and_a_call_by_its_underlying() {
        Contract put = new Contract().right(OptionRight.PUT).with(OptionMeasure.STRIKE, 100);

        assertThat(faults(put.with(OptionMeasure.ASK, 149))).isEmpty();
        assertThat(faults(put.with(OptionMeasure.ASK, 151))).containsExactly(QuoteFault.ABSURD_PRICE);
    }

    @Test
    void marked_contracts_keep_their_open_interest_and_lose_their_quote() {
        OptionChain chain = chain(
                new Contract().with(OptionMeasure.BID, 0).with(OptionMeasure.GAMMA, 0.01),
                new Contract().with(OptionMeasure.IMPLIED_VOLATILITY, 30),
                new Contract());

        OptionChain checked = CheckedChain.of(chain, rules).chain();

        assertThat(checked.size()).isEqualTo(3);
        assertThat(checked.ask(0)).isNaN();
        assertThat(checked.last(0)).isNaN();
        assertThat(checked.openInterest(0)).isEqualTo(500);
        assertThat(checked.gamma(0)).isEqualTo(0.01);
        assertThat(checked.impliedVolatility(0)).isEqualTo(0.2);
        assertThat(checked.impliedVolatility(1)).isNaN();
        assertThat(checked.bid(1)).isEqualTo(10);
        assertThat(checked.bid(2)).isEqualTo(10);
    }

    @Test
    void refused_contracts_go_and_the_report_names_examples() {
        OptionChain chain = chain(
                new Contract().expiring(TIME - 1),
                new Contract().with(OptionMeasure.STRIKE, 660),
                new Contract().expiring(TIME).with(OptionMeasure.BID, 0),
                new Contract().with(OptionMeasure.BID, 0),
                new Contract().expiring(TIME),
                new Contract().expiring(TIME));

        CheckedChain checked = CheckedChain.of(chain, rules);

        assertThat(checked.chain().size()).isEqualTo(2);
        assertThat(checked.chain().strike(0)).isEqualTo(660);
        QuoteReport report = checked.report();
        assertThat(report.contracts()).isEqualTo(6);
        assertThat(report.refused()).isEqualTo(4);
        assertThat(report.marked()).isEqualTo(1);
        assertThat(report.count(QuoteFault.EXPIRED)).isEqualTo(4);
        assertThat(report.count(QuoteFault.ZERO_BID)).isEqualTo(2);
        assertThat(report.counts()).doesNotContainKey(QuoteFault.STALE);
        assertThat(report.examples())
                .filteredOn(e -> e.fault() == QuoteFault.EXPIRED)
                .hasSize(QuoteReport.MAX_EXAMPLES)
                .first()
                .satisfies(e -> assertThat(e.found()).contains("2025-11-03T14:59:59.999999Z", "2025-11-03T15:00:00Z"));
    }

    @Test
    void a_treatment_can_be_changed_and_a_fault_be_let_pass() {
        OptionChain chain = chain(new Contract().with(OptionMeasure.BID, 0));

        assertThat(CheckedChain.of(chain, rules.with(QuoteFault.ZERO_BID, QuoteTreatment.REFUSE))
                        .chain()
                        .size())
                .isZero();
        CheckedChain kept = CheckedChain.of(chain, rules.with(QuoteFault.ZERO_BID, QuoteTreatment.KEEP));
        assertThat(kept.chain().ask(0)).isEqualTo(10.2);
        assertThat(kept.report().count(QuoteFault.ZERO_BID)).isEqualTo(1);
    }

    @Test
    void a_chain_that_says_no_instant_and_no_underlying_is_not_asked_for_them() {
        OptionChain chain = chain(new Contract().expiring(TIME - 1).with(OptionMeasure.ASK, 5000)).toBuilder()
                .timeMicros(OptionChain.NO_TIME)
                .underlying(Double.NaN)
                .build();

        assertThat(rules.faults(chain, 0)).isEmpty();
    }

    @Test
    void what_is_left_has_no_fault_that_is_refused_whatever_comes_in() {
        long seed = Long.getLong("barque.test.seed", 20251103);
        Random random = new Random(seed);
        List<OptionRight> rights = List.of(OptionRight.CALL, OptionRight.PUT, OptionRight.UNKNOWN);
        double[] odd = {Double.NaN, -1, 0, 0.05, 7, 700, 1e9, Double.POSITIVE_INFINITY};
        for (int run = 0; run < 200; run++) {
            Contract[] contracts = new Contract[20];
            for (int i = 0; i < contracts.length; i++) {
                contracts[i] = new Contract()
                        .expiring(random.nextInt(4) == 0 ? OptionChain.NO_TIME : TIME + random.nextInt(3) - 1)
                        .quoted(TIME + random.nextInt(3) - 1 - 900_000_000L * random.nextInt(2))
                        .right(rights.get(random.nextInt(3)));
                for (OptionMeasure measure : OptionMeasure.values()) {
                    if (random.nextInt(3) == 0) {
                        contracts[i].with(measure, odd[random.nextInt(odd.length)]);
                    }
                }
            }
            CheckedChain checked = CheckedChain.of(chain(contracts), rules);

            QuoteReport again = CheckedChain.of(checked.chain(), rules).report();
            assertThat(again.refused()).as("seed " + seed).isZero();
            assertThat(again.count(QuoteFault.CROSSED) + again.count(QuoteFault.ABSURD_PRICE))
                    .as("seed " + seed)
                    .isZero();
            assertThat(checked.report().refused() + checked.chain().size()).isEqualTo(contracts.length);
        }
    }

    @Test
    void bounds_that_mean_nothing_are_refused() {
        assertThatThrownBy(() -> rules.withMaxAge(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new QuoteRules(Map.of(), Duration.ZERO, Double.NaN, 5))
                .hasMessageContaining("maxPriceRatio");
    }
}
