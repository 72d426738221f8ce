package dev.barque.agents.standard;

import static dev.barque.agents.internal.PythonNumbers.clip;
import static dev.barque.agents.internal.PythonNumbers.min;

import dev.barque.agents.EngineDescriptor;
import dev.barque.agents.EngineInput;
import dev.barque.agents.EngineMemory;
import dev.barque.agents.EngineOutput;
import dev.barque.agents.FeatureEngine;
import dev.barque.agents.internal.Frame;
import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.market.OptionChain;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Dealer positioning from open interest: how hard hedging pushes the price, and how far the nearest gamma wall is.
 *
 * <p>Dollar gamma of a contract is {@code gamma * openInterest * 100 * spot^2}, dollar vanna is approximated by
 * {@code vega * openInterest * 100 * (strike - spot) / spot}, dollar charm by {@code theta * openInterest * 100}. The force is
 * {@code 0.7 tanh(sum gamma / 1e10) + 0.3 tanh(sum vanna / 1e9)}, between -1 and +1; the walls are the three strikes of the
 * largest dollar gamma, the lowest strikes among equal ones. Formulas and scales are those of the published system, with 100
 * shares for every contract; mended rules take the contract size where the chain says it, leave expired contracts out, and write
 * nothing when no living contract has both a gamma and an open interest.
 */
final class HedgeEngine implements FeatureEngine {
    static final FeatureSchema SCHEMA = FeatureSchema.builder()
            .float64("hedge.past.exhaustion_score", "1")
            .int64("hedge.past.window_bars", "bars")
            .string("hedge.past.method")
            .float64("hedge.present.hedge_force", "1")
            .string("hedge.present.regime")
            .float64("hedge.present.wall_dist", "USD")
            .float64("hedge.present.conf", "1")
            .int64("hedge.present.half_life_bars", "bars")
            .float64("hedge.future.q10", "1")
            .float64("hedge.future.q50", "1")
            .float64("hedge.future.q90", "1")
            .float64("hedge.future.hit_prob_tp1", "1")
            .int64("hedge.future.eta_bars", "bars")
            .float64("hedge.future.conf", "1")
            .build();

    private static final double SHARES_PER_CONTRACT = 100;
    private static final double GAMMA_SCALE = 1e10;
    private static final double VANNA_SCALE = 1e9;
    private static final double CHARM_SCALE = 1e9;
    private static final int WALLS = 3;

    private final EngineDescriptor descriptor = new EngineDescriptor("hedge", "0", SCHEMA, 1, Duration.ZERO);
    private final Rules rules;

    HedgeEngine(Rules rules) {
        this.rules = rules;
    }

    @Override
    public EngineDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public void compute(EngineInput input, EngineOutput out) {
        compute(input, out, new GammaProfile());
    }

    @Override
    public Optional<EngineMemory> newMemory() {
        GammaProfile profile = new GammaProfile();
        return Optional.of((input, out) -> compute(input, out, profile));
    }

    private void compute(EngineInput input, EngineOutput out, GammaProfile profile) {
        OptionChain chain = input.chain();
        if (chain != null && rules.mended()) {
            chain = living(chain, input.nowMicros());
        }
        if (chain == null) {
            return;
        }
        if (chain.size() == 0) {
            writeEmpty(out);
            return;
        }
        double spot = input.spot();
        double vanna = 0;
        double charm = 0;
        for (int i = 0; i < chain.size(); i++) {
            double shares = chain.openInterest(i) * size(chain, i);
            double moneyness = (chain.strike(i) - spot) / spot;
            vanna += zeroIfMissing(chain.vega(i) * shares * moneyness);
            charm += zeroIfMissing(chain.theta(i) * shares);
        }
        profile.take(chain, spot);
        double force = 0.7 * Math.tanh(profile.net() / GAMMA_SCALE) + 0.3 * Math.tanh(vanna / VANNA_SCALE);
        if (Double.isNaN(force)) {
            if (rules.mended()) {
                return;
            }
            throw new BarqueException(
                    "agents.not-a-number",
                    Concern.DATA,
                    "Cannot compute hedge features at " + UtcMicros.toInstant(input.nowMicros())
                            + ": the net dollar gamma of the option chain is not a number (spot " + spot
                            + "). Expected finite gammas, open interests and spot.");
        }
        write(out, force, charm, profile.wallDistance(spot), profile.openInterestSpread(chain));
    }

    private static void writeEmpty(EngineOutput out) {
        out.float64(0, 0);
        out.int64(1, 0);
        out.string(2, "empty");
        out.float64(3, 0);
        out.string(4, "neutral");
        out.float64(6, 0);
        out.int64(7, 0);
        out.float64(8, 0);
        out.float64(9, 0);
        out.float64(10, 0);
        out.float64(11, 0.5);
        out.int64(12, 0);
        out.float64(13, 0);
    }

