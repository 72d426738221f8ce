package dev.barque.benchmarks;

import dev.barque.benchmarks.contest.Absent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs that an operator would use instead. */
final class Shell {
    private Shell() {}

    /** Refuses when a program is not there. */
    static void require(String program) throws Absent {
        try {
            output("command -v " + program);
        } catch (IOException e) {
            throw new Absent("this machine has no " + program, e);
        }
    }

    static void run(String command) throws IOException {
        output(command);
    }

    static long lines(String command) throws IOException {
        return output(command).lines().count();
    }

    static long number(String command) throws IOException {
        return Long.parseLong(output(command).strip());
    }

    private static String output(String command) throws IOException {
        Process process = new ProcessBuilder(List.of("bash", "-c", "set -o pipefail; " + command))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IOException(command + " ended with exit code " + exit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return text;
    }
}
