package dev.barque.agents.standard;

import dev.barque.agents.MarketContext;
import dev.barque.agents.OptionChains;
import dev.barque.core.market.OptionChain;
import java.util.Random;

/**
 * Not market data: the published system makes up an option chain for every bar, and so does this, for whoever wants to see
 * what that system does. 40 strikes within 10 % of the price, gamma about 1e-5, open interest 50 to 499, from a seed that
 * depends on the symbol and the instant alone.
 */
final class StandInChain implements OptionChains {
    private static final int STRIKES = 40;

    @Override
    public OptionChain at(MarketContext market) {
        Random random = new Random(market.timeMicros() * 31 + market.symbol().hashCode());
        double[] strike = new double[STRIKES];
        double[] gamma = new double[STRIKES];
        double[] vega = new double[STRIKES];
        double[] theta = new double[STRIKES];
        double[] openInterest = new double[STRIKES];
        for (int i = 0; i < STRIKES; i++) {
            strike[i] = market.spot() * (0.9 + 0.2 * i / (STRIKES - 1));
            gamma[i] = Math.abs(1e-5 + 2e-6 * random.nextGaussian());
            vega[i] = 0.01 + 0.04 * random.nextDouble();
            theta[i] = -(0.01 + 0.02 * random.nextDouble());
            openInterest[i] = 50 + random.nextInt(450);
        }
        return new OptionChain(strike, gamma, vega, theta, openInterest);
    }
}
