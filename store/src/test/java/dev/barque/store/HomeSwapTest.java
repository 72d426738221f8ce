package dev.barque.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One home in the place of another. Deaths at every step are tried by {@code BackupCrashTest} in the testkit. */
class HomeSwapTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final FeatureSet SET = TestRows.set("v1", Lookback.sameDate());
    private static final Symbol SPY = Symbol.of("SPY");
    private static final long TIME = 1_762_180_200_000_000L;

    @TempDir
    Path folder;

    private Path home;
    private Path prepared;
    private Path kept;

    @BeforeEach
    void two_homes() {
        home = home("home", 1);
        prepared = home("prepared", 2);
        kept = folder.resolve("kept");
    }

    private Path home(String name, double number) {
        Path path = folder.resolve(name);
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(path).set(SET).open(CLOCK)) {
            store.append(List.of(TestRows.numbered(SET, SPY, TIME, TIME, number)));
        }
        return path;
    }

    private static double number(Path home) {
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).openReadOnly()) {
            return store.rows(SET.id(), SPY, LocalDate.parse("2025-11-03"))
                    .get(0)
                    .float64(0);
        }
    }

    private void journal(String content) throws IOException {
        Files.writeString(folder.resolve(".home.swap.json"), content);
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void the_prepared_home_is_there_and_the_old_one_is_kept() {
        HomeSwap.of(home).replaceWith(prepared, kept);

        assertThat(number(home)).isEqualTo(2);
        assertThat(number(kept)).isEqualTo(1);
        assertThat(prepared).doesNotExist();
        assertThat(folder).isDirectoryNotContaining("glob:**.json");
        assertThat(HomeSwap.of(home).finish()).isFalse();
    }

    @Test
    void a_swap_that_was_broken_off_is_ended_by_opening_for_writing_and_refuses_readers_before() throws IOException {
        journal("{\"format\":1,\"prepared\":\"prepared\",\"kept\":\"kept\"}");
        Files.move(home, kept);

        refused("store.swap-unfinished", () -> number(home));
        assertThat(HomeSwap.of(home).isUnfinished()).isTrue();
        ParquetFeatureStore.builder(home).set(SET).open(CLOCK).close();

        assertThat(number(home)).isEqualTo(2);
        assertThat(HomeSwap.of(home).isUnfinished()).isFalse();
    }

    @Test
    void what_somebody_put_in_the_gap_is_not_overwritten() throws IOException {
        journal("{\"format\":1,\"prepared\":\"prepared\",\"kept\":\"kept\"}");
        Files.createDirectory(kept);

        refused("store.swap-blocked", () -> HomeSwap.of(home).finish());
        assertThat(prepared).exists();
    }

    @Test
    void a_journal_that_says_anything_else_is_refused_and_leads_nowhere() throws IOException {
        for (String content : List.of(
                "",
                "{}",
                "{\"format\":2}",
                "{\"format\":1,\"prepared\":\"../prepared\",\"kept\":\"kept\"}",
                "{\"format\":1,\"prepared\":\"home\",\"kept\":\"kept\"}")) {
            journal(content);

            refused("store.swap-unfinished", () -> HomeSwap.of(home).finish());
            assertThat(home).exists();
            assertThat(prepared).exists();
        }
    }

    @Test
    void a_home_that_is_written_is_not_replaced() {
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).open(CLOCK)) {
            refused("store.locked", () -> HomeSwap.of(home).replaceWith(prepared, kept));
            store.append(List.of(TestRows.numbered(SET, SPY, TIME + 1, TIME + 1, 3)));
        }
        assertThat(HomeSwap.of(home).isUnfinished()).isFalse();
    }
}
