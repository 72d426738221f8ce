package dev.barque.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.error.BarqueException;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.store.ingest.Ingest;
import dev.barque.store.io.FileAccess;
import dev.barque.store.l1.L1Files;
import dev.barque.testkit.FaultyFileAccess;
import dev.barque.testkit.FileFault;
import dev.barque.testkit.FileFault.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Taking bars in, interrupted at any call: each date is as it was before or as it is after, what was acknowledged is there, also
 * as it was known before; and the same input again ends in the same bars.
 */
class BarsCrashTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final LocalDate MONDAY = LocalDate.parse("2025-11-03");
    private static final LocalDate TUESDAY = LocalDate.parse("2025-11-04");
    private static final Instant TAKEN_IN = Instant.parse("2025-11-05T10:00:00Z");

    /** The price of each minute of Monday and of Tuesday, input by input: first values, a correction, new ones, and both. */
    private static final List<List<Map<Integer, Double>>> INPUTS = List.of(
            List.of(Map.of(0, 100.0, 1, 101.0), Map.of(0, 200.0)),
            List.of(Map.of(1, 111.0), Map.of()),
            List.of(Map.of(1, 121.0, 2, 102.0), Map.of(0, 210.0, 1, 201.0)));

    @TempDir
    private Path root;

    @Test
    void the_process_may_die_at_any_call() throws IOException {
        assertThat(atEveryChange(1, FaultyFileAccess::kill)).isGreaterThan(20);
    }

    @Test
    void the_power_may_go_at_any_call() throws IOException {
        for (int wreck = 1; wreck <= Dose.of(3, 60); wreck++) {
            atEveryChange(wreck, FaultyFileAccess::crash);
        }
    }

    @Test
    void any_call_may_fail_and_the_same_input_again_is_taken() throws IOException {
        for (Failure failure : List.of(Failure.IO_ERROR, Failure.NO_SPACE, Failure.TOO_MANY_OPEN_FILES)) {
            boolean struck = true;
            for (int n = 1; struck; n++) {
                FaultyFileAccess disk = disk(n);
                disk.inject(FileFault.once(failure).from(n));
                int done = takeIn(disk, 0);
                struck = disk.failures() > 0;
                disk.heal();
                check(disk, done, failure + " at call " + n);
            }
        }
    }

    @Test
    void a_name_that_is_not_forced_is_noticed() throws IOException {
        int missing = 0;
        for (int seed = 0; seed < 20; seed++) {
            FaultyFileAccess disk = disk(seed);
            takeIn(disk, 0, PlantedFaults.withoutDirectorySync(disk, directory -> true));
            disk.crash();
            missing += closes(home(), MONDAY, latest()).isEmpty() ? 1 : 0;
        }
        assertThat(missing).isPositive();
    }

    private Path above = Path.of("");

    private Path home() {
        return above.resolve("home");
    }

    private FaultyFileAccess disk(long seed) throws IOException {
        above = Files.createTempDirectory(root, "case");
        Files.createDirectories(home().resolve("data_l1"));
        return FaultyFileAccess.at(above, seed);
    }

    private int atEveryChange(long wreck, Consumer<FaultyFileAccess> ending) throws IOException {
        boolean stopped = true;
        int n = 0;
        while (stopped) {
            n++;
            FaultyFileAccess disk = disk(wreck * 1_000 + n);
            disk.stopAtChange(n);
            int done = takeIn(disk, 0);
            stopped = disk.isStopped();
            ending.accept(disk);
            check(disk, done, "stopped at change " + n + ", wreck " + wreck);
        }
        return n;
    }

    /** How many inputs are acknowledged, when so many were before; ends at the first that is not. */
    private int takeIn(FaultyFileAccess disk, int from) {
        return takeIn(disk, from, disk);
    }

    private int takeIn(FaultyFileAccess disk, int from, FileAccess files) {
        for (int input = from; input < INPUTS.size(); input++) {
            try {
                Ingest.into(home())
                        .stamps(StampConvention.atClose(Duration.ofMinutes(1)))
                        .clock(Clock.fixed(takenIn(input), ZoneOffset.UTC))
                        .fileAccess(files)
                        .build()
                        .records(records(input), "test");
            } catch (BarqueException e) {
                assertThat(e.code()).isEqualTo("store.cannot-write");
                return input;
            }
            if (disk.isStopped()) {
                return input;
            }
        }
        return INPUTS.size();
    }

    private void check(FaultyFileAccess disk, int done, String when) throws IOException {
        for (LocalDate date : List.of(MONDAY, TUESDAY)) {
            List<Map<Integer, Double>> either = new ArrayList<>(List.of(expected(done, date)));
            either.add(expected(Math.min(done + 1, INPUTS.size()), date));
            assertThat(either).as("%s, %s", when, date).contains(closes(home(), date, latest()));
        }
        compareHistory(done, when);
        assertThat(takeIn(disk, done)).as(when).isEqualTo(INPUTS.size());
        compareHistory(INPUTS.size(), when + ", and again");
        disk.crash();
        compareHistory(INPUTS.size(), when + ", and again, and the power lost");
        Directories.delete(above);
    }

    /** What was known after each of the inputs that were acknowledged. */
    private void compareHistory(int done, String when) {
        for (int inputs = 1; inputs <= done; inputs++) {
            BarSource known = latest().asKnownAt(takenIn(inputs).minusSeconds(1));
            for (LocalDate date : List.of(MONDAY, TUESDAY)) {
                Map<Integer, Double> found = closes(home(), date, known);
                // A bar that came later was known when it was complete: only corrections have a time of their own.
                found.keySet().retainAll(expected(inputs, date).keySet());
                assertThat(found)
                        .as("%s, %s as known after input %d", when, date, inputs)
                        .isEqualTo(expected(inputs, date));
            }
        }
    }

    private static Instant takenIn(int input) {
        return TAKEN_IN.plus(Duration.ofHours(input));
    }

    private L1Files latest() {
        return L1Files.ofHome(home()).build();
    }

    private static Map<Integer, Double> expected(int inputs, LocalDate date) {
        Map<Integer, Double> prices = new TreeMap<>();
        INPUTS.subList(0, inputs).forEach(input -> prices.putAll(input.get(date.equals(MONDAY) ? 0 : 1)));
        return prices;
    }

    private static Map<Integer, Double> closes(Path home, LocalDate date, BarSource from) {
        Map<Integer, Double> closes = new TreeMap<>();
        if (Files.exists(home.resolve("data_l1/l1_" + date + ".parquet"))) {
            Bars bars = from.day(SPY, date);
            long first = date.toEpochDay() * 86_400_000_000L + 15 * 3_600_000_000L;
            for (int i = 0; i < bars.size(); i++) {
                closes.put((int) ((bars.time(i) - first) / 60_000_000L), bars.close(i));
            }
        }
        return closes;
    }

    private static List<Map<String, Object>> records(int input) {
        List<Map<String, Object>> records = new ArrayList<>();
        for (LocalDate date : List.of(MONDAY, TUESDAY)) {
            new TreeMap<>(INPUTS.get(input).get(date.equals(MONDAY) ? 0 : 1))
                    .forEach((minute, price) -> records.add(Map.of(
                            "t_event",
                            date.atTime(15, minute).toInstant(ZoneOffset.UTC).toString(),
                            "symbol",
                            "SPY",
                            "price",
                            price,
                            "volume",
                            1)));
        }
        return records;
    }
}
