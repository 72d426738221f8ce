package dev.barque.store.regeneration;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.market.Symbol;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.internal.io.Json;
import dev.barque.store.internal.io.WholeFile;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The memory of a job: {@code HOME/regeneration/job-ID/job.json} says what it is about, {@code part-000001.json} and those that follow
 * what came of partitions. Each file is written once and as a whole, so that a job of a million partitions costs no more for each
 * than a small one.
 *
 * <p>A part is written before the rows that it speaks of, and the next one only after them. So the counts are of the state before the
 * job whatever was killed when, and of the last part alone it is not known whether its rows are all there. The last part of a run
 * is empty.
 */
final class JobFiles {
    private final FileAccess files;
    private final Path directory;
    private int parts;

    /**
     * What earlier runs left.
     *
     * @param outcomes of the partitions that they announced
     * @param unsure those of the last part, whose rows may not all be there
     */
    record Memory(Map<SymbolDate, PartitionOutcome> outcomes, List<SymbolDate> unsure) {}

    private JobFiles(FileAccess files, Path directory) {
        this.files = files;
        this.directory = directory;
    }

    /** Opens the memory of a job or begins it; throws {@code store.other-job} when it is about something else. */
    static JobFiles open(FileAccess files, Path home, String id, FeatureSet set, RegenerationMode mode, Instant began) {
        JobFiles job = new JobFiles(files, home.resolve("regeneration").resolve("job-" + id));
        Path head = job.directory.resolve("job.json");
        Optional<Map<String, Object>> there = job.read(head);
        if (there.isEmpty()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("job", id);
            json.put("feature_set_id", set.id().value());
            json.put("schema", set.schema().fingerprint());
            json.put("mode", name(mode));
            json.put("began", began.toString());
            AtomicFile.replace(files, head, Json.write(json));
            return job;
        }
        Map<String, Object> said = there.get();
        if (!set.id().value().equals(said.get("feature_set_id"))
                || !set.schema().fingerprint().equals(said.get("schema"))
                || !name(mode).equals(said.get("mode"))) {
            throw StoreErrors.otherJob(
                    id,
                    head,
                    said.get("feature_set_id") + " (schema " + said.get("schema") + ") in mode " + said.get("mode"),
                    set.id() + " (schema " + set.schema().fingerprint() + ") in mode " + name(mode));
        }
        return job;
    }

    /** What earlier runs announced. */
    Memory remembered() {
        Map<SymbolDate, PartitionOutcome> outcomes = new LinkedHashMap<>();
        List<SymbolDate> last = List.of();
        for (Optional<Map<String, Object>> part = read(file(1)); part.isPresent(); part = read(file(parts + 1))) {
            parts++;
            try {
                last = take(part.get(), outcomes);
            } catch (BarqueException
                    | DateTimeException
                    | IllegalArgumentException
                    | NullPointerException
                    | ClassCastException e) {
                throw StoreErrors.badJobFile(file(parts), StoreErrors.reason(e), e);
            }
        }
        return new Memory(outcomes, last);
    }

    /** Writes down what is about to be written, and that all that was announced before is written but what is taken back. */
    void announce(List<PartitionOutcome> outcomes, List<SymbolDate> takenBack) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("partitions", outcomes.stream().map(JobFiles::toJson).toList());
        json.put("taken_back", takenBack.stream().map(JobFiles::toJson).toList());
        AtomicFile.replace(files, file(parts + 1), Json.write(json));
        parts++;
    }

    private Path file(int part) {
        return directory.resolve(String.format(Locale.ROOT, "part-%06d.json", part));
    }

    private Optional<Map<String, Object>> read(Path file) {
        try {
            return Optional.of(Json.parse(WholeFile.read(files, file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StoreErrors.cannotRead(file, e);
        } catch (IllegalArgumentException e) {
            throw StoreErrors.badJobFile(file, StoreErrors.reason(e), e);
        }
    }

    private static List<SymbolDate> take(Map<String, Object> part, Map<SymbolDate, PartitionOutcome> into) {
        each(part, "taken_back", json -> into.remove(key(json)));
        List<SymbolDate> keys = new ArrayList<>();
        each(part, "partitions", json -> {
            SymbolDate key = key(json);
            List<FieldDifference> differences = new ArrayList<>();
            each(
                    json,
                    "differences",
                    one -> differences.add(new FieldDifference(
                            text(one, "field"),
                            number(one, "rows"),
                            Double.parseDouble(text(one, "greatest")),
                            key.symbol(),
                            Instant.parse(text(one, "event_time")))));
            keys.add(key);
            into.put(
                    key,
                    new PartitionOutcome(
                            key.symbol(),
                            key.date(),
                            number(json, "new"),
                            number(json, "equal"),
                            number(json, "different"),
                            number(json, "unmatched"),
                            number(json, "blocked"),
                            number(json, "written"),
                            differences));
        });
        return keys;
    }

    private static Map<String, Object> toJson(PartitionOutcome outcome) {
        Map<String, Object> json = toJson(new SymbolDate(outcome.date(), outcome.symbol()));
        json.put("new", outcome.fresh());
        json.put("equal", outcome.equal());
        json.put("different", outcome.different());
        json.put("unmatched", outcome.unmatched());
        json.put("blocked", outcome.blocked());
        json.put("written", outcome.written());
        json.put(
                "differences",
                outcome.differences().stream()
                        .map(one -> {
                            Map<String, Object> difference = new LinkedHashMap<>();
                            difference.put("field", one.field());
                            difference.put("rows", one.rows());
                            difference.put("greatest", Double.toString(one.greatest()));
                            difference.put("event_time", one.eventTime().toString());
                            return difference;
                        })
                        .toList());
        return json;
    }

    private static Map<String, Object> toJson(SymbolDate key) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("date", key.date().toString());
        json.put("symbol", key.symbol().value());
        return json;
    }

    private static SymbolDate key(Map<?, ?> json) {
        return new SymbolDate(LocalDate.parse(text(json, "date")), Symbol.of(text(json, "symbol")));
    }

    private static void each(Map<?, ?> json, String list, Consumer<Map<?, ?>> to) {
        for (Object one : (List<?>) Objects.requireNonNull(json.get(list), list)) {
            to.accept((Map<?, ?>) one);
        }
    }

    private static String text(Map<?, ?> json, String name) {
        return (String) Objects.requireNonNull(json.get(name), name);
    }

    private static long number(Map<?, ?> json, String name) {
        return (Long) Objects.requireNonNull(json.get(name), name);
    }

    private static String name(RegenerationMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
