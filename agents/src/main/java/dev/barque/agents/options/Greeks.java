package dev.barque.agents.options;

/**
 * Price and sensitivities of one option on one unit of the underlying, for its holder, in the units of the formulas: volatility
 * by 1.00 (100 points) and time by the year. An {@link dev.barque.core.market.OptionChain} has them by the volatility point and
 * by the calendar day.
 *
 * @param price in the currency of the quote
 * @param delta of the price, by the underlying's price: 0 to 1 for calls, -1 to 0 for puts, times the discount of the yield
 * @param gamma of delta, by the underlying's price; the same for call and put, never negative
 * @param vega of the price, by volatility; the same for call and put, never negative
 * @param theta of the price, when time passes: mostly negative
 * @param vanna of delta, by volatility; the same for call and put, positive out of the money (calls)
 * @param charm of delta, when time passes
 */
public record Greeks(double price, double delta, double gamma, double vega, double theta, double vanna, double charm) {}
