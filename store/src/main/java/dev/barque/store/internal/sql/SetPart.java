package dev.barque.store.internal.sql;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import java.nio.file.Path;
import java.util.List;

/**
 * What is shown of a feature set.
 *
 * @param set the version
 * @param files data files that passed the check
 * @param sealedRows how many rows they have
 * @param unsealed rows that are in the log only
 */
record SetPart(FeatureSet set, List<Path> files, long sealedRows, List<FeatureRow> unsealed) {}
