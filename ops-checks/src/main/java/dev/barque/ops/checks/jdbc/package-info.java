/**
 * Do the databases of the host answer? Through its own {@link javax.sql.DataSource} and pool; nothing here brings a driver.
 *
 * <p>A check uses one connection for a moment and gives it back. Nothing is written. Checks are immutable.
 */
@NullMarked
package dev.barque.ops.checks.jdbc;

import org.jspecify.annotations.NullMarked;
