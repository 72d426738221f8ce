package dev.barque.core.quality;

import dev.barque.core.market.OptionChain;
import dev.barque.core.market.OptionRight;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What is asked of the contracts of an option chain, and what becomes of those that fall short.
 *
 * @param treatments what becomes of a contract with a fault; the strictest treatment of its faults counts. A fault that is not
 *     named is kept
 * @param maxAge how old a quote may be at the instant of its chain
 * @param maxPriceRatio what a price may be at most: so many times the underlying's price for a call, the strike for a put. A bid
 *     beyond 1 is already an arbitrage; a wrong decimal point goes far beyond
 * @param maxVolatility the largest implied volatility that is believed, a fraction
 */
public record QuoteRules(
        Map<QuoteFault, QuoteTreatment> treatments, Duration maxAge, double maxPriceRatio, double maxVolatility) {
    private static final QuoteRules STANDARD = new QuoteRules(
            Map.ofEntries(
                    Map.entry(QuoteFault.MISSING_TERMS, QuoteTreatment.REFUSE),
                    Map.entry(QuoteFault.BAD_TERMS, QuoteTreatment.REFUSE),
                    Map.entry(QuoteFault.EXPIRED, QuoteTreatment.REFUSE),
                    Map.entry(QuoteFault.LATER_QUOTE, QuoteTreatment.REFUSE),
                    Map.entry(QuoteFault.BAD_PRICE, QuoteTreatment.REFUSE),
                    Map.entry(QuoteFault.ABSURD_PRICE, QuoteTreatment.MARK),
                    Map.entry(QuoteFault.ABSURD_VOLATILITY, QuoteTreatment.MARK),
                    Map.entry(QuoteFault.MISSING_QUOTE, QuoteTreatment.MARK),
                    Map.entry(QuoteFault.CROSSED, QuoteTreatment.MARK),
                    Map.entry(QuoteFault.ZERO_BID, QuoteTreatment.MARK),
                    Map.entry(QuoteFault.STALE, QuoteTreatment.MARK)),
            Duration.ofMinutes(15),
            1.5,
            5);

    /** Refuses negative ages and bounds that are not above 0. */
    public QuoteRules {
        Map<QuoteFault, QuoteTreatment> all = new EnumMap<>(QuoteFault.class);
        for (QuoteFault fault : QuoteFault.values()) {
            all.put(fault, treatments.getOrDefault(fault, QuoteTreatment.KEEP));
        }
        treatments = Collections.unmodifiableMap(all);
        if (maxAge.isNegative()) {
            throw new IllegalArgumentException("maxAge must not be negative but was " + maxAge);
        }
        if (!(maxPriceRatio > 0) || !(maxVolatility > 0)) {
            throw new IllegalArgumentException("maxPriceRatio and maxVolatility must be above 0 but were "
                    + maxPriceRatio + " and " + maxVolatility);
        }
    }

    /**
     * Refused: missing or impossible terms, expired contracts, quotes of a later time than their chain, negative prices. Marked:
     * crossed, zero bid, no quote, older than 15 minutes, a price above 1.5 times its bound, a volatility above 500 %.
     */
    public static QuoteRules standard() {
        return STANDARD;
    }

    /** The same with another treatment of a fault. */
    public QuoteRules with(QuoteFault fault, QuoteTreatment treatment) {
        Map<QuoteFault, QuoteTreatment> changed = new EnumMap<>(treatments);
        changed.put(fault, Objects.requireNonNull(treatment, "treatment"));
        return new QuoteRules(changed, maxAge, maxPriceRatio, maxVolatility);
    }

    /** The same with another age at which a quote is stale. */
    public QuoteRules withMaxAge(Duration age) {
        return new QuoteRules(treatments, age, maxPriceRatio, maxVolatility);
    }

    /** What becomes of a contract with these faults. */
    public QuoteTreatment treatmentOf(Set<QuoteFault> faults) {
        QuoteTreatment strictest = QuoteTreatment.KEEP;
        for (QuoteFault fault : faults) {
            QuoteTreatment treatment = Objects.requireNonNull(treatments.get(fault));
            strictest = treatment.compareTo(strictest) > 0 ? treatment : strictest;
        }
        return strictest;
    }

    /**
     * What is wrong with contract {@code i}. What depends on the instant of the chain or on the underlying's price is not asked
     * where the chain does not say them.
     */
    public Set<QuoteFault> faults(OptionChain chain, int i) {
        EnumSet<QuoteFault> faults = EnumSet.noneOf(QuoteFault.class);
        terms(chain, i, faults);
        times(chain, i, faults);
        prices(chain, i, faults);
        return faults;
    }

    private static void terms(OptionChain chain, int i, EnumSet<QuoteFault> faults) {
        double strike = chain.strike(i);
        double size = chain.contractSize(i);
        if (Double.isNaN(strike)
                || Double.isNaN(size)
                || chain.right(i) == OptionRight.UNKNOWN
                || chain.expiryMicros(i) == OptionChain.NO_TIME) {
            faults.add(QuoteFault.MISSING_TERMS);
        }
        if (strike <= 0
                || size <= 0
                || Double.isInfinite(strike)
                || Double.isInfinite(size)
                || isNegative(chain.openInterest(i))
                || isNegative(chain.volume(i))
                || isNegative(chain.impliedVolatility(i))) {
            faults.add(QuoteFault.BAD_TERMS);
        }
    }

    private void times(OptionChain chain, int i, EnumSet<QuoteFault> faults) {
        long time = chain.timeMicros();
        if (time == OptionChain.NO_TIME) {
            return;
        }
        long expiry = chain.expiryMicros(i);
        if (expiry != OptionChain.NO_TIME && expiry <= time) {
            faults.add(QuoteFault.EXPIRED);
        }
        long quoted = chain.quoteMicros(i);
        if (quoted > time) {
            faults.add(QuoteFault.LATER_QUOTE);
        } else if (time - quoted > maxAge.toNanos() / 1_000) {
            faults.add(QuoteFault.STALE);
        }
    }

    private void prices(OptionChain chain, int i, EnumSet<QuoteFault> faults) {
        double bid = chain.bid(i);
        double ask = chain.ask(i);
        if (isNegative(bid) || isNegative(ask) || isNegative(chain.last(i))) {
            faults.add(QuoteFault.BAD_PRICE);
        }
        if (Double.isNaN(bid) || Double.isNaN(ask)) {
            faults.add(QuoteFault.MISSING_QUOTE);
        }
        if (bid > ask) {
            faults.add(QuoteFault.CROSSED);
        }
        if (bid == 0) {
            faults.add(QuoteFault.ZERO_BID);
        }
        double most = switch (chain.right(i)) {
            case CALL -> chain.underlying();
            case PUT -> chain.strike(i);
            case UNKNOWN -> Double.NaN;
        };
        if (bid > most * maxPriceRatio || ask > most * maxPriceRatio) {
            faults.add(QuoteFault.ABSURD_PRICE);
        }
        if (chain.impliedVolatility(i) > maxVolatility) {
            faults.add(QuoteFault.ABSURD_VOLATILITY);
        }
    }

    /** Infinite counts as negative: neither can be. */
    private static boolean isNegative(double number) {
        return number < 0 || number == Double.POSITIVE_INFINITY;
    }
}
