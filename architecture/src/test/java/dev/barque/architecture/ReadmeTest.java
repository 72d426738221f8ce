package dev.barque.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of the README compiles as it stands there and does what the text around it says. */
class ReadmeTest {
    private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final List<String> IMPORTS = List.of(
            "dev.barque.agents.*",
            "dev.barque.agents.standard.StandardProfiles",
            "dev.barque.backtest.*",
            "dev.barque.core.market.*",
            "dev.barque.store.ParquetFeatureStore",
            "dev.barque.store.ingest.Ingest",
            "dev.barque.store.l1.L1Files",
            "java.nio.file.Path",
            "java.time.*",
            "java.util.stream.IntStream");

    @Test
    void the_ten_lines_run_on_a_real_day(@TempDir Path folder) throws IOException, InterruptedException {
        Matcher code = JAVA.matcher(Files.readString(CodeBase.ROOT.resolve("README.md")));
        assertThat(code.find()).isTrue();
        String lines = code.group(1);
        assertThat(lines.lines()).hasSizeLessThanOrEqualTo(10);
        compile(folder, lines);
        Path day = CodeBase.ROOT.resolve("cli/src/main/resources/dev/barque/cli/demo/l1_2025-10-24.csv");
        Files.copy(day, folder.resolve("spy.csv"), StandardCopyOption.REPLACE_EXISTING);

        String output = run(folder);

        assertThat(output).contains(" | ReplayStatistics[pnl=", "trades=");
        assertThat(folder.resolve("barque-home/data_l1/l1_2025-10-24.parquet")).exists();
        assertThat(folder.resolve("barque-home/data")).isDirectory();
    }

    private static void compile(Path folder, String lines) throws IOException {
        StringBuilder source = new StringBuilder();
        IMPORTS.forEach(type -> source.append("import ").append(type).append(";\n"));
        source.append("class Readme {\n  public static void main(String[] args) throws Exception {\n")
                .append(lines)
                .append("  }\n}\n");
        Path file = Files.writeString(folder.resolve("Readme.java"), source);
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        file.toString());
        assertThat(failed).as("the compiler's verdict on\n" + source).isZero();
    }

    private static String run(Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        folder + java.io.File.pathSeparator + System.getProperty("java.class.path"),
                        "Readme")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        String output = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(ended && process.exitValue() == 0).as(output).isTrue();
        return output;
    }
}
