package dev.barque.cli;

import dev.barque.agents.standard.StandardProfiles;
import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.console.Csv;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Progress;
import dev.barque.cli.internal.console.SqlText;
import dev.barque.cli.internal.console.Table;
import dev.barque.cli.internal.work.DateRange;
import dev.barque.store.VerifyFinding;
import dev.barque.store.VerifyListener;
import dev.barque.store.sql.SqlResult;
import dev.barque.store.sql.SqlSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code barque sql}. */
@Command(
        name = "sql",
        description = "Asks a home in SQL: bars, features as of an instant, decisions. Changes nothing.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque sql \"SELECT symbol, date, count(*) FROM bars GROUP BY ALL\" --home demo-home",
            "  barque sql \"FROM feature_sets\" --home demo-home",
            "  barque sql \"DESCRIBE features_v1_0_0\" --home demo-home",
            "  barque sql \"SELECT symbol, liquidity FROM features_v1_0_0_as_of('2025-10-27 15:00:00')\" \\",
            "      --home demo-home --json",
            "  barque sql \"SELECT * FROM bars WHERE symbol = 'SPY'\" --home demo-home --csv",
            "  barque sql \"WITH spine AS (SELECT symbol, t_event AS t, t_event AS k, price FROM bars) \\",
            "      SELECT t, price, quality FROM features_v1_0_0_join('spine')\" --home demo-home --limit 5",
            "  echo \"SELECT decision, count(*) FROM decisions GROUP BY 1\" | barque sql - --home demo-home",
            "",
            "Views: bars, bars_superseded, decisions, feature_sets, and features_VERSION for each version,",
            "with an underscore for each dot and dash. features_VERSION_as_of(t, k) has the row of each",
            "symbol that wins as of t with what was known at k (k = t when it is left out).",
            "features_VERSION_join('spine') has each row of a table with the columns symbol, t and k beside",
            "the row that wins for it. bars_as_of(k) has the bars as they were known at k. Rows that are not",
            "sealed yet are shown too. Times are UTC. The SQL is that of DuckDB."
        })
final class SqlCommand extends Verb {
    private static final Pattern NUMBER =
            Pattern.compile("U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL\\(.*\\)");
    private static final int MOST_IN_CELL = 60;
    /** A home of fewer files is open before anybody wonders. */
    private static final long FILES_TO_SHOW_PROGRESS = 1_000;

    @Mixin
    private final HomeOption home = new HomeOption();

    @Parameters(paramLabel = "STATEMENT", description = "One statement that reads; - reads it from standard input.")
    @SuppressWarnings("NullAway.Init")
    private String statement;

