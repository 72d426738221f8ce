package dev.barque.agents.options;

import dev.barque.core.market.OptionChain;
import dev.barque.core.market.OptionRight;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What dealers would have to do as the price moves, from one chain and under assumptions that are said.
 *
 * <p>The exposure of a contract is {@code side * weight * gamma * open interest * contract size * S^2 / 100}: by how much currency
 * the dealers' delta grows when the underlying rises by 1 %. Above 0 they sell into a rise and dampen it, below 0 they buy and
 * drive it. Open interest is of the evening before, as the exchanges publish it.
 *
 * @param spot at which exposures were taken
 * @param strikes one entry for each strike with an exposure, ascending
 * @param net the sum over strikes
 * @param callWall the strike of the largest exposure of calls, taken as if dealers were long; the lowest among equals, empty
 *     without calls
 * @param putWall the same of puts
 * @param flip the price nearest to the spot at which the net exposure changes its sign ({@link Settings#search})
 * @param flips all such prices that were found, ascending
 * @param counted how many contracts count in the exposures
 * @param left how many do not: no gamma, open interest or contract size, no weight, or expired
 * @param unpriced how many of those that count say no volatility or expiry, so that they are missing in the search for the flip
 */
public record DealerPositioning(
        double spot,
        List<Exposure> strikes,
        double net,
        OptionalDouble callWall,
        OptionalDouble putWall,
        OptionalDouble flip,
        List<Double> flips,
        int counted,
        int left,
        int unpriced) {
    /** Copies the lists. */
    public DealerPositioning {
        strikes = List.copyOf(strikes);
        flips = List.copyOf(flips);
    }

    /**
     * The exposure at one strike, in currency of delta for a move of 1 %.
     *
     * @param strike the strike
     * @param calls of its calls, by the side that dealers are taken to be on
     * @param puts of its puts, likewise
     */
    public record Exposure(double strike, double calls, double puts) {
        /** Both. */
        public double net() {
            return calls + puts;
        }
    }

    /**
     * What is assumed.
     *
     * @param side on which side dealers are
     * @param weight how much a contract counts by its time left
     * @param carry rates, for the exposures at other prices
     * @param search how far from the spot the flip is looked for, a fraction: 0.2 is 20 % on either side
     * @param steps how many prices are tried on either side; between two of different sign the flip is interpolated and then
     *     refined by computing it again
     */
    public record Settings(DealerSide side, ExpiryWeight weight, Carry carry, double search, int steps) {
        /** Refuses a search of nothing or of all prices. */
        public Settings {
            Objects.requireNonNull(side, "side");
            Objects.requireNonNull(weight, "weight");
            Objects.requireNonNull(carry, "carry");
            if (!(search > 0 && search < 1) || steps < 1) {
                throw new IllegalArgumentException(
                        "search must lie between 0 and 1 and steps be at least 1 but were " + search + " and " + steps);
            }
        }

        /** Long calls and short puts, all expiries alike, no rates, 20 % on either side in steps of half a percent. */
        public static Settings standard() {
            return new Settings(DealerSide.longCallsShortPuts(), ExpiryWeight.equal(), Carry.none(), 0.2, 40);
        }

        /** The same with another side. */
        public Settings withSide(DealerSide other) {
            return new Settings(other, weight, carry, search, steps);
        }

        /** The same with another weight. */
        public Settings withWeight(ExpiryWeight other) {
            return new Settings(side, other, carry, search, steps);
        }
    }

    /**
     * Of a chain with gammas ({@link ChainGreeks} computes them). The exposures at the spot use the gammas of the chain; those at
     * other prices are computed anew with the volatility of each contract held.
     *
     * @param spot above 0
     */
    public static DealerPositioning of(OptionChain chain, double spot, Settings settings) {
        if (!(spot > 0 && spot < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("spot must be above 0 but was " + spot);
        }
        TreeMap<Double, double[]> byStrike = new TreeMap<>();
        TotalGamma total = new TotalGamma(settings.carry());
        int counted = 0;
        for (int i = 0; i < chain.size(); i++) {
            double years = ChainGreeks.years(chain, i);
            double scale = years <= 0 ? 0 : settings.weight().of(years) * chain.openInterest(i) * chain.contractSize(i);
            double raw = scale * chain.gamma(i) * spot * spot / 100;
            if (scale == 0 || Double.isNaN(raw) || Double.isNaN(chain.strike(i))) {
                continue;
            }
            counted++;
            double side = settings.side().of(chain, i);
            // Exposures of calls and puts by side, then as if dealers were long.
            double[] at = byStrike.computeIfAbsent(chain.strike(i), strike -> new double[4]);
            int put = chain.right(i) == OptionRight.PUT ? 1 : 0;
            at[put] += side * raw;
            at[2 + put] += raw;
            total.add(chain, i, years, side * scale);
        }
        List<Exposure> strikes = new ArrayList<>(byStrike.size());
        double net = 0;
        for (var entry : byStrike.entrySet()) {
            strikes.add(new Exposure(entry.getKey(), entry.getValue()[0], entry.getValue()[1]));
            net += entry.getValue()[0] + entry.getValue()[1];
        }
        List<Double> flips = total.flips(spot, settings.search(), settings.steps());
        return new DealerPositioning(
                spot,
                strikes,
                net,
                wall(byStrike, 2),
                wall(byStrike, 3),
                flips.stream()
                        .mapToDouble(Double::doubleValue)
                        .boxed()
                        .min((a, b) -> Double.compare(Math.abs(a - spot), Math.abs(b - spot)))
                        .map(OptionalDouble::of)
                        .orElseGet(OptionalDouble::empty),
                flips,
                counted,
                chain.size() - counted,
                counted - total.size());
    }

    private static OptionalDouble wall(TreeMap<Double, double[]> byStrike, int column) {
        OptionalDouble wall = OptionalDouble.empty();
        double most = 0;
        for (var entry : byStrike.entrySet()) {
            if (entry.getValue()[column] > most) {
                most = entry.getValue()[column];
                wall = OptionalDouble.of(entry.getKey());
            }
        }
        return wall;
    }

    /** The strikes in the order of the size of their net exposure, largest first, whatever the sign. */
    public List<Exposure> largest() {
        List<Exposure> sorted = new ArrayList<>(strikes);
        sorted.sort((a, b) -> Double.compare(Math.abs(b.net()), Math.abs(a.net())));
        return Collections.unmodifiableList(sorted);
    }
}
