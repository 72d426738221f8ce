package dev.barque.cli.internal.torture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The parent's end of a {@link TortureChild}: starts it, writes what it says into the ledger, kills it. */
final class Victim {
    private static final List<String> FLAGS = List.of(
            // It lives for a fraction of a second: nothing that takes time at the start pays.
            "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx256m");

    private static final int SHOWN = 500;

    private final Process process;
    private final Path errors;
    private final Thread reader;
    private final Ledger ledger;
    private final CountDownLatch opening = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final CountDownLatch sealing = new CountDownLatch(1);
    private final boolean seals;
    private final AtomicInteger sealed = new AtomicInteger();
    private volatile Doing doing = Doing.STARTING;
    private volatile @Nullable String error;
    private boolean ended;

    /** What it was at when it died, as far as the parent heard. */
    enum Doing {
        STARTING,
        OPENING,
        APPENDING,
        SEALING
    }

    private Victim(Process process, Path errors, Ledger ledger, boolean seals) {
        this.process = process;
        this.errors = errors;
        this.ledger = ledger;
        this.seals = seals;
        reader = new Thread(this::listen, "torture-listener");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a process that waits for {@link #go}. */
    static Victim start(Ledger ledger, Path errors, List<String> arguments, boolean seals) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(Arrays.asList("-cp", System.getProperty("java.class.path"), TortureChild.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        return new Victim(builder.start(), errors, ledger, seals);
    }

    /** It may open the store now and use numbers from here on. */
    void go(long next) {
        try {
            process.getOutputStream().write((next + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            // It has ended, as killing it will show.
        }
    }

    /** Waits until it says that it is opening. False when it did not in that time. */
    boolean awaitOpening(long millis) throws InterruptedException {
        return opening.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Waits until it says that it has opened, or until it says no more. False when neither was so in that time. */
    boolean awaitOpen(long millis) throws InterruptedException {
        return open.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Waits until it says that it seals, but not longer than this. True when it did. */
    boolean awaitSealing(long millis) throws InterruptedException {
        return sealing.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Whether it is one of those that seal. */
    boolean seals() {
        return seals;
    }

    /** How many seals it has said to be done. */
    int sealed() {
        return sealed.get();
    }

    /** Kills it as {@code kill -9} does, and takes in everything that it had said. */
    Doing kill() throws InterruptedException {
        // Not destroyForcibly() of the process itself: that closes our end of the pipe, and with it what was said last.
        ended = !process.isAlive();
        process.toHandle().destroyForcibly();
        process.waitFor();
        reader.join();
        return doing;
    }

    /** What it complained of before it was killed, if anything. */
    @Nullable
    String error() {
        return error;
    }

    /** Whether it was dead when it was to be killed. */
    boolean hadEnded() {
        return ended;
    }

    /** Its exit code, once it was killed. */
    int exit() {
        return process.exitValue();
    }

    /** The last that it and those before it said on standard error. */
    String complaint() {
        try {
            String all = Files.readString(errors, StandardCharsets.ISO_8859_1).strip();
            return all.substring(Math.max(0, all.length() - SHOWN));
        } catch (IOException e) {
            return "";
        }
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                hear(line);
            }
        } catch (IOException e) {
            // A pipe whose writer died mid-line: what came before was heard.
        } finally {
            opening.countDown();
            open.countDown();
            sealing.countDown();
        }
    }

    private void hear(String line) {
        switch (line.charAt(0)) {
            case 'o' -> {
                doing = Doing.OPENING;
                opening.countDown();
            }
            case 'r' -> {
                doing = Doing.APPENDING;
                open.countDown();
            }
            case 'i' -> {
                int blank = line.indexOf(' ', 2);
                ledger.intend(Long.parseLong(line, 2, blank, 10), Integer.parseInt(line, blank + 1, line.length(), 10));
            }
            case 'a' -> ledger.acknowledge(Long.parseLong(line, 2, line.length(), 10));
            case 's' -> {
                doing = Doing.SEALING;
                sealing.countDown();
            }
            case 'd' -> {
                sealed.incrementAndGet();
                doing = Doing.APPENDING;
            }
            case 'e' -> error = line.substring(2);
            default -> throw new IllegalStateException("The child said " + line);
        }
    }
}
