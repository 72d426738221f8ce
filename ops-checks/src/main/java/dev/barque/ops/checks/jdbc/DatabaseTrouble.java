package dev.barque.ops.checks.jdbc;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Locale;

/**
 * What an error of a database means to an operator. By the SQLSTATE classes of ISO/IEC 9075 and PostgreSQL (appendix A of
 * its manual: 08 connection, 28 authorisation, 53 resources, 57 operator intervention, XX001 and XX002 corruption), by the
 * codes of H2 (org.h2.api.ErrorCode: 90020, 90030) and SQLite (sqlite3.h: 5, 6, 11, 26); DuckDB has no codes, only words.
 */
enum DatabaseTrouble {
    LOCKED(
            "a database that no other process holds",
            "Another process has the file open, or a long transaction its lock. Find it (lsof FILE), end it, or open the"
                    + " database read-only; never delete a lock by hand while its owner lives."),
    CORRUPT(
            "a database that can be read",
            "Stop writing, keep a copy of the file as it is, and restore the last backup that was verified; only then try"
                    + " the database's own means of recovery."),
    REFUSED(
            "an account that may connect",
            "Look whether the password was changed or has expired, and whether the server lets this account in from here."),
    EXHAUSTED(
            "a server with connections, memory and disk left",
            "Look who holds its connections (pg_stat_activity) and whether its disk is full; end what idles in"
                    + " transactions."),
    SLOW("an answer in time", "Look at running queries and locks of the server, at its disk, and at the network."),
    UNREACHABLE(
            "a server that listens and accepts",
            "Look whether it runs, at host and port of the URL, at firewalls, and at its own log."),
    OTHER("an answer without an error", "Look up the error in the manual of the database, and look at its own log.");

    private final String expected;
    private final String remedy;

    DatabaseTrouble(String expected, String remedy) {
        this.expected = expected;
        this.remedy = remedy;
    }

    String expected() {
        return expected;
    }

    String remedy() {
        return remedy;
    }

    /** The most telling error of a chain decides: pools and drivers wrap what they were told. */
    static DatabaseTrouble of(SQLException error) {
        DatabaseTrouble told = OTHER;
        Throwable at = error;
        for (int depth = 0; at != null && depth < 16; depth++) {
            DatabaseTrouble one = at instanceof SQLException sql ? single(sql) : ofWords(words(at));
            if (one.compareTo(told) < 0) {
                told = one;
            }
            at = at instanceof SQLException sql && sql.getCause() == null ? sql.getNextException() : at.getCause();
        }
        return told;
    }

    private static DatabaseTrouble single(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        int code = error.getErrorCode();
        boolean isSqlite = error.getClass().getName().startsWith("org.sqlite.");
        if (code == 90020 || state.equals("55P03") || (isSqlite && ((code & 0xff) == 5 || (code & 0xff) == 6))) {
            return LOCKED;
        }
        if (code == 90030
                || state.equals("XX001")
                || state.equals("XX002")
                || (isSqlite && ((code & 0xff) == 11 || (code & 0xff) == 26))) {
            return CORRUPT;
        }
        if (error instanceof SQLTimeoutException || state.equals("57014")) {
            return SLOW;
        }
        if (state.startsWith("28")) {
            return REFUSED;
        }
        if (state.startsWith("53")) {
            return EXHAUSTED;
        }
        DatabaseTrouble byWords = ofWords(words(error));
        // 57P01 to 57P03: the server is stopping or starting.
        return byWords == OTHER && (state.startsWith("08") || state.startsWith("57P")) ? UNREACHABLE : byWords;
    }

    private static DatabaseTrouble ofWords(String words) {
        if (words.contains("could not set lock on file") || words.contains("database is locked")) {
            return LOCKED;
        }
        if (words.contains("not a valid duckdb database file")
                || words.contains("corrupt")
                || words.contains("computed checksum")
                || words.contains("malformed")
                || words.contains("file is not a database")) {
            return CORRUPT;
        }
        boolean isLate = words.contains("timed out") || words.contains("timeout");
        // Who does not even accept is not slow.
        return isLate && !words.contains("connect timed out") ? SLOW : OTHER;
    }

    private static String words(Throwable error) {
        return String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
    }
}
