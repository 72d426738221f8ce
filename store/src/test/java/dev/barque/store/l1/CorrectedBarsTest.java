package dev.barque.store.l1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.market.Bars;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.store.ingest.Ingest;
import dev.barque.store.ingest.IngestReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bars that were corrected: the latest by default, and what was known when it is asked for. */
class CorrectedBarsTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final LocalDate DATE = LocalDate.of(2025, 11, 3);
    private static final Instant FIRST = Instant.parse("2025-11-03T14:31:00Z");

    @TempDir
    Path home;

    @Test
    void a_correction_does_not_change_what_was_known_before_it() {
        ingest("2025-11-05T10:00:00Z", List.of(bar(0, 100), bar(1, 200)));
        IngestReport report = ingest("2025-11-05T12:00:00Z", List.of(bar(1, 201)));
        ingest("2025-11-05T13:00:00Z", List.of(bar(1, 202), bar(2, 300)));

        assertThat(report.replaced()).isEqualTo(1);
        assertThat(closes(bars().day(SPY, DATE))).containsExactly(100, 202, 300);
        assertThat(known("2025-11-05T11:59:59.999999Z")).containsExactly(100, 200, 300);
        assertThat(known("2025-11-05T12:00:00Z")).containsExactly(100, 201, 300);
        assertThat(known("2025-11-05T13:00:00Z")).containsExactly(100, 202, 300);
        // The third bar was complete at 14:33; that it was taken in two days later is the ingest's own matter.
        assertThat(known("2025-11-03T14:32:00Z")).containsExactly(100, 200);
        assertThat(bars().asKnownAt(Instant.parse("2025-11-03T14:30:59Z")).symbols(DATE))
                .isEmpty();
        assertThat(closes(bars().asKnownAt(Instant.parse("2025-11-05T12:30:00Z"))
                        .bars(SPY, FIRST.plusSeconds(60), FIRST.plusSeconds(120))))
                .containsExactly(201);
    }

    @Test
    void the_same_again_changes_no_byte_and_values_that_came_and_went_in_one_input_leave_no_trace() throws IOException {
        ingest("2025-11-05T10:00:00Z", List.of(bar(0, 100), bar(0, 101)));
        ingest("2025-11-05T11:00:00Z", List.of(bar(0, 102)));
        Map<String, byte[]> before = files();

        ingest("2025-11-05T12:00:00Z", List.of(bar(0, 102)));
        ingest("2025-11-05T12:00:00Z", List.of(bar(0, 7), bar(0, 102)));

        files().forEach((name, content) -> assertThat(content).as(name).isEqualTo(before.get(name)));
        assertThat(known("2025-11-05T10:30:00Z")).containsExactly(101);
    }

    @Test
    void without_a_clock_a_correction_counts_as_known_from_the_beginning_and_what_it_replaced_is_kept() {
        ingest(bar(0, 100));
        ingest(bar(0, 101));

        assertThat(known("2025-11-03T14:31:00Z")).containsExactly(101);
        assertThat(home.resolve("data_l1/superseded_2025-11-03.parquet")).isNotEmptyFile();
    }

    @Test
    void killed_between_the_two_files_nothing_is_lost_or_there_twice() throws IOException {
        ingest("2025-11-05T10:00:00Z", List.of(bar(0, 100), bar(1, 200)));
        Path file = home.resolve("data_l1/l1_2025-11-03.parquet");
        byte[] before = Files.readAllBytes(file);
        ingest("2025-11-05T12:00:00Z", List.of(bar(1, 201)));
        Files.write(file, before);

        assertThat(known("2025-11-05T13:00:00Z")).containsExactly(100, 200);
        ingest("2025-11-05T14:00:00Z", List.of(bar(1, 201)));
        assertThat(known("2025-11-05T13:00:00Z")).containsExactly(100, 200);
        assertThat(known("2025-11-05T14:00:00Z")).containsExactly(100, 201);
    }

    @Test
    void lost_or_misplaced_files_are_noticed() throws IOException {
        ingest("2025-11-05T10:00:00Z", List.of(bar(0, 100)));
        ingest("2025-11-05T12:00:00Z", List.of(bar(0, 101)));
        Path file = home.resolve("data_l1/l1_2025-11-03.parquet");
        Files.copy(file, home.resolve("data_l1/l1_2025-11-04.parquet"));
        assertRefused(() -> bars().day(SPY, LocalDate.of(2025, 11, 4)), "l1.wrong-place");
        Files.delete(home.resolve("data_l1/l1_2025-11-04.parquet"));

        Files.delete(home.resolve("data_l1/superseded_2025-11-03.parquet"));
        assertThat(closes(bars().day(SPY, DATE))).containsExactly(101);
        assertRefused(() -> known("2025-11-05T11:00:00Z"), "l1.lost-history");
    }

    @Test
    void random_corrections_agree_with_a_naive_model() {
        long seed = 42;
        Random random = new Random(seed);
        // For each bar, its values by the second from which they are known.
        Map<Integer, TreeMap<Long, Double>> model = new HashMap<>();
        for (int round = 1; round <= 12; round++) {
            List<Map<String, Object>> records = new ArrayList<>();
            for (int n = random.nextInt(4); n >= 0; n--) {
                int minute = random.nextInt(5);
                double price = 100 + random.nextInt(3);
                records.add(bar(minute, price));
            }
            long at = Instant.parse("2025-11-05T00:00:00Z").getEpochSecond() + round * 60L;
            Map<Integer, Double> last = new HashMap<>();
            records.forEach(record -> last.put(minute(record), (Double) record.get("price")));
            last.forEach((minute, price) -> {
                TreeMap<Long, Double> values = model.computeIfAbsent(minute, none -> new TreeMap<>());
                if (values.isEmpty()) {
                    values.put(FIRST.getEpochSecond() + minute * 60L, price);
                } else if (!values.lastEntry().getValue().equals(price)) {
                    values.put(at, price);
                }
            });
            ingest(Instant.ofEpochSecond(at).toString(), records);
        }
        for (int round = 0; round <= 13; round++) {
            long k = Instant.parse("2025-11-05T00:00:30Z").getEpochSecond() + round * 60L;
            double[] expected = model.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .filter(entry -> entry.getValue().floorEntry(k) != null)
                    .mapToDouble(entry -> entry.getValue().floorEntry(k).getValue())
                    .toArray();
            assertThat(known(Instant.ofEpochSecond(k).toString()))
                    .as("seed %d, round %d", seed, round)
                    .containsExactly(expected);
        }
    }

    @Test
    void no_byte_of_a_file_of_bars_can_change_without_an_error_or_the_same_bars() throws IOException {
        ingest("2025-11-05T10:00:00Z", List.of(bar(0, 100), bar(1, 200), bar(2, 150.25)));
        Bars right = bars().day(SPY, DATE);
        Path file = home.resolve("data_l1/l1_2025-11-03.parquet");
        byte[] content = Files.readAllBytes(file);
        long seed = 9;
        Random random = new Random(seed);
        int refused = 0;
        for (int at = 0; at < content.length; at++) {
            byte[] damaged = content.clone();
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            try {
                // Even where it is declared how other systems' files are to be read: ours must not be taken for one.
                Bars read = L1Files.ofHome(home)
                        .stamps(StampConvention.atOpen(Duration.ofMinutes(1)))
                        .build()
                        .day(SPY, DATE);
                assertThat(times(read)).as("seed %d, byte %d", seed, at).isEqualTo(times(right));
                assertThat(closes(read)).as("seed %d, byte %d", seed, at).isEqualTo(closes(right));
            } catch (BarqueException e) {
                assertThat(e.code()).as("seed %d, byte %d", seed, at).matches("(store|l1)\\..*");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    private double[] known(String instant) {
        return closes(bars().asKnownAt(Instant.parse(instant)).day(SPY, DATE));
    }

    private L1Files bars() {
        return L1Files.ofHome(home).build();
    }

    private IngestReport ingest(String at, List<Map<String, Object>> records) {
        return Ingest.into(home)
                .stamps(StampConvention.atClose(Duration.ofMinutes(1)))
                .clock(Clock.fixed(Instant.parse(at), ZoneOffset.UTC))
                .build()
                .records(records, "test");
    }

    private void ingest(Map<String, Object> record) {
        Ingest.into(home)
                .stamps(StampConvention.atClose(Duration.ofMinutes(1)))
                .build()
                .records(List.of(record), "test");
    }

    private static Map<String, Object> bar(int minute, double price) {
        return Map.of(
                "t_event", FIRST.plusSeconds(60L * minute).toString(), "symbol", "SPY", "price", price, "volume", 5);
    }

    private static int minute(Map<String, Object> record) {
        return (int) Duration.between(FIRST, Instant.parse((String) record.get("t_event")))
                .toMinutes();
    }

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (String name : List.of("l1_2025-11-03.parquet", "superseded_2025-11-03.parquet")) {
            files.put(name, Files.readAllBytes(home.resolve("data_l1").resolve(name)));
        }
        return files;
    }

    private static double[] closes(Bars bars) {
        double[] closes = new double[bars.size()];
        Arrays.setAll(closes, bars::close);
        return closes;
    }

    private static long[] times(Bars bars) {
        long[] times = new long[bars.size()];
        Arrays.setAll(times, bars::time);
        return times;
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
