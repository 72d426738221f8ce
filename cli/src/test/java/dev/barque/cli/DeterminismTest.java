package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.OptionChains;
import dev.barque.agents.plugin.GuardProvider;
import dev.barque.agents.reliability.ReliabilitySource;
import dev.barque.backtest.ReplayRules;
import dev.barque.cli.internal.work.DemoData;
import dev.barque.core.market.BarSource;
import dev.barque.profiles.ProfileParts;
import dev.barque.profiles.ProfileReader;
import dev.barque.store.l1.L1Files;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The digest of a run is the same wherever and however it is made. */
class DeterminismTest {
    /** Of the packaged days. What changes it changes results: say why in the commit. */
    private static final List<String> DIGESTS = List.of(
            "V1 b48f217b5002a5fc7ca95066b4d6817f6cfd54fb9117a386bac8100bc4f3667c",
            "PUBLISHED_V1 bdb0945872886943c35949ac54917c3ed44962c20bca9227a352eb26081d4856");

    @TempDir
    static Path home;

    @BeforeAll
    static void take_in_the_packaged_days() {
        for (Path file : DemoData.copyTo(home.resolve("demo"))) {
            Cli.Result result = Cli.run("ingest", "--home", home, "--stamps", "open", "--interval", "1m", file);
            assertThat(result.exit()).as(result.toString()).isZero();
        }
    }

    @Test
    void every_jvm_time_zone_language_and_number_of_threads_gives_the_committed_digests() throws Exception {
        assertThat(DigestOfDays.digests(bars(), 2)).containsExactlyElementsOf(DIGESTS);
        List<Process> children = new ArrayList<>();
        for (String java : javas()) {
            children.add(child(java, 1, "-Duser.timezone=Asia/Kathmandu", "-Duser.language=tr", "-Duser.country=TR"));
            children.add(child(
                    java,
                    2,
                    "-Duser.timezone=America/New_York",
                    "-Duser.language=ar",
                    "-Duser.country=EG",
                    "-XX:TieredStopAtLevel=1"));
        }
        for (Process child : children) {
            String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(child.waitFor()).as(said).isZero();
            assertThat(said.lines()).as(child.info().toString()).containsExactlyElementsOf(DIGESTS);
        }
    }

    @Test
    void the_order_in_which_plug_ins_are_registered_changes_nothing() throws Exception {
        List<GuardProvider> guards = new ArrayList<>();
        ServiceLoader.load(GuardProvider.class).forEach(guards::add);
        Set<String> digests = new HashSet<>();
        for (int seed = 0; seed < 3; seed++) {
            Collections.shuffle(guards, new Random(seed));
            ProfileParts parts = ProfileParts.of(List.of(), guards);
            String yaml = "base: V1\nname: GUARDED\nguards:\n  - illiquid-market\n  - stale-data\n";
            DecisionPipeline pipeline = new DecisionPipeline(
                    new ProfileReader(parts)
                            .text("guarded.yaml", yaml)
                            .profile(parts, ReliabilitySource.fixed(Map.of())),
                    OptionChains.none());
            digests.add(DigestOfDays.digest(pipeline, bars(), 1, ReplayRules.standard()));
        }

        assertThat(guards).hasSizeGreaterThan(5);
        assertThat(digests).hasSize(1);
    }

    private static BarSource bars() {
        return L1Files.ofHome(home).build();
    }

    private static Process child(String java, int threads, String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of(java));
        words.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED"));
        words.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC"));
        words.addAll(Arrays.asList(options));
        words.addAll(List.of("-cp", System.getProperty("java.class.path")));
        words.addAll(List.of(DigestOfDays.class.getName(), home.toString(), Integer.toString(threads)));
        return new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** This JVM, and others of 17 and 25 where there are any. */
    private static Set<String> javas() throws IOException {
        Set<Path> found = new LinkedHashSet<>();
        found.add(Path.of(System.getProperty("java.home")).toRealPath());
        for (String version : List.of("17", "25")) {
            String told = System.getenv("JAVA_HOME_" + version);
            if (told != null && Files.isDirectory(Path.of(told))) {
                found.add(Path.of(told).toRealPath());
            }
            Path installed = Path.of("/usr/lib/jvm");
            if (Files.isDirectory(installed)) {
                try (Stream<Path> homes = Files.list(installed)) {
                    for (Path each : homes.sorted().toList()) {
                        if (each.getFileName().toString().contains(version)
                                && Files.isExecutable(each.resolve("bin/java"))) {
                            found.add(each.toRealPath());
                            break;
                        }
                    }
                }
            }
        }
        Set<String> commands = new LinkedHashSet<>();
        found.forEach(each -> commands.add(each.resolve("bin/java").toString()));
        return commands;
    }
}
