/**
 * From the files of others into a home. Bars (L1): start at {@link dev.barque.store.ingest.Ingest}; a single record goes
 * through {@link dev.barque.store.ingest.RecordNormalizer}. Option chains: {@link dev.barque.store.ingest.ChainIngest}. Features: start at {@link dev.barque.store.ingest.FeatureImport}.
 *
 * <p>Zone and meaning of time stamps are declared, never guessed. A bad line is listed with its number and reason, and the
 * good ones go in. Not yet stable.
 */
@NullMarked
package dev.barque.store.ingest;

import org.jspecify.annotations.NullMarked;
