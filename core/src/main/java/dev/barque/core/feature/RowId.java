package dev.barque.core.feature;

import dev.barque.core.market.Symbol;
import java.time.Instant;

/**
 * Which row it was: enough to find it again and to see that it is the same one.
 *
 * @param symbol whose row
 * @param featureSet of which version
 * @param eventTime what it is about
 * @param knownAt from when it could have been used
 * @param sequence its place in the order of writing, 0 for a row that no store has numbered yet
 */
public record RowId(Symbol symbol, FeatureSetId featureSet, Instant eventTime, Instant knownAt, long sequence) {}
