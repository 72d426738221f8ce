package dev.barque.store.internal.feature;

import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.Symbol;
import java.time.LocalDate;

/**
 * Which partition: one file of rows.
 *
 * @param date under which the rows are filed
 * @param symbol whose rows
 * @param set of which version
 */
public record PartitionKey(LocalDate date, Symbol symbol, FeatureSetId set) {}
