package dev.barque.ops.checks.jdbc;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Does the database answer? Takes a connection of the {@link DataSource}, asks a query and reads the first value. An answer
 * that is late is degraded; an error is unhealthy and says whether the database is locked, corrupt, unreachable, exhausted
 * or refuses the account.
 *
 * <p>It gives up at the time-out, where the driver can limit reads of the network or the time of a query. How long
 * a connection may take to come is a setting of the host's data source; what hangs there hangs until the deadline of the
 * check. A server that hangs over a query of yours may cost what the driver waits for its end (PostgreSQL:
 * {@code cancelSignalTimeout}, 10 s).
 */
public final class DatabaseAnswers implements HealthCheck {
    private static final String ID = "database";
    private static final String PING = "SELECT 1";

    private final String id;
    private final String query;
    private final @Nullable String expected;
    private final Duration slow;
    private final Duration timeout;

    /** {@code SELECT 1}, degraded after 250 ms, given up after 3 s. */
    public DatabaseAnswers() {
        this(ID, PING, null, Duration.ofMillis(250), Duration.ofSeconds(3));
    }

    private DatabaseAnswers(String id, String query, @Nullable String expected, Duration slow, Duration timeout) {
        this.id = id;
        this.query = query;
        this.expected = expected;
        this.slow = slow;
        this.timeout = timeout;
    }

    /** The same check under the id {@code database-} and a name: one for each context that holds another data source. */
    public DatabaseAnswers named(String name) {
        return new DatabaseAnswers(ID + "-" + name, query, expected, slow, timeout);
    }

    /**
     * The same check with another query, which should change nothing, whose first value has to read as told: {@code PRAGMA
     * quick_check} and {@code ok} for SQLite, or a count of a table that must not be empty.
     */
    public DatabaseAnswers asking(String otherQuery, String expectedAnswer) {
        CheckErrors.require(!otherQuery.isBlank(), id, "query", "blank", "a query, such as SELECT 1");
        return new DatabaseAnswers(id, otherQuery, expectedAnswer, slow, timeout);
    }

    /** The same check with other times: an answer later than {@code slowAfter} is degraded, none by {@code giveUpAfter} unhealthy. */
    public DatabaseAnswers within(Duration slowAfter, Duration giveUpAfter) {
        CheckErrors.requirePositive(id, "slowAfter", slowAfter);
        CheckErrors.require(
                slowAfter.compareTo(giveUpAfter) <= 0,
                id,
                "slowAfter",
                slowAfter,
                "at most giveUpAfter, " + giveUpAfter);
        return new DatabaseAnswers(id, query, expected, slowAfter, giveUpAfter);
    }

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                id,
                "Does the database answer?",
                Set.of(DataSource.class),
                timeout.multipliedBy(2),
                Criticality.CRITICAL,
                Set.of("host", "readiness", "pre-market"));
    }

    @Override
    public Verdict run(CheckContext context) {
        Findings findings = new Findings();
        long start = System.nanoTime();
        try (Connection connection = context.get(DataSource.class).getConnection()) {
            ask(connection, findings);
        } catch (SQLException e) {
            DatabaseTrouble trouble = DatabaseTrouble.of(e);
            findings.unhealthy(id, said(e), trouble.expected(), trouble.remedy());
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (findings.isEmpty() && took.compareTo(slow) > 0) {
            findings.degraded(
                    id,
                    "it answered after " + Figures.time(took),
                    "an answer within " + Figures.time(slow),
                    DatabaseTrouble.SLOW.remedy());
        }
        return findings.or("It answered within " + Figures.time(slow) + ".");
    }

    private void ask(Connection connection, Findings findings) throws SQLException {
        // SELECT 1 is late only when the server hangs, and then drivers wait long for it to end the query as well. A
        // query
        // of the host may be late by itself: the server has to end it, or each run would leave one more.
        boolean mayRunLong = !query.equals(PING);
        Duration network = mayRunLong ? timeout.plus(timeout.dividedBy(2)) : timeout;
        int before = limitNetwork(connection, Math.toIntExact(network.toMillis()));
        try (Statement statement = connection.createStatement()) {
            if (mayRunLong || before < 0) {
                statement.setQueryTimeout((int) Math.max(1, (timeout.toMillis() + 999) / 1_000));
            }
            try (ResultSet answer = statement.executeQuery(query)) {
                String said = answer.next() ? String.valueOf(answer.getString(1)) : "no row";
                if (expected != null && !expected.equals(said)) {
                    findings.unhealthy(
                            id + ", asked " + query, said, expected, "Look into the database with its own tools.");
                }
            }
        } finally {
            if (before >= 0) {
                limitNetwork(connection, before);
            }
        }
    }

    /** The limit before, or -1 where the driver knows none: embedded databases have no network. */
    private static int limitNetwork(Connection connection, int millis) {
        try {
            int before = connection.getNetworkTimeout();
            // The executor is for drivers that close a connection beside the caller; here the caller does it.
            connection.setNetworkTimeout(Runnable::run, millis);
            return before;
        } catch (SQLException | AbstractMethodError e) {
            return -1;
        }
    }

    private static String said(SQLException error) {
        String state = error.getSQLState() == null ? "" : " (SQLSTATE " + error.getSQLState() + ")";
        String message = String.valueOf(error.getMessage()).strip().replaceAll("\\s+", " ");
        return "error" + state + ": " + (message.length() > 300 ? message.substring(0, 300) + "..." : message);
    }
}
