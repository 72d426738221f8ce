package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code barque} in a tree of its own, whose path has a blank, with a build and a Java that only say that they
 * were called.
 */
class ScriptTest {
    private static final Path SCRIPT = Path.of("../barque");

    @TempDir
    Path folder;

    private Path root;
    private Path java;

    @BeforeEach
    void plant_a_tree() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a POSIX shell");
        root = Files.createDirectories(folder.resolve("a tree"));
        Files.copy(SCRIPT, root.resolve("barque"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String module : List.of("core", "store", "agents", "backtest", "cli")) {
            Files.createDirectories(root.resolve(module).resolve("src/main/java"));
            Files.writeString(root.resolve(module).resolve("pom.xml"), "<project/>");
        }
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Files.writeString(root.resolve("core/src/main/java/A.java"), "class A {}");
        java = Files.createDirectories(folder.resolve("a java"));
        program(
                "a java/bin/java",
                "if [ \"$1\" = -version ]; then echo 'openjdk version \"17.0.1\" 2021-10-19' >&2; exit; fi",
                "for word in \"$@\"; do printf '[%s]' \"$word\"; done; echo");
        program("a java/bin/javac", "exit");
        program(
                "a tree/mvnw",
                "echo build >> builds; echo 'a warning on standard output'",
                "[ ! -f broken ] || exit 1",
                "mkdir -p cli/target/lib; [ -f cli/target/barque-cli-1.jar ] || echo jar > cli/target/barque-cli-1.jar");
    }

    private void program(String name, String... lines) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Cli.Result sh(Path script, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(words));
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", java.toString());
        builder.environment().remove("BARQUE_JAVA_OPTS");
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Cli.Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private int builds() throws IOException {
        Path builds = root.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }

    private static void touch(Path file, int secondsFromNow) throws IOException {
        FileTime now = Files.getLastModifiedTime(file);
        Files.setLastModifiedTime(file, FileTime.from(now.to(TimeUnit.SECONDS) + secondsFromNow, TimeUnit.SECONDS));
    }

    @Test
    void it_builds_once_says_so_and_keeps_standard_output_for_the_answer() throws Exception {
        Cli.Result first = sh(root.resolve("barque"), "ingest", "a file", "");
        Cli.Result second = sh(root.resolve("barque"), "demo");

        assertThat(first.exit()).as(first.toString()).isZero();
        assertThat(first.err()).startsWith("barque: building the command").contains("a warning on standard output");
        assertThat(first.out())
                .hasLineCount(1)
                .contains("[-jar][" + root.toRealPath() + "/cli/target/barque-cli-1.jar][ingest][a file][]");
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).endsWith("[demo]\n");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void it_builds_again_when_a_source_is_newer_and_once_only() throws Exception {
        sh(root.resolve("barque"), "demo");
        touch(root.resolve("core/src/main/java/A.java"), 100);

        assertThat(sh(root.resolve("barque"), "demo").err()).contains("building");
        // The jar itself was up to date and is older still; the build is what counts.
        touch(root.resolve("core/src/main/java/A.java"), -200);
        assertThat(sh(root.resolve("barque"), "demo").err()).isEmpty();
        touch(root.resolve("store/pom.xml"), 100);
        assertThat(sh(root.resolve("barque"), "demo").err()).contains("building");
        assertThat(builds()).isEqualTo(3);
    }

    @Test
    void a_build_that_fails_is_shown_and_nothing_is_run() throws Exception {
        Files.writeString(root.resolve("broken"), "");

        Cli.Result result = sh(root.resolve("barque"), "demo");

        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("a warning on standard output", "barque: the build failed");
    }

    @Test
    void it_finds_its_tree_through_symbolic_links() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("some bin"));
        Path absolute = Files.createSymbolicLink(bin.resolve("one"), root.resolve("barque"));
        Path relative = Files.createSymbolicLink(bin.resolve("two"), Path.of("one"));

        assertThat(sh(absolute, "demo").exit()).isZero();
        assertThat(sh(relative, "demo").out()).contains(root.toRealPath() + "/cli/target/barque-cli-1.jar");
    }

    @Test
    void a_java_that_is_missing_or_too_old_is_named() throws Exception {
        program("a java/bin/java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
        Cli.Result old = sh(root.resolve("barque"), "demo");
        java = folder.resolve("nowhere");
        Cli.Result none = sh(root.resolve("barque"), "demo");

        assertThat(old.exit()).isEqualTo(3);
        assertThat(old.err()).contains("is not Java 17 or newer", "11.0.2");
        assertThat(none.exit()).isEqualTo(3);
        assertThat(none.err()).contains("JAVA_HOME is " + java);
        assertThat(builds()).isZero();
    }

    @Test
    void java_without_a_compiler_cannot_build() throws Exception {
        Files.delete(java.resolve("bin/javac"));

        Cli.Result result = sh(root.resolve("barque"), "demo");

        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err()).contains("there is no javac");
    }

    @Test
    void both_scripts_build_and_run_alike() throws IOException {
        String posix = Files.readString(SCRIPT, StandardCharsets.US_ASCII);
        String windows = Files.readString(Path.of("../barque.cmd"), StandardCharsets.US_ASCII);

        for (String word : List.of(
                "-Dmaven.test.skip=true -Dspotless.check.skip -Denforcer.skip -Dmdep.analyze.skip",
                "-pl cli -am package",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow")) {
            assertThat(posix).contains(word);
            assertThat(windows).contains(word);
        }
        assertThat(windows).contains("\r\n");
    }
}
