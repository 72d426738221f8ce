package dev.barque.core.quality;

import dev.barque.core.market.OptionChain;
import dev.barque.core.time.UtcMicros;

/** Contracts and times of option chains in words. */
final class ChainTexts {
    private ChainTexts() {}

    static String time(long micros) {
        return micros == OptionChain.NO_TIME
                ? "unknown"
                : UtcMicros.toInstant(micros).toString();
    }

    static String contract(OptionChain chain, int i) {
        return chain.right(i) + " " + chain.strike(i) + " of " + time(chain.expiryMicros(i));
    }
}
