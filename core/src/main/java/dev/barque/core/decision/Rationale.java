package dev.barque.core.decision;

/**
 * Why a trade, in words that reports group by.
 *
 * @param alignment such as {@code 2/3 agents agree}
 * @param primaryDriver the agent with the strongest vote in the direction of the trade
 * @param liquidityQuality {@code good}, {@code fair}, {@code poor} or {@code unknown}
 * @param flipRisk {@code low}, {@code medium} or {@code high}: how likely the mood turns
 */
public record Rationale(String alignment, String primaryDriver, String liquidityQuality, String flipRisk) {}
