package dev.barque.ops.history;

import dev.barque.ops.HealthStatus;
import dev.barque.ops.internal.OpsErrors;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a history holds. Immutable; reading it disturbs nobody who writes.
 *
 * @param records by their times; of one time in the order in which they were written
 * @param damaged how many lines could not be read and were passed over
 */
public record HealthRecords(List<HealthRecord> records, long damaged) {
    /** Copies the records. */
    public HealthRecords {
        records = List.copyOf(records);
    }

    /** Reads the history in a directory; a missing one is empty. Throws with code {@code ops.cannot-read-history}. */
    public static HealthRecords read(Path directory) {
        return read(directory, FileAccess.real());
    }

    /** {@link #read(Path)} by way of a file access of the caller's. */
    public static HealthRecords read(Path directory, FileAccess files) {
        List<HealthRecord> found = new ArrayList<>();
        long damaged = 0;
        try {
            for (Path segment : Segments.in(files, directory)) {
                byte[] bytes;
                try {
                    bytes = Segments.read(files, segment);
                } catch (NoSuchFileException e) {
                    continue; // the oldest one, which was deleted meanwhile
                }
                int end = Segments.endOfLastLine(bytes); // what has no end is being written, or never was
                for (int from = 0, to; from < end; from = to + 1) {
                    to = from;
                    while (bytes[to] != '\n') {
                        to++;
                    }
                    HealthRecord record = RecordLine.read(bytes, from, to);
                    if (record == null) {
                        damaged++;
                    } else {
                        found.add(record);
                    }
                }
            }
        } catch (IOException e) {
            throw OpsErrors.cannotReadHistory(directory, e);
        }
        found.sort(Comparator.comparing(HealthRecord::at));
        return new HealthRecords(found, damaged);
    }

    /** The ids of the checks that there are records of, sorted. */
    public Set<String> checks() {
        return records.stream().map(HealthRecord::check).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * How a check was from an instant to another one, that one excluded. A record tells how it was until the next one, and for
     * {@code speaksFor} at most: what comes after that was observed by nobody.
     */
    public Uptime uptime(String check, Instant from, Instant to, Duration speaksFor) {
        List<HealthRecord> own =
                records.stream().filter(record -> record.check().equals(check)).toList();
        Map<HealthStatus, Duration> times = new EnumMap<>(HealthStatus.class);
        Duration maintenance = Duration.ZERO;
        Duration outage = Duration.ZERO;
        Duration longest = Duration.ZERO;
        int changes = 0;
        int outages = 0;
        for (int i = 0; i < own.size(); i++) {
            HealthRecord record = own.get(i);
            Instant begin = later(record.at(), from);
            Instant end = earlier(record.at().plus(speaksFor), to);
            Instant next = i + 1 < own.size() ? own.get(i + 1).at() : to;
            end = earlier(end, next);
            Duration span = begin.isBefore(end) ? Duration.between(begin, end) : Duration.ZERO;
            boolean within = !record.at().isBefore(from) && record.at().isBefore(to);
            HealthStatus before = i == 0 ? record.status() : own.get(i - 1).status();
            changes += within && before != record.status() ? 1 : 0;
            boolean down = record.status() == HealthStatus.UNHEALTHY
                    && record.maintenance().isEmpty();
            boolean wasDown = i > 0
                    && before == HealthStatus.UNHEALTHY
                    && own.get(i - 1).maintenance().isEmpty();
            outages += down && !wasDown && within ? 1 : 0;
            outage = down ? outage.plus(span) : Duration.ZERO;
            longest = longest.compareTo(outage) >= 0 ? longest : outage;
            if (record.maintenance().isPresent()) {
                maintenance = maintenance.plus(span);
            } else {
                times.merge(record.status(), span, Duration::plus);
            }
        }
        return new Uptime(
                check,
                from,
                to,
                times.getOrDefault(HealthStatus.HEALTHY, Duration.ZERO),
                times.getOrDefault(HealthStatus.DEGRADED, Duration.ZERO),
                times.getOrDefault(HealthStatus.UNHEALTHY, Duration.ZERO),
                times.getOrDefault(HealthStatus.UNKNOWN, Duration.ZERO),
                maintenance,
                changes,
                outages,
                longest);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
