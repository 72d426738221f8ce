/**
 * What checks have answered, kept on disk. Start at {@link dev.barque.ops.history.HealthHistory}, a listener that writes it, and at
 * {@link dev.barque.ops.history.HealthRecords}, which reads it and tells how long a check was well.
 *
 * <p>Instants are UTC. Records are immutable; a history is safe for use by several threads, and a directory has one writer. Nothing is
 * null. Stable, the lines of the files too: fields may be added.
 */
@NullMarked
package dev.barque.ops.history;

import org.jspecify.annotations.NullMarked;
