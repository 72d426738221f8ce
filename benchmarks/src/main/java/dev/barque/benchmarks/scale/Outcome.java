package dev.barque.benchmarks.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came of a stage, as it is kept between the processes: a line for each value, parted by tabs. It is there as a whole or not at all, so
 * that a run that was cut short goes on with the first stage that has none.
 *
 * @param lines what its parts cost
 * @param facts numbers that it and the stages before it left
 * @param peak what its process took
 */
record Outcome(List<Meter.Line> lines, Map<String, Long> facts, Watch.Peak peak) {
    Outcome {
        lines = List.copyOf(lines);
        facts = new TreeMap<>(facts);
    }

    /** What a stage left in a directory, if it came to its end at this size. */
    static Optional<Outcome> read(Path directory, String stage, Size size) {
        Path file = file(directory, stage);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<Meter.Line> lines = new ArrayList<>();
        Map<String, Long> facts = new TreeMap<>();
        long[] peak = new long[5];
        try {
            List<String> text = Files.readAllLines(file);
            if (!text.get(0).equals(size.toString())) {
                throw new IllegalStateException(
                        file + " is of " + text.get(0) + ", not of " + size + ": use another directory");
            }
            for (String line : text.subList(1, text.size())) {
                String[] parts = line.split("\t", -1);
                switch (parts[0]) {
                    case "line" ->
                        lines.add(new Meter.Line(
                                parts[1],
                                Long.parseLong(parts[2]),
                                Long.parseLong(parts[3]),
                                Long.parseLong(parts[4])));
                    case "fact" -> facts.put(parts[1], Long.parseLong(parts[2]));
                    default -> {
                        for (int i = 0; i < peak.length; i++) {
                            peak[i] = Long.parseLong(parts[i + 1]);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(new Outcome(lines, facts, new Watch.Peak(peak[0], peak[1], peak[2], peak[3], peak[4])));
    }

    /** Keeps it for the stages that follow. */
    void write(Path directory, String stage, Size size) {
        List<String> text = new ArrayList<>();
        text.add(size.toString());
        for (Meter.Line line : lines) {
            text.add("line\t" + line.name() + "\t" + line.rows() + "\t" + line.nanos() + "\t" + line.processorNanos());
        }
        facts.forEach((name, value) -> text.add("fact\t" + name + "\t" + value));
        text.add("peak\t" + peak.liveBytes() + "\t" + peak.directBytes() + "\t" + peak.residentBytes() + "\t"
                + peak.descriptors() + "\t" + peak.writtenBytes());
        Path file = file(directory, stage);
        try {
            Files.createDirectories(directory);
            Path aside = Files.write(directory.resolve(stage + ".new"), text);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Path directory, String stage) {
        return directory.resolve(stage + ".tsv");
    }
}
