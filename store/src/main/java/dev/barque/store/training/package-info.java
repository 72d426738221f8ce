/**
 * Training sets: labelled questions joined with what was known at the time, written to one file with a manifest. Start at
 * {@link dev.barque.store.training.TrainingSet}.
 *
 * <p>Instants are UTC. The same spine over the same knowledge gives the same bytes, whatever was appended later.
 */
@NullMarked
package dev.barque.store.training;

import org.jspecify.annotations.NullMarked;
