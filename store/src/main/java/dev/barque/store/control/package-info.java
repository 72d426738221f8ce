/**
 * What people say to a running system through its home. Start at {@link dev.barque.store.control.KillSwitchFile}.
 *
 * <p>Times are UTC. Safe for use by several threads and processes. Not yet stable.
 */
@NullMarked
package dev.barque.store.control;

import org.jspecify.annotations.NullMarked;
