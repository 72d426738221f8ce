package dev.barque.benchmarks.scale;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The whole life of a home at a size: {@code benchmarks/run main scale.ScaleProof DIRECTORY SYMBOLS DAYS [SEED]}. Each stage runs in a process of its
 * own with 1 GB of heap, checks what came of it, and leaves its outcome in {@code DIRECTORY/outcomes}; a run that was cut short goes on with
 * the stage that has none. The table and {@code DIRECTORY/scale.json} come at the end. {@code -Dscale.heap=512m} gives another heap.
 * 500 symbols and 260 days are 50 million rows and take 20 GB of disk while both homes and the backups are there.
 */
public final class ScaleProof {
    /** The seed where none is given. */
    static final long USUAL_SEED = 20_261_121;

    private static final long LOOK_MILLIS = 4_000;

    private final Path root;
    private final Size size;
    private final Consumer<String> out;

    ScaleProof(Path root, Size size, Consumer<String> out) {
        this.root = root.toAbsolutePath().normalize();
        this.size = size;
        this.out = out;
    }

    /** Runs what is left to run, or, with the name of a stage as fifth argument, that stage in this process. */
    public static void main(String[] arguments) throws InterruptedException {
        Size size = new Size(
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                arguments.length > 3 ? Long.parseLong(arguments[3]) : USUAL_SEED);
        ScaleProof proof = new ScaleProof(Path.of(arguments[0]), size, System.out::println);
        if (arguments.length > 4) {
            proof.runHere(stage(arguments[4]), LOOK_MILLIS);
        } else {
            proof.runForked();
        }
    }

    private static Stage stage(String name) {
        return Stage.all().stream()
                .filter(stage -> stage.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no stage " + name));
    }

    private Path outcomes() {
        return root.resolve("outcomes");
    }

    /** Runs each stage that has no outcome yet in a process of its own. */
    void runForked() throws InterruptedException {
        try {
            for (Stage stage : Stage.all()) {
                if (Outcome.read(outcomes(), stage.name(), size).isEmpty()) {
                    out.accept(stage.name() + " of " + size);
                    clear(stage);
                    Tree before = contents();
                    fork(stage);
                    keepFiles(stage, before);
                }
            }
            Files.writeString(root.resolve("scale.json"), Report.json(size, all()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.accept(Report.table(size, all()));
    }

    /** What a stage left that did not come to its end would be in the way of the next try; what it adds to is made by the stage before. */
    private void clear(Stage stage) {
        switch (stage.name()) {
            case "ingest" -> delete(root.resolve("home"));
            case "features" -> {
                for (String part : List.of("data", "log", "feature_sets")) {
                    delete(root.resolve("home").resolve(part));
                }
            }
            case "backup" -> delete(root.resolve("backups"));
            case "restore" -> delete(root.resolve("restored"));
            default -> {}
        }
    }

    private static void delete(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (var files = Files.walk(tree)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void fork(Stage stage) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + System.getProperty("scale.heap", "1g"),
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                ScaleProof.class.getName(),
                root.toString(),
                Integer.toString(size.symbols()),
                Integer.toString(size.days()),
                Long.toString(size.seed()),
                stage.name()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(out);
        }
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IllegalStateException("The stage " + stage.name() + " ended with " + exit);
        }
    }

    /** Runs a stage in this process and keeps its outcome. */
    void runHere(Stage stage, long lookMillis) {
        Map<String, Long> facts = facts();
        Life life = new Life(root, size, facts, out);
        try (Watch watch = new Watch(lookMillis)) {
            stage.run(life);
            Map<String, Long> left = new TreeMap<>(life.facts);
            left.entrySet().removeIf(fact -> fact.getValue().equals(facts.get(fact.getKey())));
            new Outcome(life.meter.lines(), left, watch.peak()).write(outcomes(), stage.name(), size);
        }
    }

    /** The numbers that the stages so far have left, the later ones in place of the earlier ones. */
    Map<String, Long> facts() {
        Map<String, Long> facts = new TreeMap<>();
        all().values().forEach(outcome -> facts.putAll(outcome.facts()));
        return facts;
    }

    /** Outcomes by stage, in the order of the stages, of those that there are. */
    Map<String, Outcome> all() {
        Map<String, Outcome> found = new java.util.LinkedHashMap<>();
        for (Stage stage : Stage.all()) {
            Optional<Outcome> outcome = Outcome.read(outcomes(), stage.name(), size);
            outcome.ifPresent(there -> found.put(stage.name(), there));
        }
        return found;
    }

    private Tree contents() {
        return Tree.numbers(root.resolve("home"))
                .and(Tree.numbers(root.resolve("backups")))
                .and(Tree.numbers(root.resolve("restored")));
    }

    /** Adds to an outcome what its stage made on disk, as this process sees it. */
    private void keepFiles(Stage stage, Tree before) {
        Tree after = contents();
        Outcome outcome = Outcome.read(outcomes(), stage.name(), size)
                .orElseThrow(() -> new IllegalStateException("The stage " + stage.name() + " left no outcome"));
        Map<String, Long> facts = new TreeMap<>(outcome.facts());
        facts.put(Report.FILES, after.files() - before.files());
        facts.put(Report.DIRECTORIES, after.directories() - before.directories());
        facts.put(Report.BYTES, after.bytes() - before.bytes());
        new Outcome(outcome.lines(), facts, outcome.peak()).write(outcomes(), stage.name(), size);
    }
}
