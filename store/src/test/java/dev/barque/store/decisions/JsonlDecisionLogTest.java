package dev.barque.store.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.error.BarqueException;
import dev.barque.core.market.Symbol;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log and its reader. */
class JsonlDecisionLogTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final Symbol QQQ = Symbol.of("QQQ");
    private static final Instant TIME = Instant.parse("2025-10-24T14:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2025-10-24");

    @TempDir
    Path home;

    @Test
    void random_decisions_come_back_from_current_and_packed_segments_in_their_order() throws IOException {
        RandomDecisions random = new RandomDecisions(1);
        List<Decision> all = new ArrayList<>();
        for (int life = 0; life < 3; life++) {
            try (JsonlDecisionLog log = small()) {
                for (int i = 0; i < 60; i++) {
                    int bar = life * 60 + i;
                    Decision decision = random.at(
                            bar % 3 == 0 ? QQQ : SPY,
                            TIME.plusSeconds(60L * (bar / 6) + 86_400L * (bar / 120)),
                            "V" + bar % 6);
                    log.append(decision);
                    all.add(decision);
                }
            }
        }

        List<Decision> found = new ArrayList<>();
        DecisionReport report = records().read(DecisionQuery.all(), logged -> found.add(logged.decision()));

        assertThat(found).isEqualTo(all);
        assertThat(report.isClean()).as(report.toString()).isTrue();
        assertThat(report.decisions()).isEqualTo(180);
        assertThat(names(DAY)).anyMatch(name -> name.endsWith(".jsonl.zst")).anyMatch(name -> name.endsWith(".jsonl"));
    }

    @Test
    void decisions_are_found_by_symbol_date_and_profile() {
        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(home)) {
            log.append(none(SPY, TIME, "V1"));
            log.append(none(SPY, TIME, "PUBLISHED_V1"));
            log.append(none(QQQ, TIME, "V1"));
            log.append(none(SPY, Instant.parse("2025-10-25T00:00:00Z"), "V1"));
        }

        assertThat(count(DecisionQuery.all())).isEqualTo(4);
        assertThat(count(DecisionQuery.of(SPY))).isEqualTo(3);
        assertThat(count(DecisionQuery.of(SPY).on(DAY))).isEqualTo(2);
        assertThat(count(DecisionQuery.of(SPY).on(DAY).by("V1"))).isEqualTo(1);
        assertThat(count(DecisionQuery.all().between(DAY.plusDays(1), DAY.plusDays(9))))
                .isEqualTo(1);
        assertThat(records().dates()).containsExactly(DAY, DAY.plusDays(1));
    }

    @Test
    void a_bar_has_one_record_also_after_a_restart_and_when_it_was_packed() {
        List<Decision> all = new ArrayList<>();
        RandomDecisions random = new RandomDecisions(2);
        for (int i = 0; i < 40; i++) {
            all.add(random.at(i % 2 == 0 ? SPY : QQQ, TIME.plusSeconds(60L * i), "V1"));
        }
        try (JsonlDecisionLog log = small()) {
            all.forEach(log::append);
            all.forEach(log::append);
            assertThat(log.written()).isEqualTo(40);
            assertThat(log.repeated()).isEqualTo(40);
        }
        try (JsonlDecisionLog log = small()) {
            all.forEach(log::append);
            assertThat(log.written()).isZero();
            log.append(none(SPY, TIME.plusSeconds(30), "V1")); // between two that are there
            Decision other = none(SPY, TIME, "V1");
            assertThatThrownBy(() -> log.append(other))
                    .isInstanceOfSatisfying(
                            BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.other-decision"))
                    .hasMessageContaining("SPY")
                    .hasMessageContaining("2025-10-24T14:00:00Z")
                    .hasMessageContaining("V1");
            log.append(none(SPY, TIME, "V2")); // by other rules it is another decision
        }
        assertThat(count(DecisionQuery.all())).isEqualTo(42);
    }

    @Test
    void a_line_that_a_death_cut_short_is_taken_off_before_the_next_one_and_reported() throws IOException {
        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(home)) {
            log.append(none(SPY, TIME, "V1"));
        }
        Path file = JsonlDecisionLog.folderOf(home, DAY).resolve("decisions-000001.jsonl");
        Files.writeString(file, "{\"schema\":1," + "x".repeat(20_000), StandardOpenOption.APPEND);
        assertThat(records().read(DecisionQuery.all(), each -> {}).isClean()).isTrue(); // it may be being written

        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(home)) {
            log.append(none(SPY, TIME.plusSeconds(60), "V1"));
            assertThat(log.repairs()).containsExactly(new JsonlDecisionLog.Repair(file, 20_012));
        }

        assertThat(Files.readAllLines(file)).hasSize(2);
        assertThat(count(DecisionQuery.all())).isEqualTo(2);
    }

    @Test
    void every_altered_line_is_reported_with_file_and_line_and_the_others_are_read() throws IOException {
        Path file = JsonlDecisionLog.folderOf(home, DAY).resolve("decisions-000001.jsonl");
        List<Decision> all = new ArrayList<>();
        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(home)) {
            for (int i = 0; i < 20; i++) {
                all.add(none(SPY, TIME.plusSeconds(60L * i), "V1"));
                log.append(all.get(i));
            }
        }
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(4);
        for (int round = 0; round < 300; round++) {
            byte[] altered = whole.clone();
            int at = random.nextInt(whole.length);
            altered[at] ^= (byte) (1 << random.nextInt(8));
            boolean joins = whole[at] == '\n';
            boolean splits = altered[at] == '\n';
            Files.write(file, altered);
            int line = (int) new String(whole, 0, at, StandardCharsets.ISO_8859_1)
                    .chars()
                    .filter(c -> c == '\n')
                    .count();

            List<Decision> found = new ArrayList<>();
            DecisionReport report = records().read(DecisionQuery.all(), each -> found.add(each.decision()));

            boolean isLast = line == 19 && joins; // then it is a torn tail, which may be being written
            List<Decision> expected = new ArrayList<>(all);
            expected.remove(line);
            if (joins && !isLast) {
                expected.remove(line);
            }
            assertThat(found).as("byte %d", at).isEqualTo(expected);
            if (!isLast) {
                assertThat(report.damaged().get(0).file()).isEqualTo(file);
                assertThat(report.damaged().get(0).line()).isEqualTo(line + 1);
                assertThat(report.damagedLines()).isGreaterThanOrEqualTo(splits ? 2 : 1);
            }
        }
    }

    @Test
    void a_line_that_was_taken_out_is_missed() throws IOException {
        Path file = JsonlDecisionLog.folderOf(home, DAY).resolve("decisions-000001.jsonl");
        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(home)) {
            for (int i = 0; i < 5; i++) {
                log.append(none(SPY, TIME.plusSeconds(60L * i), "V1"));
            }
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.remove(2);
        Files.write(file, lines);

        DecisionReport report = records().read(DecisionQuery.all(), each -> {});

        assertThat(report.decisions()).isEqualTo(4);
        assertThat(report.damaged()).hasSize(1);
        assertThat(report.damaged().get(0).found()).isEqualTo("records 2 to 2 are missing before it");
    }

    @Test
    void a_damaged_packed_segment_is_reported_and_the_others_are_read() throws IOException {
        try (JsonlDecisionLog log = small()) {
            for (int i = 0; i < 60; i++) {
                log.append(none(SPY, TIME.plusSeconds(60L * i), "V1"));
            }
        }
        Path packed = JsonlDecisionLog.folderOf(home, DAY).resolve("decisions-000002.jsonl.zst");
        byte[] bytes = Files.readAllBytes(packed);
        for (int cut : new int[] {0, 3, 20, bytes.length / 2, bytes.length - 1}) {
            Files.write(packed, java.util.Arrays.copyOf(bytes, cut));

            DecisionReport report = records().read(DecisionQuery.all(), each -> {});

            assertThat(report.isClean()).as("cut at %d", cut).isFalse();
            assertThat(report.damaged().get(0).file()).isEqualTo(packed);
            assertThat(report.decisions()).isBetween(30L, 60L);
        }
        try (JsonlDecisionLog log = small()) {
            log.append(none(SPY, TIME.plusSeconds(60L * 60), "V1")); // that bar is no reason to log nothing any more
            assertThat(log.written()).isEqualTo(1);
        }
    }

    @Test
    void what_a_death_while_packing_leaves_is_put_in_order() throws IOException {
        try (JsonlDecisionLog log = small()) {
            for (int i = 0; i < 60; i++) {
                log.append(none(SPY, TIME.plusSeconds(60L * i), "V1"));
            }
        }
        Path folder = JsonlDecisionLog.folderOf(home, DAY);
        Path packed = folder.resolve("decisions-000001.jsonl.zst");
        byte[] plain = new com.github.luben.zstd.ZstdInputStream(Files.newInputStream(packed)).readAllBytes();
        Files.write(folder.resolve("decisions-000001.jsonl"), plain); // published, not yet deleted
        Files.write(folder.resolve(".decisions-000003.jsonl.zst.x.tmp"), new byte[7]); // not yet published

        assertThat(count(DecisionQuery.all())).isEqualTo(60);
        try (JsonlDecisionLog log = small()) {
            log.append(none(SPY, TIME.plusSeconds(60L * 60), "V1"));
        }
        assertThat(count(DecisionQuery.all())).isEqualTo(61);
        assertThat(names(DAY)).doesNotContain("decisions-000001.jsonl").noneMatch(name -> name.endsWith(".tmp"));
    }

    @Test
    void dates_that_are_over_are_packed_when_asked_for_and_can_be_added_to() throws IOException {
        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(home)) {
            log.append(none(SPY, TIME, "V1"));
            log.append(none(SPY, TIME.plusSeconds(86_400), "V1"));
            log.archiveBefore(DAY.plusDays(1));
            assertThat(names(DAY)).containsExactly("decisions-000001.jsonl.zst");
            log.append(none(SPY, TIME.plusSeconds(60), "V1"));
            log.append(none(SPY, TIME, "V1")); // known from the packed one
        }
        assertThat(names(DAY)).containsExactly("decisions-000001.jsonl.zst", "decisions-000002.jsonl");
        assertThat(names(DAY.plusDays(1))).containsExactly("decisions-000001.jsonl");
        assertThat(count(DecisionQuery.of(SPY).on(DAY))).isEqualTo(2);
    }

    @Test
    void several_threads_lose_nothing_and_two_logs_do_not_write_to_one_home() throws Exception {
        int bars = 150;
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (JsonlDecisionLog log = small()) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                Symbol own = Symbol.of("S" + thread);
                all.add(threads.submit(() -> {
                    for (int i = 0; i < bars; i++) {
                        log.append(none(own, TIME.plusSeconds(i), "V1"));
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
            JsonlDecisionLog second = JsonlDecisionLog.ofHome(home);
            assertThatThrownBy(() -> second.append(none(SPY, TIME, "V1")))
                    .isInstanceOfSatisfying(
                            BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.locked"));
        } finally {
            threads.shutdown();
        }

        for (int thread = 0; thread < 4; thread++) {
            assertThat(count(DecisionQuery.of(Symbol.of("S" + thread)))).isEqualTo(bars);
        }
    }

    @Test
    void a_home_that_cannot_be_written_is_named_and_a_closed_log_takes_nothing() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "a file where a folder should be");
        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(file)) {
            assertThatThrownBy(() -> log.append(none(SPY, TIME, "V1")))
                    .isInstanceOfSatisfying(
                            BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.cannot-write"))
                    .hasMessageContaining("decisions");
        }
        JsonlDecisionLog closed = JsonlDecisionLog.ofHome(home);
        closed.close();
        closed.close();
        assertThatThrownBy(() -> closed.append(none(SPY, TIME, "V1"))).isInstanceOf(IllegalStateException.class);
        assertThat(home.resolve("decisions")).doesNotExist();
    }

    @Test
    void a_decision_that_is_too_long_is_refused_and_the_log_goes_on() {
        NoTrade endless = new NoTrade(
                Grounds.empty(SPY, TIME, "V1", null),
                NoTrade.Reason.NO_FEATURES,
                new SmallestChange("x".repeat(9 << 20), 0)); // twice in its record
        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(home)) {
            assertThatThrownBy(() -> log.append(endless))
                    .isInstanceOfSatisfying(
                            BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.decision-too-long"));
            log.append(none(SPY, TIME, "V1"));
        }
        assertThat(count(DecisionQuery.all())).isEqualTo(1);
    }

    private JsonlDecisionLog small() {
        return JsonlDecisionLog.in(JsonlDecisionLog.folderOf(home), FileAccess.real(), 5_000);
    }

    private DecisionRecords records() {
        return DecisionRecords.ofHome(home);
    }

    private int count(DecisionQuery query) {
        List<LoggedDecision> found = new ArrayList<>();
        DecisionReport report = records().read(query, found::add);
        assertThat(report.isClean()).as(report.toString()).isTrue();
        assertThat(report.decisions()).isEqualTo(found.size());
        return found.size();
    }

    private List<String> names(LocalDate date) throws IOException {
        try (Stream<Path> files = Files.list(JsonlDecisionLog.folderOf(home, date))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static Decision none(Symbol symbol, Instant time, String profile) {
        return new NoTrade(
                Grounds.empty(symbol, time, profile, null),
                NoTrade.Reason.NO_FEATURES,
                new SmallestChange("a feature row", Double.NaN));
    }
}
