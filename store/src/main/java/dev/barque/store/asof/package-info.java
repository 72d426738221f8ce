/**
 * Feature rows in memory and as-of joins of very many questions with them. Start at {@link dev.barque.store.asof.AsOfJoin}.
 *
 * <p>Instants are UTC microseconds. Answers are those of {@link dev.barque.core.feature.FeatureReader}, row for row. Tables,
 * series and spines are immutable and safe to share; builders and cursors belong to one thread.
 */
@NullMarked
package dev.barque.store.asof;

import org.jspecify.annotations.NullMarked;
