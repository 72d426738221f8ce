package dev.barque.ops.checks.data;

import static dev.barque.ops.Homes.QQQ;
import static dev.barque.ops.Homes.SPY;
import static dev.barque.ops.checks.Asked.ask;
import static dev.barque.ops.checks.Asked.degradedText;
import static dev.barque.ops.checks.Asked.healthy;
import static dev.barque.ops.checks.Asked.unhealthyText;
import static dev.barque.ops.checks.Asked.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.market.BarSource;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Homes;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.Asked;
import dev.barque.store.l1.L1Files;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against real files of bars and the calendar of US equities. 2025-10-31 is a Friday; clocks change on the Sunday after it. */
class BarChecksTest {
    private static final String SUNDAY = "2025-11-02T12:00:00Z";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    private Verdict look(HealthCheck check, String now) {
        return ask(
                check,
                Asked.market(Instant.parse(now))
                        .with(BarSource.class, L1Files.ofHome(home).build()));
    }

    @Test
    void a_home_without_bars_or_with_a_damaged_last_file_is_unhealthy() throws IOException {
        assertThat(unhealthyText(look(new BarsAvailable(), SUNDAY))).contains("not a single date");

        Homes.session(home, SPY, "2025-10-31");
        healthy(look(new BarsAvailable(), SUNDAY));

        Path file = home.resolve("data_l1/l1_2025-10-31.parquet");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, 200));
        assertThat(unhealthyText(look(new BarsAvailable(), SUNDAY))).contains("l1_2025-10-31", "barque store verify");

        Files.write(file, whole);
        healthy(look(new BarsAvailable(), SUNDAY));
    }

    @Test
    void bars_that_end_a_session_too_early_are_degraded_two_are_unhealthy() {
        Homes.session(home, SPY, "2025-10-29");
        assertThat(unhealthyText(look(new LatestDate(), SUNDAY))).contains("2025-10-29, 2 sessions behind");

        Homes.session(home, SPY, "2025-10-30");
        assertThat(degradedText(look(new LatestDate(), SUNDAY))).contains("1 session behind", "bars of 2025-10-31");

        Homes.session(home, SPY, "2025-10-31");
        healthy(look(new LatestDate(), SUNDAY));
    }

    @Test
    void a_session_counts_as_late_only_after_the_grace() {
        Homes.session(home, SPY, "2025-10-30");

        healthy(look(new LatestDate(), "2025-10-31T21:59:59Z"));
        degradedText(look(new LatestDate(), "2025-10-31T22:00:00Z"));
    }

    @Test
    void a_symbol_that_is_missing_in_the_last_session_is_degraded() {
        Homes.session(home, SPY, "2025-10-30");
        Homes.session(home, QQQ, "2025-10-30");
        Homes.session(home, SPY, "2025-10-31");
        assertThat(degradedText(look(new SymbolsPresent(), SUNDAY))).contains("bars of QQQ on 2025-10-31");
        healthy(look(new SymbolsPresent().of(Set.of(SPY)), SUNDAY));

        Homes.session(home, QQQ, "2025-10-31");
        healthy(look(new SymbolsPresent(), SUNDAY));
    }

    @Test
    void when_every_symbol_is_missing_it_is_unhealthy() {
        Homes.session(home, SPY, "2025-10-30");

        assertThat(unhealthyText(look(new SymbolsPresent(), SUNDAY))).contains("bars of SPY on 2025-10-31");
        assertThat(unknown(look(new SymbolsPresent(), "2025-11-20T12:00:00Z"))).contains("Ingest bars");
    }

    @Test
    void the_age_of_a_bar_counts_market_hours_only() {
        Homes.session(home, SPY, "2025-10-31");

        healthy(look(new FreshBars(), SUNDAY));
        healthy(look(new FreshBars(), "2025-11-03T14:34:00Z"));
        assertThat(unhealthyText(look(new FreshBars(), "2025-11-03T14:35:01Z"))).contains("bars of SPY", "5 min 1 s");

        Homes.bars(home, SPY, "2025-11-03", "14:31", 4);
        healthy(look(new FreshBars(), "2025-11-03T14:35:01Z"));
    }

    @Test
    void one_stale_symbol_among_fresh_ones_is_degraded() {
        Homes.bars(home, SPY, "2025-11-03", "14:31", 60);
        Homes.bars(home, QQQ, "2025-11-03", "14:31", 30);

        String found = degradedText(look(new FreshBars(), "2025-11-03T15:31:00Z"));

        assertThat(found).contains("bars of QQQ", "31 min of market hours old").doesNotContain("SPY");
        healthy(look(new FreshBars(Set.of(), Duration.ofMinutes(45)), "2025-11-03T15:31:00Z"));
    }

    @Test
    void a_symbol_that_is_named_and_has_no_bar_is_stale() {
        Homes.bars(home, SPY, "2025-11-03", "14:31", 60);

        assertThat(degradedText(look(new FreshBars().of(Set.of(SPY, QQQ)), "2025-11-03T15:31:00Z")))
                .contains("no bar on the last 1 dates");
    }

    @Test
    void a_gap_in_a_session_is_found_and_gone_when_it_was_filled() {
        Homes.bars(home, SPY, "2025-10-31", "13:31", 100);
        Homes.bars(home, SPY, "2025-10-31", "15:31", 270);
        BarQuality lastSession = new BarQuality(1, 1, Set.of());

        assertThat(degradedText(look(lastSession, SUNDAY)))
                .contains("missing-bars: 20 cases", "1 gap, the first from 2025-10-31T15:11:00Z");

        Homes.session(home, SPY, "2025-10-31");
        healthy(look(lastSession, SUNDAY));
    }

    @Test
    void a_day_that_cannot_be_read_is_unhealthy_and_no_bar_at_all_is_unknown() throws IOException {
        assertThat(unknown(look(new BarQuality(), SUNDAY))).startsWith("There is no bar from 2025-10-27 to 2025-10-31");

        Homes.session(home, SPY, "2025-10-31");
        Path file = home.resolve("data_l1/l1_2025-10-31.parquet");
        Files.write(file, new byte[100]);

        assertThat(unhealthyText(look(new BarQuality(), SUNDAY))).contains("bars on 2025-10-31");
    }

    @Test
    void what_the_calendar_does_not_cover_is_unknown() {
        Homes.session(home, SPY, "2025-10-31");

        for (HealthCheck check : Set.of(new LatestDate(), new SymbolsPresent(), new FreshBars(), new BarQuality())) {
            assertThat(unknown(look(check, "2100-01-04T15:00:00Z"))).contains("2100-01-04", "covers today");
        }
    }
}
