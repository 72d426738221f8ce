package dev.barque.core.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OptionChainTest {
    private static OptionChain two() {
        return OptionChain.builder(2)
                .timeMicros(1_000)
                .underlying(650)
                .rights(OptionRight.CALL, OptionRight.PUT)
                .expiryMicros(5_000, OptionChain.NO_TIME)
                .quoteMicros(900, OptionChain.NO_TIME)
                .column(OptionMeasure.STRIKE, 640, 660)
                .column(OptionMeasure.BID, 11, Double.NaN)
                .column(OptionMeasure.ASK, 12, 13)
                .column(OptionMeasure.CHARM, -0.01, 0.02)
                .build();
    }

    @Test
    void a_column_that_was_not_given_is_unknown_for_every_contract() {
        OptionChain chain = OptionChain.builder(3).build();

        for (OptionMeasure measure : OptionMeasure.values()) {
            assertThat(chain.has(measure)).as(measure.id()).isFalse();
            assertThat(chain.value(measure, 2)).as(measure.id()).isNaN();
        }
        assertThat(chain.right(2)).isEqualTo(OptionRight.UNKNOWN);
        assertThat(chain.expiryMicros(2)).isEqualTo(OptionChain.NO_TIME);
        assertThat(chain.timeMicros()).isEqualTo(OptionChain.NO_TIME);
        assertThat(chain.underlying()).isNaN();
        assertThatThrownBy(() -> chain.bid(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void every_accessor_reads_the_column_of_its_name() {
        OptionChain.Builder builder = OptionChain.builder(1);
        OptionMeasure[] measures = OptionMeasure.values();
        for (int m = 0; m < measures.length; m++) {
            builder.column(measures[m], m + 1.0);
        }
        OptionChain chain = builder.build();
        double[] read = {
            chain.strike(0),
            chain.bid(0),
            chain.ask(0),
            chain.last(0),
            chain.impliedVolatility(0),
            chain.delta(0),
            chain.gamma(0),
            chain.vega(0),
            chain.theta(0),
            chain.vanna(0),
            chain.charm(0),
            chain.openInterest(0),
            chain.volume(0),
            chain.contractSize(0)
        };

        assertThat(read).hasSize(measures.length);
        for (int m = 0; m < measures.length; m++) {
            assertThat(read[m]).as(measures[m].id()).isEqualTo(m + 1.0).isEqualTo(chain.value(measures[m], 0));
        }
    }

    @Test
    void a_contract_without_a_quote_time_was_quoted_with_its_chain() {
        assertThat(two().quoteMicros(0)).isEqualTo(900);
        assertThat(two().quoteMicros(1)).isEqualTo(1_000);
    }

    @Test
    void the_middle_needs_both_sides() {
        assertThat(two().mid(0)).isEqualTo(11.5);
        assertThat(two().mid(1)).isNaN();
    }

    @Test
    void what_was_handed_in_may_be_changed_afterwards() {
        double[] strikes = {1, 2};
        long[] expiries = {10, 20};
        OptionRight[] rights = {OptionRight.CALL, OptionRight.PUT};
        OptionChain chain = OptionChain.builder(2)
                .column(OptionMeasure.STRIKE, strikes)
                .expiryMicros(expiries)
                .rights(rights)
                .build();
        strikes[0] = 99;
        expiries[0] = 99;
        rights[0] = OptionRight.PUT;

        assertThat(chain.strike(0)).isEqualTo(1);
        assertThat(chain.expiryMicros(0)).isEqualTo(10);
        assertThat(chain.right(0)).isEqualTo(OptionRight.CALL);
    }

    @Test
    void a_builder_that_goes_on_does_not_change_what_it_built() {
        OptionChain.Builder builder = two().toBuilder();
        OptionChain first = builder.build();
        OptionChain second = builder.column(OptionMeasure.BID, 1, 2).build();

        assertThat(first.bid(0)).isEqualTo(11);
        assertThat(second.bid(0)).isEqualTo(1);
        assertThat(second.charm(1)).isEqualTo(0.02);
    }

    @Test
    void selected_contracts_keep_everything_they_say() {
        OptionChain chosen = two().select(1, 0, 1);

        assertThat(chosen.size()).isEqualTo(3);
        assertThat(chosen.timeMicros()).isEqualTo(1_000);
        assertThat(chosen.underlying()).isEqualTo(650);
        assertThat(chosen.right(0)).isEqualTo(OptionRight.PUT);
        assertThat(chosen.expiryMicros(1)).isEqualTo(5_000);
        assertThat(chosen.quoteMicros(1)).isEqualTo(900);
        assertThat(chosen.strike(2)).isEqualTo(660);
        assertThat(chosen.has(OptionMeasure.GAMMA)).isFalse();
        assertThatThrownBy(() -> two().select(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void the_five_columns_of_before_are_enough() {
        OptionChain chain = new OptionChain(
                new double[] {100}, new double[] {0.1}, new double[] {0.2}, new double[] {-0.3}, new double[] {7});

        assertThat(chain.gamma(0)).isEqualTo(0.1);
        assertThat(chain.theta(0)).isEqualTo(-0.3);
        assertThat(chain.openInterest(0)).isEqualTo(7);
        assertThat(chain.contractSize(0)).isNaN();
    }

    @Test
    void columns_of_unequal_length_are_refused_by_name() {
        assertThatThrownBy(() -> OptionChain.builder(2).column(OptionMeasure.OPEN_INTEREST, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("open_interest")
                .hasMessageContaining("2");
        assertThatThrownBy(() ->
                        new OptionChain(new double[2], new double[2], new double[1], new double[2], new double[2]))
                .hasMessageContaining("vega 1");
    }
}
