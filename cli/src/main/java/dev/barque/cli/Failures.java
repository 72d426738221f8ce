package dev.barque.cli;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.core.feature.NoFeaturesException;
import dev.barque.store.ingest.IngestRefusedException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** How the command speaks when something goes wrong. */
final class Failures {
    private Failures() {}

    /** The command line itself is wrong. */
    static int usage(ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("barque: " + problem.getMessage());
        UnmatchedArgumentException.printSuggestions(problem, err);
        if (command.getParent() == null && args.length == 0) {
            command.usage(err);
        } else {
            err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        err.flush();
        return ExitCode.USAGE;
    }

    /** A verb threw. */
    static int failed(Exception problem, CommandLine command, ParseResult parsed) throws Exception {
        PrintWriter err = command.getErr();
        boolean debug = command.getCommand() instanceof Verb verb && verb.isDebug();
        if (problem instanceof ParameterException usage) {
            return usage(usage, parsed.originalArgs().toArray(new String[0]));
        }
        if (problem instanceof BarqueException known && known.concern() != Concern.BUG) {
            report(err, known, debug);
            return exitCode(known);
        }
        unexpected(err, problem);
        return ExitCode.FAILURE;
    }

    /** One error, in the form that all verbs use. */
    static void report(PrintWriter err, BarqueException problem, boolean debug) {
        err.println("barque: " + problem.getMessage() + " [" + problem.code() + "]");
        if (debug) {
            problem.printStackTrace(err);
        }
        err.flush();
    }

    /** What nobody thought of. */
    static void unexpected(PrintWriter err, Throwable problem) {
        err.println("barque: This is a bug in barque. Please report it with what follows.");
        problem.printStackTrace(err);
        err.flush();
    }

    static int exitCode(BarqueException problem) {
        if (problem instanceof NoFeaturesException || problem instanceof IngestRefusedException) {
            return ExitCode.FINDING;
        }
        return problem.concern() == Concern.CALLER ? ExitCode.USAGE : ExitCode.FAILURE;
    }
}
