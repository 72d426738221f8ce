package dev.barque.store;

import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/** A writer in another process: does what it is told, one word a line, and says {@code done} after each. */
final class ChildJvm implements AutoCloseable {
    static final FeatureSet SET = TestRows.set("v1", Lookback.sameDate());
    static final Symbol SPY = Symbol.of("SPY");
    static final long START = 1_762_180_200_000_000L;

    private final Process process;
    private final BufferedReader answers;
    private final OutputStream orders;

    ChildJvm(Path home) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildJvm.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        orders = process.getOutputStream();
        answers.readLine();
    }

    long pid() {
        return process.pid();
    }

    /** {@code append}, {@code seal} or {@code reopen}; waits until it is done. */
    void tell(String order) throws IOException {
        orders.write((order + "\n").getBytes(StandardCharsets.UTF_8));
        orders.flush();
        String answer = answers.readLine();
        if (!"done".equals(answer)) {
            throw new IOException("The child answered " + answer);
        }
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        answers.close();
    }

    public static void main(String[] arguments) throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        ParquetFeatureStore store = open(arguments[0]);
        System.out.println("ready");
        int number = 0;
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            switch (order) {
                case "append" -> {
                    store.append(TestRows.numbered(SET, SPY, START + number, START + number, number));
                    number++;
                }
                case "seal" -> store.seal();
                default -> {
                    store.close();
                    store = open(arguments[0]);
                }
            }
            System.out.println("done");
        }
        store.close();
    }

    private static ParquetFeatureStore open(String home) {
        return ParquetFeatureStore.builder(Path.of(home)).set(SET).open(Clock.systemUTC());
    }
}
