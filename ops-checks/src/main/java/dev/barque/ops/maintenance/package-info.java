/**
 * What keeps a system healthy: tasks that are planned without changing anything and applied one step at a time. Start at
 * {@link dev.barque.ops.maintenance.MaintenanceTasks} to run tasks, at {@link dev.barque.ops.maintenance.MaintenanceTask} to write one.
 *
 * <p>Sizes are bytes, instants and dates are UTC. Tasks are stateless and safe to share; of applies of one home one runs at a time.
 * Nothing is null. What is refused is a {@link dev.barque.core.error.BarqueException} with a code that begins with
 * {@code maintenance.}.
 */
@NullMarked
package dev.barque.ops.maintenance;

import org.jspecify.annotations.NullMarked;
