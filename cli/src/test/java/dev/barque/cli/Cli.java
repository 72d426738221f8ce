package dev.barque.cli;

import dev.barque.cli.internal.work.DemoData;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the command as a process would, with streams that can be looked at. */
final class Cli {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    private static final JsonMapper JSON = new JsonMapper();

    private Cli() {}

    record Result(int exit, String out, String err) {
        JsonNode json() {
            return JSON.readTree(out);
        }

        @Override
        public String toString() {
            return "exit " + exit + "\n-- out --\n" + out + "\n-- err --\n" + err;
        }
    }

    static Result run(Object... words) {
        String[] args = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            args[i] = words[i].toString();
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Barque.commandLine(Shell.silent(CLOCK));
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exit = command.execute(args);
        return new Result(exit, out.toString(), err.toString());
    }

    /** Words as they stand in an example: parted by blanks. */
    static Result line(String words) {
        return run((Object[]) words.trim().split(" +"));
    }

    /** A home with the packaged days and the features of both profiles. */
    static void build(Path home) {
        for (Path file : DemoData.copyTo(home.resolve("demo"))) {
            require(run("ingest", "--home", home, "--stamps", "open", "--interval", "1m", file));
        }
        for (String profile : new String[] {"V1", "PUBLISHED_V1"}) {
            require(run(
                    "features",
                    "build",
                    "--home",
                    home,
                    "--symbol",
                    "SPY",
                    "--date",
                    "2025-10-24..2025-10-28",
                    "--profile",
                    profile));
        }
    }

    private static void require(Result result) {
        if (result.exit() != 0) {
            throw new AssertionError(result);
        }
    }
}
