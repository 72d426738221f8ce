/**
 * The maintenance tasks that ship, found by {@link java.util.ServiceLoader}; and what a host gives to those that need more than a home:
 * {@link dev.barque.ops.maintenance.tasks.MaintainedDatabase}, {@link dev.barque.ops.maintenance.tasks.Recomputation},
 * {@link dev.barque.ops.maintenance.tasks.BackupShelf}. Sizes are bytes, dates are UTC dates. Nothing is null.
 */
@NullMarked
package dev.barque.ops.maintenance.tasks;

import org.jspecify.annotations.NullMarked;
