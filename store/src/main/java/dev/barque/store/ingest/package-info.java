/**
 * From a vendor's files to normalised bars (L1). Start at {@link dev.barque.store.ingest.Ingest}; a single record goes
 * through {@link dev.barque.store.ingest.RecordNormalizer}.
 *
 * <p>Zone and meaning of time stamps are declared, never guessed. A bad line is listed with its number and reason, and the
 * good ones go in. Not yet stable.
 */
@NullMarked
package dev.barque.store.ingest;

import org.jspecify.annotations.NullMarked;
