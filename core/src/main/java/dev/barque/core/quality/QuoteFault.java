package dev.barque.core.quality;

import dev.barque.core.market.OptionChain;
import java.util.Locale;

/** What can be wrong with one contract of an option chain. */
public enum QuoteFault {
    /** Strike, expiry, right or contract size is unknown: nobody can tell which contract it is, or how much of one. */
    MISSING_TERMS("strike, expiry, call or put, and contract size"),
    /** A strike or contract size that is not above 0 and finite, or a negative open interest, volume or volatility. */
    BAD_TERMS("a strike and a contract size above 0, an open interest, volume and volatility of 0 or more"),
    /** It expired at or before the instant of its chain. */
    EXPIRED("an expiry after the instant of the chain"),
    /** It was quoted after the instant of its chain: whoever uses it looks ahead. */
    LATER_QUOTE("a quote no later than the instant of the chain"),
    /** A price that is negative or infinite. */
    BAD_PRICE("prices of 0 or more"),
    /** A bid or ask beyond what the contract could ever pay, times what is allowed. */
    ABSURD_PRICE("a call below its underlying, a put below its strike"),
    /** An implied volatility above what is allowed: percent taken for a fraction, often. */
    ABSURD_VOLATILITY("an annual volatility as a fraction, such as 0.2"),
    /** No bid or no ask. */
    MISSING_QUOTE("a bid and an ask"),
    /** The bid is above the ask. */
    CROSSED("a bid no higher than the ask"),
    /** Nobody bids: the middle of the quote says nothing. */
    ZERO_BID("a bid above 0"),
    /** The quote is older than allowed when its chain was taken. */
    STALE("a recent quote");

    private final String expected;

    QuoteFault(String expected) {
        this.expected = expected;
    }

    /** Stable, for programs: the name in lower case with dashes, such as {@code zero-bid}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What should be there instead, for people. */
    public String expected() {
        return expected;
    }

    /** What contract {@code i} says that makes it faulty, for people. */
    public String found(OptionChain chain, int i) {
        return switch (this) {
            case MISSING_TERMS ->
                "strike " + chain.strike(i) + ", " + chain.right(i) + ", expiry "
                        + ChainTexts.time(chain.expiryMicros(i)) + ", contract size " + chain.contractSize(i);
            case BAD_TERMS ->
                "strike " + chain.strike(i) + ", contract size " + chain.contractSize(i) + ", open interest "
                        + chain.openInterest(i) + ", volume " + chain.volume(i) + ", volatility "
                        + chain.impliedVolatility(i);
            case EXPIRED ->
                "expired " + ChainTexts.time(chain.expiryMicros(i)) + ", chain of "
                        + ChainTexts.time(chain.timeMicros());
            case LATER_QUOTE, STALE ->
                "quoted " + ChainTexts.time(chain.quoteMicros(i)) + ", chain of " + ChainTexts.time(chain.timeMicros());
            case BAD_PRICE -> "bid " + chain.bid(i) + ", ask " + chain.ask(i) + ", last " + chain.last(i);
            case ABSURD_PRICE ->
                "bid " + chain.bid(i) + ", ask " + chain.ask(i) + ", strike " + chain.strike(i) + ", underlying "
                        + chain.underlying();
            case ABSURD_VOLATILITY -> "volatility " + chain.impliedVolatility(i);
            case MISSING_QUOTE, CROSSED, ZERO_BID -> "bid " + chain.bid(i) + ", ask " + chain.ask(i);
        };
    }
}
