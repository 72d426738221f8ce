package dev.barque.backtest.report;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Chromium without a window, driven by its own flags; a process that hangs is ended after a minute. */
final class Browser {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int SECONDS = 60;

    private final Path program;
    private final Path folder;

    /** What a page was like after it had loaded: its elements as text, and what it wrote to the console. */
    record Seen(String dom, List<String> console) {}

    private Browser(Path program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /** The first of the known names on the path. */
    static Optional<Browser> find(Path folder) {
        String path = System.getenv().getOrDefault("PATH", "");
        return NAMES.stream()
                .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(part -> Path.of(part, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new Browser(program, folder));
    }

    /** Loads a file at an address such as {@code #bar=12}, lets five seconds of its time pass, and reads it. */
    Seen open(Path page, String fragment) throws IOException, InterruptedException {
        Path own = Files.createTempDirectory(folder, "profile");
        Path out = own.resolve("dom.html");
        Path errors = own.resolve("stderr.txt");
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + own.resolve("profile"),
                "--window-size=1400,2000",
                "--enable-logging=stderr",
                "--virtual-time-budget=5000",
                "--dump-dom",
                page.toUri() + fragment));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(errors.toFile());
        builder.environment().put("HOME", own.toString());
        Process process = builder.start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(
                        program + " did not load " + page + " within " + SECONDS + " s: " + text(errors));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        String dom = text(out);
        if (process.exitValue() != 0 || dom.isBlank()) {
            throw new AssertionError(
                    program + " ended with " + process.exitValue() + " on " + page + ": " + text(errors));
        }
        List<String> console =
                text(errors).lines().filter(line -> line.contains("CONSOLE")).toList();
        return new Seen(dom, console);
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
