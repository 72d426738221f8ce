package dev.barque.core.quality;

/** What becomes of a contract with a fault. Whatever it is, the fault is counted. */
public enum QuoteTreatment {
    /** Nothing. */
    KEEP,
    /**
     * It stays with its open interest and the vendor's Greeks, but what is wrong with it is not believed: bid, ask and last become
     * unknown, or the volatility where that is at fault. No implied volatility is made of it.
     */
    MARK,
    /** It goes. */
    REFUSE
}
