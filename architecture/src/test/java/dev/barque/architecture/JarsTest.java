package dev.barque.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the jars of this build have to be. Skipped where there are none yet, as after {@code mvnw test} alone. */
class JarsTest {
    private static final Pattern TIMESTAMP =
            Pattern.compile("<project.build.outputTimestamp>(.+)Z</project.build.outputTimestamp>");

    private final List<Path> jars = new ArrayList<>();

    @BeforeEach
    void find_the_jars() throws IOException {
        for (String module : CodeBase.modules()) {
            Path target = CodeBase.ROOT.resolve(module).resolve("target");
            Optional<Path> jar = newest(target, "barque-" + module + "-*.jar");
            assumeTrue(jar.isPresent(), () -> "no jar in " + target);
            jar.ifPresent(jars::add);
        }
    }

    @Test
    void each_names_its_module_after_the_root_of_its_packages() {
        for (Path jar : jars) {
            ModuleDescriptor module =
                    ModuleFinder.of(jar).findAll().iterator().next().descriptor();

            assertThat(module.name()).as("Automatic-Module-Name of %s", jar).startsWith("dev.barque.");
            assertThat(module.packages())
                    .as("packages of %s, a part of %s", jar, module.name())
                    .allMatch(name -> (name + ".").startsWith(module.name() + "."));
        }
    }

    @Test
    void none_carries_the_time_of_the_build() throws IOException {
        LocalDateTime expected = TIMESTAMP
                .matcher(Files.readString(CodeBase.ROOT.resolve("pom.xml")))
                .results()
                .map(found -> LocalDateTime.parse(found.group(1)))
                .findFirst()
                .orElseThrow();

        for (Path jar : jars) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                assertThat(zip.stream().map(ZipEntry::getTimeLocal))
                        .as("times in %s", jar)
                        .containsOnly(expected);
            }
        }
    }

    @Test
    void the_command_starts_with_what_lies_beside_its_jar() throws IOException, InterruptedException {
        Path jar =
                newest(CodeBase.ROOT.resolve("cli/target"), "barque-cli-*.jar").orElseThrow();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");

        Process process = new ProcessBuilder(java.toString(), "-jar", jar.toString(), "help", "demo")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("Usage: barque demo");
    }

    private static Optional<Path> newest(Path folder, String glob) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
            files.forEach(found::add);
        }
        return found.stream().max(Comparator.comparing(file -> file.toFile().lastModified()));
    }
}
