package dev.barque.ops.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.ops.CheckContext;
import dev.barque.ops.CheckResult;
import dev.barque.ops.CheckState;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.HealthChecks;
import dev.barque.ops.HealthEvent;
import dev.barque.ops.HealthRunner;
import dev.barque.ops.HealthStatus;
import dev.barque.ops.Verdict;
import dev.barque.ops.history.HealthHistory.Limits;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthHistoryTest {
    private static final Instant START = Instant.parse("2026-11-20T14:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    @Test
    void what_is_told_can_be_read_in_full() {
        String text = "zwei\n\"Zeilen\" \u2028 \ud83d\ude00 <b>";
        HealthEvent told = new HealthEvent(
                START.plusNanos(123_456_000),
                new CheckState(
                        new CheckResult(
                                descriptor("a"),
                                new Verdict.Unknown(text),
                                START,
                                Duration.ofNanos(1_234_567),
                                Optional.empty()),
                        HealthStatus.DEGRADED,
                        Optional.of("disk"),
                        Optional.of("The disk is new."),
                        false,
                        List.of()),
                HealthStatus.HEALTHY);
        try (HealthHistory history = HealthHistory.open(directory)) {
            history.on(told);
        }
        assertThat(HealthRecords.read(directory).records())
                .containsExactly(new HealthRecord(
                        told.at(),
                        "a",
                        HealthStatus.DEGRADED,
                        HealthStatus.UNKNOWN,
                        Duration.ofNanos(1_234_000),
                        text,
                        Optional.of("disk"),
                        Optional.of("The disk is new.")));
    }

    @Test
    void a_check_gets_a_line_for_each_change_and_otherwise_one_a_minute() {
        try (HealthHistory history = HealthHistory.open(directory)) {
            for (int second = 0; second < 120; second++) {
                history.on(event(second, second == 90 ? HealthStatus.UNHEALTHY : HealthStatus.HEALTHY));
            }
        }
        assertThat(HealthRecords.read(directory).records())
                .extracting(record -> Duration.between(START, record.at()).toSeconds())
                .containsExactly(0L, 60L, 90L, 91L);
    }

    @Test
    void a_runner_writes_its_history() {
        try (HealthHistory history = HealthHistory.open(directory)) {
            HealthCheck check = new HealthCheck() {
                @Override
                public Descriptor descriptor() {
                    return HealthHistoryTest.descriptor("a");
                }

                @Override
                public Verdict run(CheckContext context) {
                    return new Verdict.Healthy("Fine.");
                }
            };
            try (HealthRunner runner = HealthRunner.builder(
                            HealthChecks.of(List.of(check)),
                            CheckContext.builder(Clock.fixed(START, ZoneOffset.UTC))
                                    .build(),
                            Thread::new)
                    .listener(history)
                    .build()) {
                runner.run();
            }
        }
        assertThat(HealthRecords.read(directory).records())
                .extracting(HealthRecord::text)
                .containsExactly("Fine.");
    }

    @Test
    void full_files_are_closed_and_the_oldest_ones_deleted() throws IOException {
        Limits limits = new Limits(1_024, 3, Duration.ZERO);
        try (HealthHistory history = HealthHistory.open(directory, FileAccess.real(), limits)) {
            for (int i = 0; i < 100; i++) {
                history.on(event(i, HealthStatus.HEALTHY));
            }
        }
        List<Path> segments = Segments.in(FileAccess.real(), directory);
        assertThat(segments).hasSize(3);
        for (Path segment : segments) {
            assertThat(Files.size(segment)).isBetween(1L, 1_024L);
        }
        List<HealthRecord> left = HealthRecords.read(directory).records();
        assertThat(left.get(left.size() - 1).at()).isEqualTo(START.plusSeconds(99));
        assertThat(left).hasSizeBetween(10, 30);
    }

    @Test
    void a_file_cut_at_any_byte_keeps_the_lines_before_the_cut_and_takes_the_next_one() throws IOException {
        try (HealthHistory history = HealthHistory.open(directory)) {
            for (int i = 0; i < 6; i++) {
                history.on(event(i * 60L, HealthStatus.HEALTHY));
            }
        }
        Path file = Segments.file(directory, 1);
        byte[] whole = Files.readAllBytes(file);
        int lines = 0;
        for (int cut = 0; cut <= whole.length; cut++) {
            lines += cut > 0 && whole[cut - 1] == '\n' ? 1 : 0;
            Files.write(file, Arrays.copyOf(whole, cut));
            assertThat(HealthRecords.read(directory).records()).hasSize(lines);
            if (cut % 61 == 0) {
                try (HealthHistory history = HealthHistory.open(directory)) {
                    history.on(event(7_200, HealthStatus.UNHEALTHY));
                }
                HealthRecords read = HealthRecords.read(directory);
                assertThat(read.records()).as("cut at %d", cut).hasSize(lines + 1);
                assertThat(read.damaged()).isZero();
            }
        }
    }

    @Test
    void a_flipped_bit_costs_its_line_and_is_counted() throws IOException {
        try (HealthHistory history = HealthHistory.open(directory)) {
            for (int i = 0; i < 5; i++) {
                history.on(event(i * 60L, HealthStatus.HEALTHY));
            }
        }
        List<HealthRecord> before = HealthRecords.read(directory).records();
        Path file = Segments.file(directory, 1);
        byte[] whole = Files.readAllBytes(file);
        int noticed = 0;
        for (int bit = 0; bit < whole.length * 8; bit += 13) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, flipped);
            HealthRecords read = HealthRecords.read(directory);
            assertThat(before).as("bit %d", bit).containsAll(read.records());
            assertThat(read.records()).hasSizeBetween(3, 5);
            noticed += read.damaged() > 0 || read.records().size() < 5 ? 1 : 0;
        }
        // Between the text and its checksum a flip changes nothing that is read.
        assertThat(noticed).isGreaterThan(whole.length * 8 / 13 * 9 / 10);
    }

    @Test
    void a_directory_has_one_writer_and_the_lock_survives_the_attempt_of_a_second() {
        try (HealthHistory history = HealthHistory.open(directory)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> HealthHistory.open(directory)).hasMessageContaining("somebody else");
            }
            history.on(event(0, HealthStatus.HEALTHY));
        }
        HealthHistory.open(directory).close();
        assertThat(HealthRecords.read(directory).records()).hasSize(1);
    }

    @Test
    void what_is_closed_takes_nothing_more_and_what_is_not_there_is_empty() {
        HealthHistory history = HealthHistory.open(directory.resolve("made/on/demand"));
        history.close();
        history.close();
        assertThatThrownBy(() -> history.on(event(0, HealthStatus.HEALTHY))).hasMessageContaining("it was closed");
        assertThat(HealthRecords.read(directory.resolve("none")).records()).isEmpty();
    }

    @Test
    void uptime_counts_what_was_observed_and_nothing_else() {
        HealthRecords records = records("0 HEALTHY", "60 UNHEALTHY", "90 HEALTHY", "600 UNHEALTHY", "610 DEGRADED");
        Uptime uptime = records.uptime("a", START, START.plusSeconds(1_000), span(120));

        assertThat(uptime.healthy()).isEqualTo(span(60 + 120));
        assertThat(uptime.unhealthy()).isEqualTo(span(40));
        assertThat(uptime.degraded()).isEqualTo(span(120));
        assertThat(uptime.unobserved()).isEqualTo(span(1_000 - 340));
        assertThat(uptime.up()).isEqualTo(300 / 340.0);
        assertThat(uptime.changes()).isEqualTo(4);
        assertThat(uptime.outages()).isEqualTo(2);
        assertThat(uptime.longestOutage()).isEqualTo(span(30));
        assertThat(records.uptime("b", START, START.plusSeconds(9), MINUTE).up())
                .isNaN();
    }

    @Test
    void an_outage_that_is_confirmed_line_by_line_is_one_outage() {
        Uptime uptime = records("0 UNHEALTHY", "60 UNHEALTHY", "120 UNHEALTHY", "180 HEALTHY")
                .uptime("a", START, START.plusSeconds(240), span(120));

        assertThat(uptime.outages()).isEqualTo(1);
        assertThat(uptime.longestOutage()).isEqualTo(span(180));
    }

    @Test
    void random_histories_agree_with_looking_at_every_second() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<HealthRecord> records = new ArrayList<>();
            for (int second = random.nextInt(50); second < 500; second += random.nextInt(1, 60)) {
                records.add(record(
                        second,
                        List.of(HealthStatus.values()).get(random.nextInt(4)),
                        random.nextInt(5) == 0 ? Optional.of("planned") : Optional.empty()));
            }
            int from = random.nextInt(200);
            int to = from + random.nextInt(1, 300);
            int speaksFor = random.nextInt(1, 80);
            Map<Object, Duration> seconds = new HashMap<>();
            for (int second = from; second < to; second++) {
                HealthRecord last = null;
                for (HealthRecord record : records) {
                    last = record.at().isAfter(START.plusSeconds(second)) ? last : record;
                }
                if (last != null && last.at().plusSeconds(speaksFor).isAfter(START.plusSeconds(second))) {
                    seconds.merge(last.maintenance().isPresent() ? "planned" : last.status(), span(1), Duration::plus);
                }
            }
            Uptime uptime = new HealthRecords(records, 0)
                    .uptime("a", START.plusSeconds(from), START.plusSeconds(to), Duration.ofSeconds(speaksFor));
            Map<Object, Duration> found = new HashMap<>(Map.of(
                    HealthStatus.HEALTHY,
                    uptime.healthy(),
                    HealthStatus.DEGRADED,
                    uptime.degraded(),
                    HealthStatus.UNKNOWN,
                    uptime.unknown(),
                    HealthStatus.UNHEALTHY,
                    uptime.unhealthy(),
                    "planned",
                    uptime.maintenance()));
            found.values().removeIf(Duration::isZero);
            assertThat(found).as("seed %d", seed).isEqualTo(seconds);
        }
    }

    @Test
    void a_line_is_one_line_of_ordinary_json() throws IOException {
        try (HealthHistory history = HealthHistory.open(directory)) {
            history.on(event(0, HealthStatus.HEALTHY));
        }
        assertThat(Files.readString(Segments.file(directory, 1), StandardCharsets.UTF_8))
                .matches("\\{\"at\":\"2026-11-20T14:00:00Z\",\"check\":\"a\",\"status\":\"healthy\",\"observed\":"
                        + "\"healthy\",\"took_us\":0,\"text\":\"Fine.\",\"crc\":\"[0-9a-f]{8}\"}\n");
    }

    private static Duration span(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static HealthRecords records(String... secondsAndStatuses) {
        List<HealthRecord> records = new ArrayList<>();
        for (String each : secondsAndStatuses) {
            int blank = each.indexOf(' ');
            records.add(record(
                    Integer.parseInt(each.substring(0, blank)),
                    HealthStatus.valueOf(each.substring(blank + 1)),
                    Optional.empty()));
        }
        return new HealthRecords(records, 0);
    }

    private static HealthRecord record(int second, HealthStatus status, Optional<String> maintenance) {
        return new HealthRecord(
                START.plusSeconds(second), "a", status, status, Duration.ZERO, "?", Optional.empty(), maintenance);
    }

    private static HealthEvent event(long second, HealthStatus status) {
        Verdict verdict = status == HealthStatus.HEALTHY
                ? new Verdict.Healthy("Fine.")
                : new Verdict.Unhealthy(List.of(new Verdict.Finding("the disk", "gone", "there", "Put it back.")));
        return new HealthEvent(
                START.plusSeconds(second),
                new CheckState(
                        new CheckResult(descriptor("a"), verdict, START, Duration.ZERO, Optional.empty()),
                        status,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        List.of()),
                status);
    }

    private static HealthCheck.Descriptor descriptor(String id) {
        return new HealthCheck.Descriptor(
                id, "Is it well?", Set.of(), Duration.ofSeconds(9), HealthCheck.Criticality.CRITICAL, Set.of());
    }
}
