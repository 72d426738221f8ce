package dev.barque.cli.internal.work;

import dev.barque.backtest.sweep.DayPart;
import dev.barque.backtest.sweep.SweepJournal;
import dev.barque.backtest.sweep.SweepOutcome;
import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.core.trial.Trial;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finished runs in {@code HOME/sweeps/journal.txt}: for each a line with the SHA-256 of its JSON, and the JSON, synced. A line that
 * a death cut short, or that was altered, is passed over: its run is made again.
 */
public final class SweepFile implements SweepJournal {
    private static final int SEAL = 64;

    private final Path folder;
    private final Path file;
    private final Map<String, SweepOutcome> known = new ConcurrentHashMap<>();

    private SweepFile(Path home) {
        folder = home.resolve("sweeps");
        file = folder.resolve("journal.txt");
    }

    /** That of a home, whose finished runs are taken for finished. */
    public static SweepFile resuming(Path home) {
        SweepFile journal = new SweepFile(home);
        try {
            if (Files.exists(journal.file)) {
                new String(Files.readAllBytes(journal.file), StandardCharsets.UTF_8)
                        .lines()
                        .forEach(journal::take);
            }
        } catch (IOException e) {
            throw CliErrors.cannotUseJournal(journal.file, e);
        }
        return journal;
    }

    /** That of a home, to which runs are added, and from which none is taken. */
    public static SweepFile writing(Path home) {
        return new SweepFile(home);
    }

    private void take(String line) {
        if (line.length() > SEAL && line.substring(0, SEAL).equals(seal(line.substring(SEAL + 1)))) {
            JsonNode tree = JsonText.parsed(line.substring(SEAL + 1));
            List<LocalDate> dates = new ArrayList<>();
            tree.path("dates").forEach(date -> dates.add(LocalDate.parse(date.stringValue())));
            List<Double> returns = new ArrayList<>();
            tree.path("returns").forEach(value -> returns.add(value.doubleValue()));
            known.put(
                    tree.path("key").stringValue(),
                    new SweepOutcome(
                            new Trial.Returns(dates, returns),
                            tree.path("trades").longValue(),
                            tree.path("pnl").doubleValue(),
                            tree.path("costs").doubleValue(),
                            tree.path("digest").stringValue(),
                            parts(tree.path("parts"))));
        }
    }

    private static List<DayPart> parts(JsonNode tree) {
        List<DayPart> parts = new ArrayList<>();
        tree.forEach(part -> parts.add(new DayPart(
                part.path(0).doubleValue(),
                part.path(1).doubleValue(),
                part.path(2).doubleValue())));
        return parts;
    }

    @Override
    public Optional<SweepOutcome> find(String key) {
        return Optional.ofNullable(known.get(key));
    }

    @Override
    public synchronized void finished(String key, SweepOutcome outcome) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("key", key);
        tree.put("digest", outcome.digest());
        tree.put("trades", outcome.trades());
        tree.put("pnl", outcome.pnl());
        tree.put("costs", outcome.costs());
        tree.put(
                "dates",
                outcome.returns().dates().stream().map(LocalDate::toString).toList());
        tree.put("returns", outcome.returns().values());
        if (!outcome.parts().isEmpty()) {
            tree.put(
                    "parts",
                    outcome.parts().stream()
                            .map(part -> List.of(part.first(), part.middle(), part.last()))
                            .toList());
        }
        String json = JsonText.line(tree);
        // The line end before it parts it from one that a death cut short.
        byte[] line = ("\n" + seal(json) + " " + json + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            Files.createDirectories(folder);
            try (FileChannel to = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                ByteBuffer left = ByteBuffer.wrap(line);
                while (left.hasRemaining()) {
                    to.write(left);
                }
                to.force(false);
            }
        } catch (IOException e) {
            throw CliErrors.cannotUseJournal(file, e);
        }
    }

    private static String seal(String json) {
        return Sha256.of(json);
    }
}