    private static void write(EngineOutput out, double force, double charm, double wallDistance, double spread) {
        double strength = Math.abs(force);
        double confidence = min(1.0, 0.5 + strength);
        if (spread > 2) {
            confidence = min(1.0, confidence * 1.2);
        }
        out.float64(0, min(1.0, Math.abs(charm) / (CHARM_SCALE + Math.abs(charm))));
        out.int64(1, 20);
        out.string(2, "gamma_agg");
        out.float64(3, force);
        out.string(4, strength < 0.2 ? "pin" : strength > 0.5 ? "breakout" : "neutral");
        out.float64(5, wallDistance);
        out.float64(6, confidence);
        out.int64(7, 6);
        out.float64(8, -0.3 * (1 + strength));
        out.float64(9, 0.1 * force);
        out.float64(10, 0.3 * (1 + strength));
        out.float64(11, clip(0.5 + 0.3 * force, 0.1, 0.9));
        out.int64(12, Math.max(1, (int) (8 - 4 * strength)));
        out.float64(13, confidence * 0.9);
    }

    private static double zeroIfMissing(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    /** How many shares a contract is about. */
    private double size(OptionChain chain, int i) {
        double size = rules.mended() ? chain.contractSize(i) : SHARES_PER_CONTRACT;
        return Double.isNaN(size) ? SHARES_PER_CONTRACT : size;
    }

    /** The contracts that have not expired, when any of them has a gamma and an open interest: a force of 0 would be a guess. */
    private static @Nullable OptionChain living(OptionChain chain, long nowMicros) {
        int[] living = new int[chain.size()];
        int size = 0;
        boolean known = false;
        for (int i = 0; i < living.length; i++) {
            if (chain.expiryMicros(i) == OptionChain.NO_TIME || chain.expiryMicros(i) > nowMicros) {
                known |= !Double.isNaN(chain.gamma(i) * chain.openInterest(i));
                living[size++] = i;
            }
        }
        return !known ? null : size == living.length ? chain : chain.select(Arrays.copyOf(living, size));
    }

    /** Dollar gamma by strike, ascending; contracts without a strike belong to none. Keeps its arrays for the next chain. */
    private final class GammaProfile {
        private double[] strikes = {};
        private double[] gammas = {};
        private double[] interest = {};
        private boolean[] taken = {};
        private int size;

        void take(OptionChain chain, double spot) {
            if (strikes.length < chain.size()) {
                strikes = new double[chain.size()];
                gammas = new double[chain.size()];
                interest = new double[chain.size()];
                taken = new boolean[chain.size()];
            }
            size = 0;
            if (isAscending(chain)) {
                for (int i = 0; i < chain.size(); i++) {
                    add(chain, i, spot);
                }
            } else {
                double[] unsorted = new double[chain.size()];
                Arrays.setAll(unsorted, chain::strike);
                for (int i : Frame.orderOf(unsorted)) {
                    add(chain, i, spot);
                }
            }
        }

        private boolean isAscending(OptionChain chain) {
            for (int i = 1; i < chain.size(); i++) {
                if (Double.compare(chain.strike(i - 1), chain.strike(i)) > 0) {
                    return false;
                }
            }
            return true;
        }

        private void add(OptionChain chain, int i, double spot) {
            double strike = chain.strike(i);
            if (Double.isNaN(strike)) {
                return;
            }
            double gamma = chain.gamma(i) * chain.openInterest(i) * size(chain, i) * (spot * spot);
            if (size == 0 || strikes[size - 1] != strike) {
                gammas[size] = 0;
                strikes[size++] = strike;
            }
            gammas[size - 1] += zeroIfMissing(gamma);
        }

        /** Coefficient of variation of open interest: high when it stands at few strikes. */
        double openInterestSpread(OptionChain chain) {
            for (int i = 0; i < chain.size(); i++) {
                interest[i] = chain.openInterest(i);
            }
            double mean = Frame.mean(interest, 0, chain.size());
            return Frame.deviation(interest, 0, chain.size(), mean) / (mean + 1e-6);
        }

        double net() {
            double sum = 0;
            for (int i = 0; i < size; i++) {
                sum += zeroIfMissing(gammas[i]);
            }
            return sum;
        }

        /** Distance to the nearest of the strikes with the largest gammas. */
        double wallDistance(double spot) {
            Arrays.fill(taken, false);
            double nearest = 0;
            for (int wall = 0; wall < Math.min(WALLS, size); wall++) {
                int strongest = strongest();
                taken[strongest] = true;
                double distance = Math.abs(spot - strikes[strongest]);
                nearest = wall == 0 ? distance : min(nearest, distance);
            }
            return nearest;
        }

        /** The strike of the largest gamma that is not taken, the lowest among equals; unknown gammas come last. */
        private int strongest() {
            int best = -1;
            for (int i = 0; i < size; i++) {
                boolean better = best < 0
                        || gammas[i] > gammas[best]
                        || (Double.isNaN(gammas[best]) && !Double.isNaN(gammas[i]));
                if (!taken[i] && better) {
                    best = i;
                }
            }
            return best;
        }
    }
}
