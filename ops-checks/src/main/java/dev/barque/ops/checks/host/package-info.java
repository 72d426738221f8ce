/**
 * Does the process have what it needs of its machine? Give the context a {@link dev.barque.ops.checks.host.Host}; every
 * check here looks at that and at nothing else.
 *
 * <p>Sizes are bytes, shares run from 0 to 1, instants are UTC. Nothing here starts a thread. Checks are immutable; what
 * they remember of earlier runs (growth, steps of the clock) stands in the {@link dev.barque.ops.checks.host.Samples} of
 * the host.
 */
@NullMarked
package dev.barque.ops.checks.host;

import org.jspecify.annotations.NullMarked;
