package dev.barque.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark still runs, on next to nothing; what it measures that way says nothing. None can be forgotten: classes are looked at. */
class SmokeTest {
    /** Programs of their own, and arguments by which they take a moment. */
    private static final Map<String, List<String>> PROGRAMS = new TreeMap<>(Map.ofEntries(
            Map.entry("AppendLatency", List.of("1 50")),
            Map.entry("AsOfJoins", List.of("10000 2000 10 1 1")),
            Map.entry("BackupSpeed", List.of("8 1")),
            Map.entry("ConcurrentAppends", List.of("1 20", "1 20 30")),
            Map.entry("FileReads", List.of("20000 4 500 1", "20000 4 500 1 1")),
            Map.entry("HealthCost", List.of("2 used")),
            Map.entry("HomeReads", List.of("3 4 500 1", "3 4 500 1 1")),
            Map.entry("LiveLatency", List.of("one V1 jsonl 1 400 prepared", "many PUBLISHED_V1 none 1 3 2")),
            // Needs recordings: ProfileTest.
            Map.entry("Profile", List.of()),
            Map.entry("Reopen", List.of("1 1")),
            // Its questions run in TurnsTest.
            Map.entry("Registry", List.of("--list")),
            // Those of the scale: ScaleProofTest, ManyFilesTest.
            Map.entry("Comparison", List.of()),
            Map.entry("ManyFiles", List.of()),
            Map.entry("ScaleProof", List.of()),
            Map.entry("SealRows", List.of("500 4 1 1", "500 4 5 1 2"))));

    /** Parameters that say how much there is, and what is little. */
    private static final Map<String, String[]> LITTLE = Map.of();

    @Test
    void every_jmh_benchmark_runs_with_every_value_of_its_parameters() throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include(".*")
                .mode(Mode.SingleShotTime)
                .forks(0)
                .warmupForks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementBatchSize(1)
                .timeout(TimeValue.minutes(1))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        LITTLE.forEach(options::param);
        Collection<RunResult> results = new Runner(options.build()).run();

        Set<String> ran = new TreeSet<>();
        for (RunResult result : results) {
            ran.add(result.getParams().getBenchmark());
            assertThat(result.getPrimaryResult().getStatistics().getN())
                    .as("calls of %s", result.getParams().id())
                    .isEqualTo(1);
        }
        assertThat(ran).isNotEmpty().isEqualTo(declared());
    }

    @TestFactory
    Stream<DynamicTest> every_program_runs() {
        return PROGRAMS.entrySet().stream()
                .flatMap(program -> program.getValue().stream()
                        .map(arguments -> DynamicTest.dynamicTest(
                                program.getKey() + " " + arguments, () -> run(program.getKey(), arguments))));
    }

    @Test
    void no_program_is_left_out() {
        Set<String> found = new TreeSet<>();
        for (Class<?> type : classes()) {
            if (hasMain(type)) {
                found.add(type.getSimpleName());
            }
        }
        assertThat(found).isEqualTo(PROGRAMS.keySet());
    }

    private static void run(String program, String arguments) throws Throwable {
        if (program.equals("BackupSpeed")) {
            assumeTrue(isOnPath("zstd") && isOnPath("tar"), "it runs tar and zstd, which are not here");
        }
        Method main = type(SmokeTest.class.getPackageName() + "." + program).getMethod("main", String[].class);
        try {
            main.invoke(null, (Object) arguments.split(" "));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static boolean isOnPath(String command) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
    }

    private static boolean hasMain(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals("main") && Modifier.isStatic(method.getModifiers()));
    }

    /** The benchmarks as their classes declare them. */
    private static Set<String> declared() {
        Set<String> found = new TreeSet<>();
        for (Class<?> type : classes()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Benchmark.class)) {
                    found.add(type.getName() + "." + method.getName());
                }
            }
        }
        return found;
    }

    /** All classes of this module that somebody wrote. */
    private static List<Class<?>> classes() {
        try {
            Path root = Path.of(PerBar.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(root)) {
                return files.map(file -> root.relativize(file)
                                .toString()
                                .replace('/', '.')
                                .replace('\\', '.'))
                        .filter(name -> name.endsWith(".class") && !name.contains(".jmh_generated."))
                        .map(name -> name.substring(0, name.length() - ".class".length()))
                        .filter(name -> !name.endsWith("-info"))
                        .<Class<?>>map(SmokeTest::type)
                        .toList();
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("The classes of the benchmarks cannot be listed", e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, SmokeTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("There is no " + name, e);
        }
    }
}
