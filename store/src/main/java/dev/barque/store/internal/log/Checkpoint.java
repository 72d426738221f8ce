package dev.barque.store.internal.log;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.internal.io.Json;
import dev.barque.store.internal.io.WholeFile;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which rows of the log are in Parquet files for certain.
 *
 * @param released all rows up to this sequence, about whatever day: the log may lack their segments
 * @param sealed none of which says less than another
 */
public record Checkpoint(long released, List<Sealed> sealed) {
    /** Where nothing is sealed yet. */
    public static final Checkpoint NONE = new Checkpoint(0, List.of());

    private static final String FILE = "checkpoint.json";
    private static final long FORMAT = 1;

    /**
     * All rows up to a sequence about a day or an earlier one.
     *
     * @param through the sequence
     * @param epochDay the UTC day, counted from 1970-01-01
     */
    public record Sealed(long through, long epochDay) {
        boolean covers(long sequence, long day) {
            return sequence <= through && day <= epochDay;
        }
    }

    /** Copies the list. */
    public Checkpoint {
        sealed = List.copyOf(sealed);
    }

    /** Whether a row is in a Parquet file. */
    public boolean covers(long sequence, long epochDay) {
        if (sequence <= released) {
            return true;
        }
        for (int i = 0; i < sealed.size(); i++) {
            if (sealed.get(i).covers(sequence, epochDay)) {
                return true;
            }
        }
        return false;
    }

    /** With more that is sealed. */
    public Checkpoint with(Sealed more) {
        List<Sealed> all = new ArrayList<>();
        for (Sealed old : sealed) {
            if (!more.covers(old.through(), old.epochDay())) {
                all.add(old);
            }
        }
        if (!covers(more.through(), more.epochDay())) {
            all.add(more);
        }
        return new Checkpoint(released, all);
    }

    /** With more that may be gone; what is sealed of that alone is of no use any more. */
    public Checkpoint releasing(long through) {
        return new Checkpoint(
                Math.max(released, through),
                sealed.stream().filter(s -> s.through() > through).toList());
    }

    /** The checkpoint of a log; empty when there is none. */
    public static Optional<Checkpoint> read(FileAccess files, Path directory) {
        Path file = directory.resolve(FILE);
        try {
            Map<String, Object> json = Json.parse(WholeFile.read(files, file));
            if (number(json, "format") != FORMAT) {
                throw new IllegalArgumentException("it has the format " + json.get("format") + ", not " + FORMAT);
            }
            List<Sealed> sealed = new ArrayList<>();
            if (json.get("sealed") instanceof List<?> list) {
                for (Object item : list) {
                    if (item instanceof Map<?, ?> map) {
                        sealed.add(new Sealed(number(map, "through"), number(map, "epoch_day")));
                    }
                }
            }
            return Optional.of(new Checkpoint(number(json, "released"), sealed));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StoreErrors.cannotRead(file, e);
        } catch (IllegalArgumentException e) {
            throw StoreErrors.corruptCheckpoint(file, e);
        }
    }

    /** Replaces the checkpoint of a log. */
    public void write(FileAccess files, Path directory) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Sealed item : sealed) {
            list.add(Map.of("through", item.through(), "epoch_day", item.epochDay()));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("released", released);
        json.put("sealed", list);
        AtomicFile.replace(files, directory.resolve(FILE), Json.write(json));
    }

    private static long number(Map<?, ?> json, String name) {
        if (json.get(name) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("it has no number '" + name + "'");
    }
}
