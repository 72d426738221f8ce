package dev.barque.ops.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real server as a process of its own on a free port of the loopback address. */
public final class Server implements AutoCloseable {
    private final Process process;

    private Server(Process process) {
        this.process = process;
    }

    /** The first of some programs that is installed; without one the test says so and is skipped. */
    public static Path installed(String what, Stream<Path> places) {
        Optional<Path> found = places.filter(Files::isExecutable).findFirst();
        assumeTrue(found.isPresent(), what + " is not installed here: it is not tested against a real one.");
        return found.orElseThrow();
    }

    /** Starts it, and waits until it accepts connections. */
    public static Server started(List<String> command, Path log, int port) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!accepts(port)) {
            assertThat(process.isAlive() && System.nanoTime() < end)
                    .as("%s is running; it said: %s", command, Files.readString(log))
                    .isTrue();
            Thread.sleep(20);
        }
        return new Server(process);
    }

    /** Runs a program to its end. */
    public static void run(Path log, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as("%s, which said: %s", List.of(command), Files.readString(log))
                .isZero();
    }

    /** A port that was free a moment ago. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Stops the process where it stands (SIGSTOP) or lets it go on (SIGCONT): it accepts and says nothing. */
    public void signal(String name) throws IOException, InterruptedException {
        process.descendants().map(ProcessHandle::pid).forEach(pid -> kill(name, pid));
        kill(name, process.pid());
    }

    private static void kill(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
