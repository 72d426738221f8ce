package dev.barque.agents.standard;

/**
 * Three measures of a stretch of bars.
 *
 * @param momentum mean over sample deviation of the last 20 log returns, within -3..3
 * @param volatility (deviation of the last 20 returns - baseline) / baseline, within -3..3
 * @param volumeSide (volume of rising bars - volume of falling bars) / both, over the last 20 bars
 */
record Mood(double momentum, double volatility, double volumeSide) {}