    @ArgGroup
    private @Nullable Form form;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "Rows that a table shows at most; 100 when not given. CSV and JSON have all.")
    private int limit;

    @Option(
            names = "--dates",
            paramLabel = "D[..D]",
            description = "Show these UTC dates only: of a large home, only their files are looked at.")
    private @Nullable DateRange dates;

    @Option(
            names = "--leave-out-damaged",
            description =
                    "Leave out what cannot be read and name it on standard error, exit code 1, instead of failing.")
    private boolean leaveOutDamaged;

    @Option(
            names = "--memory-mb",
            paramLabel = "MB",
            defaultValue = "1024",
            description = "Megabytes that DuckDB may take; 1024 when not given.")
    private long memoryMb;

    /** How the answer is written, unless as a table. */
    private static final class Form {
        @Option(names = "--json", description = "Print one JSON document on standard output, and nothing else there.")
        private boolean json;

        @Option(names = "--csv", description = "Print comma-separated values with a line of names.")
        private boolean csv;
    }

    SqlCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        require(limit >= 0, "--limit must not be negative but was " + limit);
        require(memoryMb >= 16 && memoryMb <= 1 << 20, "--memory-mb must be 16 to 1048576 but was " + memoryMb);
        String sql = statement.equals("-") ? input() : statement;
        try (SqlSession session = open()) {
            try (SqlResult rows = session.query(sql)) {
                if (form != null && form.json) {
                    json(rows);
                } else if (form != null && form.csv) {
                    csv(rows);
                } else {
                    table(rows);
                }
            }
            long spoilt = session.report().spoiltLines();
            if (spoilt > 0) {
                note("Passed over " + spoilt
                        + " lines of the decision log that are no decisions, as a loss of power leaves them.");
            }
            List<VerifyFinding> leftOut = session.report().leftOut();
            leftOut.forEach(part -> note("Left out: " + part.where() + ", " + part.code() + ": " + part.found()));
            return leftOut.isEmpty() ? ExitCode.OK : ExitCode.FINDING;
        }
    }

    private void require(boolean fine, String otherwise) {
        if (!fine) {
            throw new ParameterException(spec().commandLine(), otherwise);
        }
    }

    private static String input() {
        try {
            String sql = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
            if (sql.isBlank()) {
                throw CliErrors.noStatement();
            }
            return sql;
        } catch (IOException e) {
            throw CliErrors.cannotReadInput(e);
        }
    }

    private SqlSession open() {
        SqlSession.Builder session = SqlSession.builder(home.path())
                .memoryBytes(memoryMb << 20)
                .threads(Runtime.getRuntime().availableProcessors());
        StandardProfiles.all().forEach(profile -> session.set(profile.featureSet()));
        if (dates != null) {
            session.dates(dates.first(), dates.last());
        }
        if (leaveOutDamaged) {
            session.leavingOutDamaged();
        }
        try (Checking checking = new Checking()) {
            return session.listener(checking.listener()).open();
        }
    }

    /** Says how far the look at the files is, when there are many. */
    private final class Checking implements AutoCloseable {
        private Progress.@Nullable Task task;

        VerifyListener listener() {
            return (where, condition, done) -> {
                if (task == null && done >= FILES_TO_SHOW_PROGRESS) {
                    task = progress().start("Checking " + home.path(), "files", -1);
                }
                if (task != null) {
                    task.to(done);
                }
            };
        }

        @Override
        public void close() {
            if (task != null) {
                task.close();
            }
        }
    }

    private void table(SqlResult rows) {
        Table table = Table.ofTexts(rows.columns().stream()
                .map(column -> SqlText.cell(column.name(), MOST_IN_CELL))
                .toArray(String[]::new));
        table.numbersIn(
                column -> NUMBER.matcher(rows.columns().get(column).type()).matches());
        long count = 0;
        for (; rows.next(); count++) {
            if (count < limit) {
                table.row(rows.values().stream()
                        .map(value -> SqlText.cell(value, MOST_IN_CELL))
                        .toArray());
            }
        }
        print(table.text());
        print(
                count > limit
                        ? "The first " + limit + " of " + count
                                + " rows; see more with --limit, all with --csv or --json."
                        : count == 1 ? "1 row." : count + " rows.");
    }

    private void csv(SqlResult rows) {
        print(Csv.line(rows.columns().stream().map(SqlResult.Column::name).toList()));
        while (rows.next()) {
            List<@Nullable Object> fields = new ArrayList<>();
            rows.values().forEach(value -> fields.add(SqlText.field(value)));
            out().println(Csv.line(fields));
        }
        out().flush();
    }

    private void json(SqlResult rows) {
        Map<String, @Nullable Object> document = JsonText.object();
        List<Map<String, @Nullable Object>> columns = new ArrayList<>();
        for (SqlResult.Column column : rows.columns()) {
            Map<String, @Nullable Object> one = JsonText.object();
            one.put("name", column.name());
            one.put("type", column.type());
            columns.add(one);
        }
        List<List<@Nullable Object>> values = new ArrayList<>();
        while (rows.next()) {
            List<@Nullable Object> row = new ArrayList<>();
            rows.values().forEach(value -> row.add(SqlText.json(value)));
            values.add(row);
        }
        document.put("columns", columns);
        document.put("rows", values);
        printJson(document);
    }
}
