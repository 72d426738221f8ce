package dev.barque.ops.doctor;

import dev.barque.ops.HealthStatus;
import dev.barque.ops.history.HealthHistory;
import dev.barque.ops.history.HealthRecord;
import dev.barque.ops.history.HealthRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What health checks said of the last day, out of the history of a home. */
final class Past {
    static final Duration LOOKS_BACK = Duration.ofDays(1);
    /** Two records this near tell of the same time. */
    private static final Duration NEAR = Duration.ofMinutes(5);

    private final List<HealthRecord> records;

    Past(Patient patient) {
        Instant now = patient.now();
        Instant from = now.minus(LOOKS_BACK);
        records =
                HealthRecords.read(
                                HealthHistory.directoryOf(patient.directory()),
                                patient.home().files())
                        .records()
                        .stream()
                        .filter(record ->
                                !record.at().isBefore(from) && !record.at().isAfter(now))
                        .toList();
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    int size() {
        return records.size();
    }

    List<HealthRecord> of(String check) {
        return records.stream().filter(record -> record.check().equals(check)).toList();
    }

    /** Those of a check that found trouble while nobody expected any. */
    List<HealthRecord> troubles(String check) {
        return of(check).stream().filter(Past::isTrouble).toList();
    }

    /** The share of some records about which another check found trouble at the same time. */
    double together(List<HealthRecord> these, String check) {
        List<HealthRecord> others = troubles(check);
        long near = these.stream()
                .filter(record -> others.stream()
                        .anyMatch(other ->
                                Duration.between(record.at(), other.at()).abs().compareTo(NEAR) <= 0))
                .count();
        return these.isEmpty() ? 0 : (double) near / these.size();
    }

    private static boolean isTrouble(HealthRecord record) {
        return (record.observed() == HealthStatus.DEGRADED || record.observed() == HealthStatus.UNHEALTHY)
                && record.maintenance().isEmpty();
    }
}
