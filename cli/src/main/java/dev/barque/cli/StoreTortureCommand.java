package dev.barque.cli;

import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Progress;
import dev.barque.cli.internal.torture.Torture;
import dev.barque.cli.internal.torture.TortureResult;
import dev.barque.store.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code barque store torture}. */
@Command(
        name = "torture",
        description = {
            "Proves on your own disk that acknowledged rows survive: a process appends rows and seals them, it is killed"
                    + " (kill -9) at a random moment, the store is opened again and every row is compared with what was"
                    + " acknowledged, which is kept outside the home. Again and again.",
            "It does not cut the power: the operating system lives on."
        },
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque store torture --home sync-home --kills 4 --seed 1",
            "  barque store torture --home os-home --kills 4 --seed 7 --durability os --json",
            "",
            "A proof takes a thousand kills or more, and each about half a second. The home must be new or",
            "empty; it is left as it is in the end, to be looked at or deleted."
        })
final class StoreTortureCommand extends Verb {
    @Option(
            names = "--home",
            required = true,
            paramLabel = "DIR",
            description = "A new or empty directory on the disk to be tried.")
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many processes to kill. Default: 100.")
    private int kills;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description =
                    "Seed of what is appended and when it ends; what the kernel makes of it is not repeatable. Default: 1.")
    private long seed;

    @Option(
            names = "--durability",
            paramLabel = "MODE",
            defaultValue = "sync",
            description =
                    "When a row counts as acknowledged: sync (on the device, default) or os (with the operating system).")
    @SuppressWarnings("NullAway.Init")
    private Durability durability;

    @Option(
            names = "--life",
            paramLabel = "MILLIS",
            defaultValue = "300",
            description = "How long a process may work before it is killed, at most, in milliseconds. Default: 300.")
    private int lifeMillis;

    @Mixin
    private final JsonOption json = new JsonOption();

    StoreTortureCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        require(kills >= 1, "--kills must be at least 1 but is " + kills);
        require(lifeMillis >= 1, "--life must be at least 1 but is " + lifeMillis);
        TortureResult result;
        try {
            require(
                    isNewOrEmpty(home),
                    "--home " + home + " is not empty: give a new directory, so that no data of yours is at risk");
            Path scratch = Files.createTempDirectory("barque-torture");
            try (Progress.Task task = progress().start("Torture", "kills", kills)) {
                result = new Torture(home.toAbsolutePath(), scratch, durability, seed, lifeMillis).run(kills, task::to);
            } finally {
                delete(scratch);
            }
        } catch (IOException e) {
            throw CliErrors.cannotTorture(home, e);
        }
        if (json.isWanted()) {
            printJson(tree(result));
        } else {
            print(text(result));
        }
        return result.isIntact() ? ExitCode.OK : ExitCode.FINDING;
    }

    private void require(boolean so, String otherwise) {
        if (!so) {
            throw new ParameterException(spec().commandLine(), otherwise);
        }
    }

    private static boolean isNewOrEmpty(Path home) throws IOException {
        if (!Files.exists(home)) {
            return true;
        }
        if (!Files.isDirectory(home)) {
            return false;
        }
        try (Stream<Path> there = Files.list(home)) {
            return there.findAny().isEmpty();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        }
    }

    private String mode() {
        return durability.name().toLowerCase(Locale.ROOT);
    }

    private String text(TortureResult result) {
        String line = System.lineSeparator();
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%d processes killed in %.0f s (%d while opening, %d while sealing; %d seals were done), durability %s, seed %d, %s.",
                result.kills(),
                result.seconds(),
                result.whileOpening(),
                result.whileSealing(),
                result.seals(),
                mode(),
                seed,
                disk()));
        text.append(line)
                .append(String.format(
                        Locale.ROOT,
                        "%d rows acknowledged or found whole; of the batches interrupted by a kill %d were there and %d were not.",
                        result.rows(),
                        result.interruptedThere(),
                        result.interruptedGone()));
        text.append(line);
        if (result.isIntact()) {
            text.append(
                            "Proven here: every acknowledged row was there once and bit for bit after each kill, no batch was there in")
                    .append(" part, nothing else was there, and verification at the end found nothing damaged.")
                    .append(line)
                    .append("Not proven here: what the loss of power leaves; the operating system was never stopped.");
        } else {
            text.append("BROKEN PROMISES (the home was left as it is):");
            result.problems().forEach(problem -> text.append(line).append("  ").append(problem));
        }
        return text.toString();
    }

    private Map<String, @Nullable Object> tree(TortureResult result) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("home", home.toString());
        tree.put("disk", disk());
        tree.put("durability", mode());
        tree.put("seed", seed);
        tree.put("kills", result.kills());
        tree.put("killed_while_opening", result.whileOpening());
        tree.put("killed_while_sealing", result.whileSealing());
        tree.put("seals_done", result.seals());
        tree.put("rows", result.rows());
        tree.put("interrupted_batches_there", result.interruptedThere());
        tree.put("interrupted_batches_gone", result.interruptedGone());
        tree.put("seconds", JsonText.number(result.seconds()));
        tree.put("intact", result.isIntact());
        tree.put("problems", result.problems());
        return tree;
    }

    private String disk() {
        try {
            return Files.getFileStore(Files.exists(home) ? home : Path.of("")).toString();
        } catch (IOException e) {
            return "unknown disk";
        }
    }
}
