package dev.barque.cli;

import dev.barque.backtest.ReplayResult;
import dev.barque.backtest.manifest.RunManifest;
import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.work.ManifestOfRun;
import dev.barque.cli.internal.work.ReadFiles;
import dev.barque.core.error.BarqueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Stack;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What binds a run to the files it came from. */
final class ManifestOptions {
    /** What changes no result: where things are, and what is written where. */
    private static final Set<String> NO_SETTINGS = Set.of(
            "--home",
            "--html",
            "--report",
            "--out",
            "--json",
            "--csv",
            "--log",
            "--log-to",
            "--manifest",
            "--verify",
            "--debug");

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "Write what the result came from: digests of every file that was read, of profile, plug-ins"
                    + " and calendar, and of the result.")
    private @Nullable Path manifest;

    @Option(
            names = "--verify",
            paramLabel = "MANIFEST",
            preprocessor = OptionsOfManifest.class,
            description = "Run again as a manifest says, which gives all options of the run, and compare the result."
                    + " Refuses when a byte of an input changed; exits with 1 when the result is another.")
    private @Nullable Path verify;

    /** Before anything is replayed: every input has to be what it was. */
    void requireInputs(ReadFiles files) {
        if (verify != null) {
            read(verify).requireInputs(files::now);
        }
    }

    /** Whether a manifest has to be made. */
    boolean areWanted() {
        return manifest != null || verify != null;
    }

    /** Writes or compares what was asked for, and says so. */
    int conclude(Verb verb, ManifestOfRun run, ReadFiles files, List<ReplayResult> results) {
        return areWanted() ? conclude(verb, run.of(files, results), files) : ExitCode.OK;
    }

    /** The same, of a manifest that was made. */
    int conclude(Verb verb, RunManifest now, ReadFiles files) {
        if (manifest != null) {
            write(manifest, now);
            verb.note("Manifest: " + manifest.toAbsolutePath().normalize() + ", "
                    + now.inputs().size() + " inputs, result " + now.resultDigest());
        }
        return verify == null ? ExitCode.OK : compare(verb, read(verify), now, files);
    }

    private static int compare(Verb verb, RunManifest then, RunManifest now, ReadFiles files) {
        then.requireSetupOf(now);
        then.requireNoOthers(files.paths());
        if (!then.codeVersion().equals(now.codeVersion())) {
            verb.note(
                    "The manifest was made by version " + then.codeVersion() + ", this is " + now.codeVersion() + ".");
        }
        if (then.resultDigest().equals(now.resultDigest())) {
            verb.note("Verified: " + then.inputs().size() + " inputs are what they were, and the result is "
                    + now.resultDigest() + " again.");
            return ExitCode.OK;
        }
        verb.note("Not verified: the inputs are what they were, but the result is another. Expected "
                + then.resultDigest() + " (version " + then.codeVersion() + ", " + then.java() + "), found "
                + now.resultDigest() + " (version " + now.codeVersion() + ", " + now.java()
                + "). The code differs, or a plug-in depends on more than its inputs: see barque audit look-ahead.");
        return ExitCode.FINDING;
    }

    /** What the command line set, by option, apart from what changes no result. */
    static Map<String, String> options(Verb verb) {
        Map<String, String> set = new TreeMap<>();
        for (OptionSpec option : verb.spec().commandLine().getParseResult().matchedOptions()) {
            if (!NO_SETTINGS.contains(option.longestName())) {
                String between = option.splitRegex().isEmpty() ? " " : ",";
                set.put(option.longestName(), String.join(between, option.originalStringValues()));
            }
        }
        return set;
    }

    private static RunManifest read(Path file) {
        try {
            return RunManifest.ofJson(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw CliErrors.cannotRead(file, e);
        }
    }

    private static void write(Path file, RunManifest manifest) {
        try {
            Files.writeString(file, manifest.toJson());
        } catch (IOException e) {
            throw CliErrors.cannotWrite(file, e);
        }
    }

    /** Puts the options of the run onto the command line, behind the name of the manifest. */
    static final class OptionsOfManifest implements IParameterPreprocessor {
        @Override
        @SuppressWarnings("JdkObsolete") // picocli has it so
        public boolean preprocess(Stack<String> args, CommandSpec spec, ArgSpec arg, Map<String, Object> info) {
            if (args.isEmpty()) {
                return false;
            }
            String file = args.pop();
            List<String> words = new ArrayList<>();
            try {
                read(Path.of(file)).configuration().forEach((name, value) -> {
                    if (name.startsWith(ManifestOfRun.OPTION)) {
                        String option = name.substring(ManifestOfRun.OPTION.length());
                        OptionSpec known = spec.findOption(option);
                        boolean flag = known != null && known.arity().max() == 0;
                        words.add(flag ? option : option + "=" + value);
                    }
                });
            } catch (BarqueException | InvalidPathException e) {
                throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
            }
            Collections.reverse(words);
            words.forEach(args::push);
            args.push(file);
            return false;
        }
    }
}
