package dev.barque.agents.options;

import static dev.barque.agents.options.Chains.chain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.barque.agents.options.DealerPositioning.Exposure;
import dev.barque.agents.options.DealerPositioning.Settings;
import dev.barque.core.market.OptionChain;
import dev.barque.core.market.OptionMeasure;
import dev.barque.core.market.OptionRight;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DealerPositioningTest {
    private static final Settings STANDARD = Settings.standard();
    private static final OptionRight CALL = OptionRight.CALL;
    private static final OptionRight PUT = OptionRight.PUT;

    /** Round numbers: 0.01 gamma * 1000 contracts * 100 * 100^2 / 100 are 100,000 for 1 %. */
    private static OptionChain round() {
        return chain().add(CALL, 105, 0.1, 0.2, 0.01, 1000)
                .add(CALL, 110, 0.1, 0.2, 0.02, 1000)
                .add(PUT, 105, 0.1, 0.2, 0.01, 500)
                .add(PUT, 90, 0.1, 0.2, 0.03, 2000)
                .of(100);
    }

    @Test
    void exposures_walls_and_net_follow_by_hand() {
        DealerPositioning found = DealerPositioning.of(round(), 100, STANDARD);

        assertThat(found.strikes())
                .containsExactly(
                        new Exposure(90, 0, -600_000),
                        new Exposure(105, 100_000, -50_000),
                        new Exposure(110, 200_000, 0));
        assertThat(found.net()).isEqualTo(-350_000);
        assertThat(found.callWall()).hasValue(110);
        assertThat(found.putWall()).hasValue(90);
        assertThat(found.largest().get(0).strike()).isEqualTo(90);
        assertThat(found.counted()).isEqualTo(4);
        assertThat(found.left()).isZero();
    }

    @Test
    void the_side_of_the_dealers_is_an_assumption() {
        assertThat(DealerPositioning.of(round(), 100, STANDARD.withSide(DealerSide.shortAll()))
                        .net())
                .isEqualTo(-950_000);
        assertThat(DealerPositioning.of(round(), 100, STANDARD.withSide(DealerSide.longAll()))
                        .net())
                .isEqualTo(950_000);
        DealerSide halfOfTheCalls = (chain, i) -> chain.right(i) == CALL ? 0.5 : 0;
        DealerPositioning custom = DealerPositioning.of(round(), 100, STANDARD.withSide(halfOfTheCalls));
        assertThat(custom.net()).isEqualTo(150_000);
        assertThat(custom.putWall()).as("walls do not depend on it").hasValue(90);
    }

    @Test
    void between_one_call_and_one_put_the_flip_is_where_their_gammas_meet() {
        // n(d1) of both is the same where d1 of one is minus d1 of the other: S^2 = K1 K2 exp(-v^2 T).
        double volatility = 0.25;
        double years = 0.2;
        OptionChain chain = chain().add(CALL, 110, years, volatility, 0.01, 700)
                .add(PUT, 90, years, volatility, 0.01, 700)
                .of(100);

        DealerPositioning found = DealerPositioning.of(chain, 100, STANDARD);

        double expected = Math.sqrt(110 * 90) * Math.exp(-volatility * volatility * years / 2);
        assertThat(found.flip()).isPresent();
        assertThat(found.flip().getAsDouble()).isCloseTo(expected, within(1e-7));
        assertThat(found.flips()).hasSize(1);
        assertThat(found.unpriced()).isZero();
    }

    @Test
    void the_nearest_of_several_flips_is_the_flip() {
        OptionChain chain = chain().add(CALL, 88, 0.01, 0.2, 0.01, 700)
                .add(PUT, 96, 0.01, 0.2, 0.01, 700)
                .add(CALL, 112, 0.01, 0.2, 0.01, 700)
                .of(100);

        DealerPositioning found = DealerPositioning.of(chain, 100, STANDARD);

        assertThat(found.flips()).hasSize(2).isSorted();
        assertThat(found.flip().getAsDouble()).isEqualTo(found.flips().get(1)).isBetween(96.0, 112.0);
        assertThat(DealerPositioning.of(chain, 93, STANDARD).flip().getAsDouble())
                .isEqualTo(DealerPositioning.of(chain, 93, STANDARD).flips().get(0))
                .isBetween(88.0, 96.0);
    }

    @Test
    void one_sided_books_have_no_flip() {
        DealerPositioning found = DealerPositioning.of(round(), 100, STANDARD.withSide(DealerSide.shortAll()));

        assertThat(found.flip()).isEmpty();
        assertThat(found.flips()).isEmpty();
    }

    @Test
    void the_flip_divides_prices_of_either_sign() {
        DealerPositioning found = DealerPositioning.of(round(), 100, STANDARD);
        double flip = found.flip().getAsDouble();
        OptionChain bare = round().toBuilder()
                .column(OptionMeasure.GAMMA, Double.NaN, Double.NaN, Double.NaN, Double.NaN)
                .build();

        double below = DealerPositioning.of(at(bare, flip * 0.999), flip * 0.999, STANDARD)
                .net();
        double above = DealerPositioning.of(at(bare, flip * 1.001), flip * 1.001, STANDARD)
                .net();

        assertThat(below).isNegative();
        assertThat(above).isPositive();
    }

    private static OptionChain at(OptionChain chain, double price) {
        return ChainGreeks.complete(chain.toBuilder().underlying(price).build(), price, Carry.none());
    }

    @Test
    void expiries_count_by_their_weight() {
        OptionChain chain = chain().add(CALL, 100, 7 / 365.0, 0.2, 0.01, 1000)
                .add(CALL, 120, 28 / 365.0, 0.2, 0.01, 1000)
                .of(100);

        DealerPositioning week =
                DealerPositioning.of(chain, 100, STANDARD.withWeight(ExpiryWeight.within(Duration.ofDays(8))));
        DealerPositioning fading =
                DealerPositioning.of(chain, 100, STANDARD.withWeight(ExpiryWeight.halfLife(Duration.ofDays(7))));

        assertThat(week.net()).isEqualTo(100_000);
        assertThat(week.left()).isEqualTo(1);
        assertThat(fading.net()).isCloseTo(50_000 + 6_250, within(1e-6));
        assertThat(fading.callWall()).hasValue(100);
    }

    @Test
    void what_says_too_little_is_left_out_and_counted() {
        OptionChain chain = chain().add(CALL, 100, 0.1, 0.2, Double.NaN, 1000) // no gamma
                .add(CALL, 100, 0.1, 0.2, 0.01, Double.NaN) // no open interest
                .add(CALL, 100, -0.1, 0.2, 0.01, 1000) // expired
                .add(CALL, 100, 0.1, Double.NaN, 0.01, 1000) // counts, without a volatility
                .add(CALL, 105, 0.1, 0.2, 0.01, 0) // nobody holds it
                .of(100);

        DealerPositioning found = DealerPositioning.of(chain, 100, STANDARD);

        assertThat(found.counted()).isEqualTo(1);
        assertThat(found.left()).isEqualTo(4);
        assertThat(found.unpriced()).isEqualTo(1);
        assertThat(found.net()).isEqualTo(100_000);
    }

    @Test
    void random_chains_scale_with_size_turn_with_the_side_and_do_not_care_for_order() {
        long seed = Long.getLong("barque.test.seed", 7);
        Random random = new Random(seed);
        for (int run = 0; run < 50; run++) {
            Chains chains = chain();
            int size = 5 + random.nextInt(40);
            for (int i = 0; i < size; i++) {
                chains.add(
                        random.nextBoolean() ? CALL : PUT,
                        80 + random.nextInt(41),
                        0.01 + random.nextDouble(),
                        0.1 + 0.4 * random.nextDouble(),
                        Double.NaN,
                        random.nextInt(5000));
            }
            OptionChain chain = ChainGreeks.complete(chains.of(100), 100, Carry.none());
            DealerPositioning one = DealerPositioning.of(chain, 100, STANDARD);

            double[] tens = new double[size];
            Arrays.fill(tens, 1000);
            DealerPositioning ten = DealerPositioning.of(
                    chain.toBuilder().column(OptionMeasure.CONTRACT_SIZE, tens).build(), 100, STANDARD);
            DealerSide other = (c, i) -> -DealerSide.longCallsShortPuts().of(c, i);
            DealerPositioning turned = DealerPositioning.of(chain, 100, STANDARD.withSide(other));
            int[] backwards = new int[size];
            Arrays.setAll(backwards, i -> size - 1 - i);
            DealerPositioning reversed = DealerPositioning.of(chain.select(backwards), 100, STANDARD);

            double scale = 1e-9
                    * one.strikes().stream()
                            .mapToDouble(e -> Math.abs(e.calls()) + Math.abs(e.puts()))
                            .sum();
            assertThat(ten.net()).as("seed " + seed).isCloseTo(10 * one.net(), within(20 * scale));
            assertThat(turned.net()).as("seed " + seed).isCloseTo(-one.net(), within(scale));
            assertThat(reversed.net()).as("seed " + seed).isCloseTo(one.net(), within(scale));
            assertThat(turned.callWall()).isEqualTo(one.callWall());
            assertThat(ten.flips()).hasSameSizeAs(one.flips());
            assertThat(turned.flips()).hasSameSizeAs(one.flips());
            for (int i = 0; i < one.flips().size(); i++) {
                assertThat(ten.flips().get(i)).isCloseTo(one.flips().get(i), within(1e-6));
            }
        }
    }

    @Test
    void nonsense_is_refused() {
        assertThatThrownBy(() -> DealerPositioning.of(round(), 0, STANDARD)).hasMessageContaining("spot");
        assertThatThrownBy(() -> new Settings(DealerSide.longAll(), ExpiryWeight.equal(), Carry.none(), 1.5, 10))
                .hasMessageContaining("1.5");
        assertThatThrownBy(() -> ExpiryWeight.within(Duration.ZERO)).hasMessageContaining("PT0S");
    }
}
