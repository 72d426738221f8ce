/** What stands behind {@code dev.barque.store.sql}: which parts of a home SQL may see, and DuckDB itself. */
@NullMarked
package dev.barque.store.internal.sql;

import org.jspecify.annotations.NullMarked;
