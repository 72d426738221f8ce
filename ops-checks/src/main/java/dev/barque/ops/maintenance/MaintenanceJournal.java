package dev.barque.ops.maintenance;

import dev.barque.core.error.BarqueException;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.ReadableFile;
import dev.barque.store.io.FileAccess.WritableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What maintenance did to a home: {@code HOME/maintenance/journal.jsonl}, a line of JSON for the beginning and end of each apply and of
 * each of its steps. A step is on the device here before it is begun. A line that a death cut short is taken off by the next apply.
 */
public final class MaintenanceJournal {
    private static final String FILE = "journal.jsonl";
    private static final JsonMapper JSON = new JsonMapper();

    private MaintenanceJournal() {}

    /**
     * A line.
     *
     * @param at when, by the clock of the host
     * @param run by which the lines of one apply belong together
     * @param task its id
     * @param event {@code begun}, {@code step}, {@code done}, {@code unneeded}, {@code left}, {@code ended}
     * @param where what the step is done to; empty for the whole apply
     * @param text what was done or found
     */
    public record Line(Instant at, String run, String task, String event, String where, String text) {}

    /** The lines of a home, oldest first; none when nothing was done. What is no line is passed over. Throws {@code maintenance.cannot-journal}. */
    public static List<Line> read(Path home, FileAccess files) {
        Path file = file(home);
        try (ReadableFile from = files.read(file)) {
            ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(from.size()));
            while (content.hasRemaining() && from.read(content, content.position()) >= 0) {
                // On to the end.
            }
            List<Line> lines = new ArrayList<>();
            new String(content.array(), 0, content.position(), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(text -> parse(text).ifPresent(lines::add));
            return lines;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw MaintenanceErrors.cannotJournal(file, e);
        }
    }

    /** The last line, when the apply that wrote it was broken off before its end; the next apply ends it. */
    public static Optional<Line> brokenOff(Path home, FileAccess files) {
        List<Line> lines = read(home, files);
        Line last = lines.isEmpty() ? null : lines.get(lines.size() - 1);
        return Optional.ofNullable(last).filter(line -> !line.event().equals("ended"));
    }

    static Path folder(Path home) {
        return home.resolve("maintenance");
    }

    private static Path file(Path home) {
        return folder(home).resolve(FILE);
    }

    private static Optional<Line> parse(String text) {
        try {
            JsonNode line = JSON.readTree(text);
            return Optional.of(new Line(
                    Instant.parse(line.required("at").asString()),
                    line.required("run").asString(),
                    line.required("task").asString(),
                    line.required("event").asString(),
                    line.required("where").asString(),
                    line.required("text").asString()));
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Writes lines; each is on the device when its call returns. */
    static final class Writer implements AutoCloseable {
        private final Path file;
        private final WritableFile to;
        private long end;

        /** Goes on behind the last whole line. */
        Writer(Path home, FileAccess files) {
            file = file(home);
            try {
                long whole = wholeLines(files, file);
                to = files.open(file);
                if (whole < to.size()) {
                    to.truncate(whole);
                }
                end = whole;
                files.syncDirectory(folder(home));
            } catch (IOException e) {
                throw MaintenanceErrors.cannotJournal(file, e);
            }
        }

        private static long wholeLines(FileAccess files, Path file) throws IOException {
            try (ReadableFile from = files.read(file)) {
                ByteBuffer one = ByteBuffer.allocate(1);
                for (long at = from.size(); at > 0; at--) {
                    one.clear();
                    if (from.read(one, at - 1) == 1 && one.get(0) == '\n') {
                        return at;
                    }
                }
                return 0;
            } catch (NoSuchFileException e) {
                return 0;
            }
        }

        void write(Line line) {
            Map<String, String> json = new LinkedHashMap<>();
            json.put("at", line.at().toString());
            json.put("run", line.run());
            json.put("task", line.task());
            json.put("event", line.event());
            json.put("where", line.where());
            json.put("text", line.text());
            byte[] bytes = (JSON.writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8);
            try {
                to.write(ByteBuffer.wrap(bytes), end);
                to.sync();
                end += bytes.length;
            } catch (IOException e) {
                throw journalFailed(e);
            }
        }

        private BarqueException journalFailed(IOException e) {
            return MaintenanceErrors.cannotJournal(file, e);
        }

        @Override
        public void close() {
            try {
                to.close();
            } catch (IOException e) {
                // Every line was synced.
            }
        }
    }
}
