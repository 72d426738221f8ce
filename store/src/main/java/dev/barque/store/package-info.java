/**
 * Feature rows in files. Start at {@link dev.barque.store.ParquetFeatureStore} to keep rows in a home directory, and at
 * {@link dev.barque.store.PublishedFeatures} to read files of the published system as they are.
 *
 * <p>Instants are UTC microseconds. Readers and stores are safe for use by several threads; builders are not. Nothing is null.
 * What is damaged, missing or refused is a {@link dev.barque.core.error.BarqueException} with a code that begins with
 * {@code store.}.
 */
@NullMarked
package dev.barque.store;

import org.jspecify.annotations.NullMarked;
