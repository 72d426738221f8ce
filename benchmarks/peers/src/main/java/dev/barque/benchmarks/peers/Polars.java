package dev.barque.benchmarks.peers;

import dev.barque.benchmarks.MinuteRows;
import dev.barque.benchmarks.OneFile;
import dev.barque.benchmarks.contest.Absent;
import dev.barque.benchmarks.contest.Work;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Polars, which has no binding for the JVM: a process of Node that answers a line with a line. A turn takes some microseconds of that. */
final class Polars implements Work {
    private static final Path SOURCE = Path.of("benchmarks/peers/src/polars");
    private static final Path BUILT = Path.of("benchmarks/peers/target/polars");

    private final Process process;
    private final Writer to;
    private final BufferedReader from;
    private double sum;

    private Polars(List<String> arguments, Path log) throws Absent, IOException {
        install(log);
        List<String> command =
                new ArrayList<>(List.of("node", BUILT.resolve("polars.mjs").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().put("POLARS_MAX_THREADS", "2");
        process = builder.start();
        to = process.outputWriter(StandardCharsets.UTF_8);
        from = process.inputReader(StandardCharsets.UTF_8);
        String ready = from.readLine();
        if (!"ready".equals(ready)) {
            throw new Absent("nodejs-polars does not run here: "
                    + Files.readString(log).strip().lines().findFirst().orElse(ready));
        }
    }

    /** Versions are exact; a lock of all platforms would name packages that not every mirror has. */
    private static void install(Path log) throws Absent, IOException {
        Files.createDirectories(BUILT);
        for (String file : List.of("package.json", "polars.mjs")) {
            Files.copy(SOURCE.resolve(file), BUILT.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (Files.exists(BUILT.resolve("node_modules"))) {
            return;
        }
        try {
            Process npm = new ProcessBuilder("npm", "install", "--no-package-lock", "--no-audit", "--no-fund")
                    .directory(BUILT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (npm.waitFor() != 0) {
                throw new Absent("npm install of nodejs-polars failed: is there a network?");
            }
        } catch (IOException e) {
            throw new Absent("this machine has no npm", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Questions come as numbers and times in a file; rows are made there by the same formula. */
    static Work joinInMemory(MinuteRows given) throws Absent, IOException {
        Path spine = given.scratch().resolve("polars-spine");
        ByteBuffer all =
                ByteBuffer.allocate(given.questions() * 2 * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int q = 0; q < given.questions(); q++) {
            all.putDouble(given.symbol(q)).putDouble((double) given.time(q));
        }
        try (FileChannel file = FileChannel.open(spine, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(all.flip());
        }
        return new Polars(
                List.of(
                        "join",
                        spine.toString(),
                        Integer.toString(given.perSymbol()),
                        Integer.toString(MinuteRows.SYMBOLS),
                        Long.toString(MinuteRows.START),
                        Long.toString(MinuteRows.STEP)),
                given.scratch().resolve("polars.log"));
    }

    static Work joinFromFile(OneFile given) throws Absent, IOException {
        return new Polars(
                List.of("join-file", given.spineFile().toString(), given.file().toString()),
                given.file().resolveSibling("polars.log"));
    }

    static Work scan(OneFile given) throws Absent, IOException {
        return new Polars(
                List.of("scan", given.file().toString(), Long.toString(OneFile.START)),
                given.file().resolveSibling("polars.log"));
    }

    @Override
    public void run() throws IOException {
        to.write("run\n");
        to.flush();
        String line = from.readLine();
        if (line == null) {
            throw new IOException("The process of Polars has ended");
        }
        sum = Double.parseDouble(line);
    }

    @Override
    public double checksum() {
        return sum;
    }

    @Override
    public void close() {
        try {
            to.close();
            process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
