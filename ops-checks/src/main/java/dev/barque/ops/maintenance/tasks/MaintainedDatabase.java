package dev.barque.ops.maintenance.tasks;

import java.util.Objects;
import javax.sql.DataSource;

/**
 * A database of the host that maintenance may look after.
 *
 * @param name for people; holds no password
 * @param source gives connections, each of which is closed again
 */
public record MaintainedDatabase(String name, DataSource source) {
    /** Nulls are refused. */
    public MaintainedDatabase {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(source, "source");
    }
}
