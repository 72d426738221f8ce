package dev.barque.benchmarks.contest;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * The command behind {@code benchmarks/run}: lists questions, or asks them, each in a JVM of its own. A full dose is kept: JSON,
 * tables in a document and a page. A quick one is printed and put into {@code target}.
 *
 * <p>Exit codes: 0 all well; 1 a question failed, as with checksums that differ; 2 the command line was not understood; 3 a bar is
 * missed and {@code --check} was given.
 */
public final class Command {
    private static final Path KEPT = Path.of("benchmarks");

    /** Before what a child says about its progress. */
    private static final String MARGIN = " ".repeat(8);

    private final List<? extends Question<?>> questions;
    private final String main;
    private final Clock clock;

    /** {@code main}: the class whose main method makes this command with the same questions. */
    public Command(List<? extends Question<?>> questions, Class<?> main, Clock clock) {
        List<PeerLines> found = ServiceLoader.load(PeerLines.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        List<Question<?>> all = new ArrayList<>();
        for (Question<?> question : questions) {
            Question<?> with = question;
            for (PeerLines peers : found) {
                with = with.with(peers.lines().getOrDefault(question.id(), List.of()));
            }
            all.add(with);
        }
        this.questions = all;
        this.main = main.getName();
        this.clock = clock;
    }

    /** Does what the arguments say, from the directory of the repository. */
    public int run(List<String> arguments) throws Exception {
        List<String> options =
                arguments.stream().filter(word -> word.startsWith("--")).toList();
        List<String> asked =
                arguments.stream().filter(word -> !word.startsWith("--")).toList();
        List<String> ids = questions.stream().map(Question::id).toList();
        for (String word : arguments) {
            if (!ids.contains(word)
                    && !List.of("--list", "--quick", "--check").contains(word)
                    && !word.startsWith("--child=")) {
                System.err.println("benchmarks/run does not know " + word + ". Questions: " + String.join(", ", ids)
                        + ". Options: --list, --quick, --check.");
                return 2;
            }
        }
        if (options.contains("--list")) {
            list();
            return 0;
        }
        Dose dose = options.contains("--quick") ? Dose.QUICK : Dose.FULL;
        List<? extends Question<?>> chosen = questions.stream()
                .filter(question -> asked.isEmpty() || asked.contains(question.id()))
                .toList();
        for (String option : options) {
            if (option.startsWith("--child=")) {
                child(chosen.get(0), dose, Path.of(option.substring("--child=".length())));
                return 0;
            }
        }
        return all(chosen, dose, options.contains("--check"));
    }

    private void list() {
        for (Question<?> question : questions) {
            System.out.printf("%-12s %s%n", question.id(), question.asks());
            question.bars().forEach(bar -> System.out.printf("%-14s%s%n", "", bar.text()));
        }
    }

    private int all(List<? extends Question<?>> chosen, Dose dose, boolean checksBars) throws Exception {
        Path target = Files.createDirectories(KEPT.resolve("target").resolve("asked"));
        boolean keeps = dose == Dose.FULL;
        Path json = keeps ? KEPT.resolve("results.json") : target.resolve("quick.json");
        Path page = keeps ? KEPT.resolve("results.html") : target.resolve("quick.html");
        List<String> ids = questions.stream().map(Question::id).toList();
        Outcomes outcomes = Outcomes.read(json);
        Outcomes asked = new Outcomes(List.of());
        int failures = 0;
        int at = 0;
        for (Question<?> question : chosen) {
            System.out.printf("[%d/%d] %s: %s%n", ++at, chosen.size(), question.id(), question.asks());
            Path file = target.resolve(question.id() + ".json");
            Files.deleteIfExists(file);
            int exit = spawn(question, dose, file);
            if (exit != 0) {
                failures++;
                System.out.printf("        FAILED with exit code %d; figures of before stay%n", exit);
                continue;
            }
            Outcome outcome = Outcomes.read(file).questions().get(0);
            outcomes = outcomes.with(outcome, ids);
            asked = asked.with(outcome, ids);
            outcomes.write(json);
            Files.writeString(page, Page.of(outcomes));
            if (keeps) {
                Table.into(KEPT.resolve("RESULTS.md"), outcomes);
            }
        }
        System.out.printf("%n%s", Table.of(asked));
        System.out.printf("%s and %s%s%n", json, page, keeps ? ", tables in " + KEPT.resolve("RESULTS.md") : "");
        long missed = asked.questions().stream()
                .flatMap(outcome -> outcome.bars().stream())
                .filter(Outcome.BarOutcome::missed)
                .count();
        if (missed > 0) {
            System.out.printf("Bars missed: %d%n", missed);
        }
        return failures > 0 ? 1 : checksBars && missed > 0 ? 3 : 0;
    }

    private int spawn(Question<?> question, Dose dose, Path file) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        String newest = System.getProperty("barque.newest-java", "");
        command.add(
                question.onNewestJava() && !newest.isEmpty()
                        ? newest
                        : Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString());
        command.addAll(question.jvmFlags());
        for (PeerLines peers : ServiceLoader.load(PeerLines.class)) {
            command.addAll(peers.jvmFlags());
        }
        for (String property : List.of("scratch", "barque.newest-java")) {
            if (System.getProperty(property) != null) {
                command.add("-D" + property + "=" + System.getProperty(property));
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main, question.id(), "--child=" + file));
        if (dose == Dose.QUICK) {
            command.add("--quick");
        }
        Process process = new ProcessBuilder(command)
                .redirectError(new File(file + ".log"))
                .start();
        // Some peers print as well.
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().filter(line -> line.startsWith(MARGIN)).forEach(System.out::println);
        }
        return process.waitFor();
    }

    private void child(Question<?> question, Dose dose, Path file) throws Exception {
        Path disk = Path.of(System.getProperty("scratch", System.getProperty("java.io.tmpdir")));
        Path scratch = Files.createTempDirectory(Files.createDirectories(disk), "barque-" + question.id());
        try {
            List<Outcome.LineOutcome> lines =
                    new Turns(question, dose, text -> System.out.println(MARGIN + text)).measure(scratch);
            Outcome outcome = outcome(question, dose, lines, List.of());
            if (dose == Dose.FULL) {
                List<Outcome.BarOutcome> bars = question.bars().stream()
                        .map(bar -> new Outcome.BarOutcome(bar.text(), bar.reached(outcome)))
                        .toList();
                new Outcomes(List.of(outcome(question, dose, lines, bars))).write(file);
            } else {
                new Outcomes(List.of(outcome)).write(file);
            }
        } catch (IllegalStateException e) {
            System.out.println(MARGIN + e.getMessage());
            throw e;
        } finally {
            delete(scratch);
        }
    }

    private Outcome outcome(
            Question<?> question, Dose dose, List<Outcome.LineOutcome> lines, List<Outcome.BarOutcome> bars) {
        return new Outcome(
                question.id(),
                question.asks(),
                question.work(),
                question.unit(),
                LocalDate.now(clock).toString(),
                "benchmarks/run " + question.id() + (dose == Dose.QUICK ? " --quick" : ""),
                Runtime.version().toString(),
                machine(),
                question.distance(),
                lines,
                bars);
    }

    private static String machine() {
        String kind = System.getProperty("os.arch");
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            kind = lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(kind);
        } catch (IOException e) {
            // Not a Linux: its architecture has to do.
        }
        return Runtime.getRuntime().availableProcessors() + " processors (" + kind + ")";
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
