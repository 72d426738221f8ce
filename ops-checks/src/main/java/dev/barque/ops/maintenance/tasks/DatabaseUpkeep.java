package dev.barque.ops.maintenance.tasks;

import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenancePlan;
import dev.barque.ops.maintenance.MaintenanceTask;
import dev.barque.ops.maintenance.PlannedStep;
import dev.barque.ops.maintenance.StepOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Lets a host's database tidy up: {@code VACUUM (ANALYZE)} of the tables of a PostgreSQL that have many dead rows or changes, as its
 * statistics views say (PostgreSQL documentation, "The Cumulative Statistics System"), and {@code ANALYZE} of an H2. No row changes.
 */
public final class DatabaseUpkeep implements MaintenanceTask {
    private static final String POSTGRESQL = "PostgreSQL";
    private static final String TABLE = "table ";

    /** With its standard settings. */
    public DatabaseUpkeep() {}

    private record Table(String name, long dead, long changed, long bytes) {}

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                "database-upkeep",
                "Vacuums and analyzes the tables of a database that have changed much.",
                Set.of(MaintainedDatabase.class),
                List.of(
                        new Setting("dead-rows", "how many dead rows of a PostgreSQL table are too many", "1000"),
                        new Setting(
                                "changed-rows", "how many rows changed since the last analyze are too many", "1000")),
                Set.of("weekly"));
    }

    @Override
    public MaintenancePlan plan(MaintenanceContext context) {
        MaintainedDatabase database = context.get(MaintainedDatabase.class);
        return Sql.with(database, "looking at its tables", connection -> {
            if (!isPostgres(database, connection)) {
                return new MaintenancePlan(
                        List.of(new PlannedStep("H2 database " + database.name(), "ANALYZE", 0, 1)), List.of());
            }
            List<PlannedStep> steps = new ArrayList<>();
            for (Table table : due(connection, context)) {
                steps.add(new PlannedStep(
                        TABLE + table.name(),
                        "VACUUM (ANALYZE): " + table.dead() + " dead rows, " + table.changed()
                                + " changed since the last analyze, " + table.bytes() + " bytes",
                        0,
                        table.dead()));
            }
            return new MaintenancePlan(steps, List.of());
        });
    }

    @Override
    public StepOutcome apply(PlannedStep step, MaintenanceContext context) {
        MaintainedDatabase database = context.get(MaintainedDatabase.class);
        return Sql.with(database, step.action(), connection -> {
            if (!isPostgres(database, connection)) {
                Sql.run(connection, "ANALYZE");
                return StepOutcome.done(0, "analyzed");
            }
            for (Table table : due(connection, context)) {
                if (step.where().equals(TABLE + table.name())) {
                    Sql.run(connection, "VACUUM (ANALYZE) " + table.name());
                    return StepOutcome.done(0, "vacuumed and analyzed");
                }
            }
            return StepOutcome.unneeded("it has few dead or changed rows now");
        });
    }

    private static boolean isPostgres(MaintainedDatabase database, Connection connection) throws SQLException {
        String product = Sql.product(connection);
        if (!product.equals(POSTGRESQL) && !product.equals("H2")) {
            throw TaskErrors.notADatabase(database.name(), product, "PostgreSQL or H2");
        }
        return product.equals(POSTGRESQL);
    }

    /** Names come quoted from the server, so that no name can be anything but a name. */
    private static List<Table> due(Connection connection, MaintenanceContext context) throws SQLException {
        return Sql.rows(
                connection,
                "SELECT format('%I.%I', schemaname, relname), n_dead_tup, n_mod_since_analyze,"
                        + " pg_total_relation_size(relid) FROM pg_stat_user_tables WHERE n_dead_tup >= "
                        + Math.max(1, context.number("dead-rows")) + " OR n_mod_since_analyze >= "
                        + Math.max(1, context.number("changed-rows")) + " ORDER BY 1",
                row -> new Table(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)));
    }
}
