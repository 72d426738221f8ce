/**
 * SQL over a home, for which {@code org.duckdb:duckdb_jdbc} has to be on the class path: it is an optional dependency. Start at
 * {@link dev.barque.store.sql.SqlSession}, which lists the views and macros.
 *
 * <p>Instants are UTC microseconds; the time zone of a session is UTC. Sessions are safe for use by several threads, builders and
 * results are not. Errors are {@link dev.barque.core.error.BarqueException}s with a code that begins with {@code store.sql-}, and
 * {@code store.no-duckdb}. Not yet stable.
 */
@NullMarked
package dev.barque.store.sql;

import org.jspecify.annotations.NullMarked;
