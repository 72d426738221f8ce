package dev.barque.ops.maintenance.tasks;

import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenancePlan;
import dev.barque.ops.maintenance.MaintenanceTask;
import dev.barque.ops.maintenance.PlannedStep;
import dev.barque.ops.maintenance.StepOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Moves the write-ahead log of a host's DuckDB file into the file: it is read again at each start, and grows. */
public final class DuckDbCheckpoint implements MaintenanceTask {
    private static final String WHERE = "DuckDB file ";

    /** It has no settings. */
    public DuckDbCheckpoint() {}

    private record Attached(String name, Path file, long logBytes) {}

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                "duckdb-checkpoint",
                "Moves the write-ahead log of a DuckDB file into the file.",
                Set.of(MaintainedDatabase.class),
                List.of(),
                Set.of("evening"));
    }

    @Override
    public MaintenancePlan plan(MaintenanceContext context) {
        MaintainedDatabase database = context.get(MaintainedDatabase.class);
        return Sql.with(database, "looking for the write-ahead log", connection -> {
            List<PlannedStep> steps = new ArrayList<>();
            for (Attached one : attached(database, connection)) {
                if (one.logBytes() > 0) {
                    steps.add(new PlannedStep(
                            WHERE + one.file(), "write " + one.logBytes() + " bytes of its log into it", 0, 1));
                }
            }
            return new MaintenancePlan(steps, List.of());
        });
    }

    @Override
    public StepOutcome apply(PlannedStep step, MaintenanceContext context) {
        MaintainedDatabase database = context.get(MaintainedDatabase.class);
        return Sql.with(database, "CHECKPOINT", connection -> {
            for (Attached one : attached(database, connection)) {
                if ((WHERE + one.file()).equals(step.where()) && one.logBytes() > 0) {
                    Sql.run(connection, "CHECKPOINT \"" + one.name().replace("\"", "\"\"") + "\"");
                    return StepOutcome.done(
                            one.logBytes() - logBytes(one.file()), one.logBytes() + " bytes of log written");
                }
            }
            return StepOutcome.unneeded("it has no log any more");
        });
    }

    private static List<Attached> attached(MaintainedDatabase database, Connection connection) throws SQLException {
        String product = Sql.product(connection);
        if (!product.equals("DuckDB")) {
            throw TaskErrors.notADatabase(database.name(), product, "DuckDB");
        }
        return Sql.rows(
                connection,
                "SELECT database_name, path FROM duckdb_databases() WHERE NOT internal AND NOT readonly AND path IS NOT NULL"
                        + " ORDER BY database_name",
                row -> {
                    Path file = Path.of(row.getString(2)).toAbsolutePath().normalize();
                    return new Attached(row.getString(1), file, logBytes(file));
                });
    }

    private static long logBytes(Path file) {
        Path log = file.resolveSibling(file.getFileName() + ".wal");
        try {
            return Files.size(log);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw TaskErrors.fileFailed(log, "looking at the size of", e);
        }
    }
}
