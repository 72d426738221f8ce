package dev.barque.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.error.BarqueException;
import dev.barque.core.market.Symbol;
import dev.barque.store.decisions.DecisionQuery;
import dev.barque.store.decisions.DecisionRecords;
import dev.barque.store.decisions.JsonlDecisionLog;
import dev.barque.store.io.FileAccess;
import dev.barque.testkit.FaultyFileAccess;
import dev.barque.testkit.FileCall;
import dev.barque.testkit.FileFault;
import dev.barque.testkit.FileFault.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The decision log on a bad disk: what {@link JsonlDecisionLog} promises about the death of the process and of the machine. */
class DecisionLogCrashTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final Instant OPEN = Instant.parse("2025-10-24T13:30:00Z");
    private static final LocalDate DAY = LocalDate.parse("2025-10-24");
    private static final int FIRST_LIFE = 6;
    private static final int SECOND_LIFE = 4;
    private static final int LATER = 900;

    @TempDir
    private Path root;

    private final List<Integer> acknowledged = new ArrayList<>();
    private int safe;
    private int recordsOfADate = 1_000;

    @Test
    void a_file_cut_at_any_byte_keeps_exactly_the_lines_before_the_cut_and_takes_the_next_one() throws IOException {
        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(root)) {
            for (int i = 0; i < 6; i++) {
                log.append(decision(i));
            }
        }
        Path file = JsonlDecisionLog.folderOf(root, DAY).resolve("decisions-000001.jsonl");
        byte[] whole = Files.readAllBytes(file);
        FaultyFileAccess disk = FaultyFileAccess.at(root, 1);
        for (int cut = 0; cut <= whole.length; cut++) {
            Files.write(file, Arrays.copyOf(whole, cut));
            try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(root, disk)) {
                log.append(decision(LATER));
            }
            int complete = (int) new String(whole, 0, cut, StandardCharsets.UTF_8)
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            List<Integer> expected = new ArrayList<>();
            for (int i = 0; i < complete; i++) {
                expected.add(i);
            }
            expected.add(LATER);
            assertThat(numbers(root)).as("cut at %d", cut).isEqualTo(expected);
            Files.delete(file);
        }
    }

    @ParameterizedTest(name = "{0} records a date")
    @ValueSource(ints = {1_000, 1})
    void the_process_may_die_at_any_call(int ofADate) throws IOException {
        recordsOfADate = ofADate;
        AtEveryCall.of(root, this::script).theProcessDies(this::requireAll);
    }

    @ParameterizedTest(name = "{0} records a date")
    @ValueSource(ints = {1_000, 1})
    void the_power_may_go_at_any_call(int ofADate) throws IOException {
        recordsOfADate = ofADate;
        AtomicInteger lost = new AtomicInteger();
        AtEveryCall.of(root, this::script).thePowerGoes(Dose.of(8, 100), (home, disk, when) -> {
            List<Integer> found = later(home, disk);
            assertThat(found).as(when).containsAll(safelyAcknowledged());
            lost.addAndGet(found.containsAll(acknowledged) ? 0 : 1);
            disk.crash();
            assertThat(later(home, disk)).as("and again").containsAll(found);
        });
        assertThat(lost).as("losses, which are allowed before closing").hasPositiveValue();
    }

    @ParameterizedTest(name = "{0} records a date")
    @ValueSource(ints = {1_000, 1})
    void any_call_may_fail_once_or_from_then_on(int ofADate) throws IOException {
        recordsOfADate = ofADate;
        AtEveryCall.of(root, this::script).itFails(this::requireAll);
    }

    @Test
    void a_line_that_could_not_be_taken_back_is_taken_back_before_the_next_one() throws IOException {
        for (int seed = 0; seed < 50; seed++) {
            Path home = begin();
            FaultyFileAccess disk = FaultyFileAccess.at(home, seed);
            try (JsonlDecisionLog log = log(home, disk)) {
                append(log, 1);
                disk.inject(FileFault.always(Failure.IO_ERROR, FileCall.WRITE, FileCall.TRUNCATE));
                append(log, 1_000_000); // longer than the others
                disk.heal();
                append(log, 2);
                assertThat(numbers(home)).containsExactly(1, 2);
            }
        }
    }

    @Test
    void no_bar_waits_for_the_device_whatever_its_date() throws IOException {
        recordsOfADate = 1;
        Path home = begin();
        FaultyFileAccess disk = FaultyFileAccess.at(home, 1);
        JsonlDecisionLog log = JsonlDecisionLog.ofHome(home, disk);
        append(log, 0); // which creates the directory of the log
        long before = disk.count(FileCall.SYNC) + disk.count(FileCall.SYNC_DIRECTORY);
        for (int number = 1; number < 20; number++) {
            append(log, number);
        }
        assertThat(disk.count(FileCall.SYNC) + disk.count(FileCall.SYNC_DIRECTORY))
                .isEqualTo(before);
        log.close();
        assertThat(disk.count(FileCall.SYNC)).isGreaterThanOrEqualTo(20);
    }

    @Test
    void the_first_record_of_a_date_that_was_prepared_makes_nothing_but_a_write() throws IOException {
        Path home = begin();
        FaultyFileAccess disk = FaultyFileAccess.at(home, 1);
        JsonlDecisionLog log = JsonlDecisionLog.ofHome(home, disk);
        log.prepare(DAY);
        long before = disk.count(FileCall.OPEN) + disk.count(FileCall.CREATE_DIRECTORIES) + disk.count(FileCall.LIST);
        append(log, 1);
        assertThat(disk.count(FileCall.OPEN) + disk.count(FileCall.CREATE_DIRECTORIES) + disk.count(FileCall.LIST))
                .isEqualTo(before);
        log.close();
        assertThat(numbers(home)).containsExactly(1);
    }

    @Test
    void a_decision_log_that_does_not_sync_is_noticed() throws IOException {
        int missing = 0;
        for (int seed = 0; seed < 20; seed++) {
            Path home = begin();
            FaultyFileAccess disk = FaultyFileAccess.at(home, seed);
            try (JsonlDecisionLog log = log(home, PlantedFaults.withoutSync(disk, file -> true))) {
                append(log, 1);
            }
            disk.crash();
            missing += numbers(home).contains(1) ? 0 : 1;
        }
        assertThat(missing).isPositive();
    }

    private Path begin() throws IOException {
        forget();
        return Files.createTempDirectory(root, "home");
    }

    private void forget() {
        acknowledged.clear();
        safe = 0;
    }

    private void requireAll(Path home, FaultyFileAccess disk, String when) throws IOException {
        assertThat(later(home, disk)).as(when).containsAll(acknowledged);
    }

    /** Two lives of a log, each closed. */
    private void script(Path home, FaultyFileAccess disk) {
        forget();
        for (int[] life : new int[][] {{0, FIRST_LIFE}, {FIRST_LIFE, FIRST_LIFE + SECOND_LIFE}}) {
            JsonlDecisionLog log = log(home, disk);
            for (int number = life[0]; number < life[1]; number++) {
                append(log, number);
            }
            try {
                log.close();
                safe = disk.isStopped() ? safe : acknowledged.size();
            } catch (BarqueException e) {
                assertThat(e.code()).isEqualTo("store.cannot-write");
            }
        }
    }

    private void append(JsonlDecisionLog log, int number) {
        try {
            log.append(decision(number));
            acknowledged.add(number);
        } catch (BarqueException e) {
            assertThat(e.code()).isEqualTo("store.cannot-write");
        }
    }

    private List<Integer> safelyAcknowledged() {
        return acknowledged.subList(0, safe);
    }

    /** Another process goes on with it: its line is whole, whatever stood before, and all that is JSON is as it was appended. */
    private List<Integer> later(Path home, FaultyFileAccess disk) throws IOException {
        try (JsonlDecisionLog log = log(home, disk)) {
            log.append(decision(LATER));
        }
        List<Integer> found = numbers(home);
        assertThat(found.get(found.size() - 1)).isEqualTo(LATER);
        List<Integer> before = found.stream().filter(number -> number != LATER).toList();
        assertThat(before).isSorted().doesNotHaveDuplicates();
        return before;
    }

    /** Segments of a few records, so that a script closes and packs some. */
    private static JsonlDecisionLog log(Path home, FileAccess disk) {
        return JsonlDecisionLog.in(JsonlDecisionLog.folderOf(home), disk, 1_200);
    }

    /** The numbers of the records that can be read, in their order; what is read is what was appended. */
    private List<Integer> numbers(Path home) {
        List<Integer> numbers = new ArrayList<>();
        DecisionRecords.ofHome(home).read(DecisionQuery.of(SPY), logged -> {
            NoTrade none = (NoTrade) logged.decision();
            String text = none.smallestChange().text();
            int number = Integer.parseInt(text.substring("number ".length(), text.indexOf(';')));
            assertThat(none).isEqualTo(decision(number));
            numbers.add(number);
        });
        return numbers;
    }

    private Decision decision(int number) {
        String text = "number " + number + ";" + "x".repeat(number < 1_000 ? number * 37 % 200 : 2_000);
        return new NoTrade(
                Grounds.empty(
                        SPY,
                        OPEN.plus(number % 1_000 / recordsOfADate, ChronoUnit.DAYS)
                                .plusSeconds(number % 1_000),
                        "V1",
                        null),
                NoTrade.Reason.NO_FEATURES,
                new SmallestChange(text, Double.NaN));
    }
}
