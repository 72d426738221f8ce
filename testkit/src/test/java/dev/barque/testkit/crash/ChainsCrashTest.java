package dev.barque.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.error.BarqueException;
import dev.barque.core.market.OptionChain;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.chains.ChainFiles;
import dev.barque.store.ingest.ChainIngest;
import dev.barque.store.io.FileAccess;
import dev.barque.testkit.FaultyFileAccess;
import dev.barque.testkit.FileFault;
import dev.barque.testkit.FileFault.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Taking option chains in, interrupted at any call: the file is as it was before or as it is after, what was acknowledged is
 * there, also as it was known before; and the same input again ends in the same chain.
 */
class ChainsCrashTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final Instant TAKEN = Instant.parse("2025-11-03T15:00:00Z");

    /** The bid by strike, input by input: first values, a correction, and a correction with something new. */
    private static final List<Map<Integer, Double>> INPUTS =
            List.of(Map.of(640, 12.0, 650, 7.0), Map.of(650, 7.5), Map.of(640, 11.0, 660, 3.0));

    @TempDir
    private Path root;

    private Path above = Path.of("");

    @Test
    void the_process_may_die_at_any_call() throws IOException {
        assertThat(atEveryChange(1, FaultyFileAccess::kill)).isGreaterThan(12);
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
                int done = takeIn(disk, 0, disk);
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
            missing += bids(INPUTS.size()).isEmpty() ? 1 : 0;
        }
        assertThat(missing).isPositive();
    }

    private Path home() {
        return above.resolve("home");
    }

    private FaultyFileAccess disk(long seed) throws IOException {
        above = Files.createTempDirectory(root, "case");
        Files.createDirectories(home().resolve("option_chains"));
        return FaultyFileAccess.at(above, seed);
    }

    private int atEveryChange(long wreck, Consumer<FaultyFileAccess> ending) throws IOException {
        boolean stopped = true;
        int n = 0;
        while (stopped) {
            n++;
            FaultyFileAccess disk = disk(wreck * 1_000 + n);
            disk.stopAtChange(n);
            int done = takeIn(disk, 0, disk);
            stopped = disk.isStopped();
            ending.accept(disk);
            check(disk, done, "stopped at change " + n + ", wreck " + wreck);
        }
        return n;
    }

    /** How many inputs are acknowledged, when so many were before; ends at the first that is not. */
    private int takeIn(FaultyFileAccess disk, int from, FileAccess files) {
        for (int input = from; input < INPUTS.size(); input++) {
            try {
                ChainIngest.into(home())
                        .contractSize(100)
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
        List<Map<Integer, Double>> either = List.of(expected(done), expected(Math.min(done + 1, INPUTS.size())));
        assertThat(either).as(when).contains(bids(INPUTS.size()));
        compareHistory(done, when);
        assertThat(takeIn(disk, done, disk)).as(when).isEqualTo(INPUTS.size());
        compareHistory(INPUTS.size(), when + ", and again");
        disk.crash();
        compareHistory(INPUTS.size(), when + ", and again, and the power lost");
        Directories.delete(above);
    }

    /** What was known after each of the inputs that were acknowledged. */
    private void compareHistory(int done, String when) {
        for (int inputs = 1; inputs <= done; inputs++) {
            Map<Integer, Double> found = bids(inputs);
            // A contract that came later counts as known with its chain: only corrections have a time of their own.
            found.keySet().retainAll(expected(inputs).keySet());
            assertThat(found).as("%s, as known after input %d", when, inputs).isEqualTo(expected(inputs));
        }
    }

    /** What is read as known after so many inputs. */
    private Map<Integer, Double> bids(int inputs) {
        Map<Integer, Double> bids = new TreeMap<>();
        OptionChain chain = ChainFiles.ofHome(home(), Duration.ofDays(1))
                .newest(SPY, UtcMicros.of(takenIn(inputs).minusSeconds(1)));
        for (int i = 0; chain != null && i < chain.size(); i++) {
            bids.put((int) chain.strike(i), chain.bid(i));
        }
        return bids;
    }

    private static Instant takenIn(int input) {
        return TAKEN.plus(Duration.ofHours(1 + input));
    }

    private static Map<Integer, Double> expected(int inputs) {
        Map<Integer, Double> bids = new TreeMap<>();
        INPUTS.subList(0, inputs).forEach(bids::putAll);
        return bids;
    }

    private static List<Map<String, Object>> records(int input) {
        List<Map<String, Object>> records = new ArrayList<>();
        new TreeMap<>(INPUTS.get(input))
                .forEach((strike, bid) -> records.add(Map.of(
                        "time",
                        TAKEN.toString(),
                        "symbol",
                        "SPY",
                        "expiry",
                        "2025-12-19T21:00:00Z",
                        "right",
                        "call",
                        "strike",
                        strike,
                        "bid",
                        bid,
                        "ask",
                        15.0)));
        return records;
    }
}
