package dev.barque.store.chains;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.market.OptionChain;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.FileCondition;
import dev.barque.store.StoreVerifier;
import dev.barque.store.VerifyFinding;
import dev.barque.store.ingest.ChainIngest;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainFilesTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final Instant TEN = Instant.parse("2025-11-03T15:00:00Z");

    @TempDir
    Path home;

    private void take(@Nullable Clock clock, Object... timesStrikesAndBids) {
        List<Map<String, Object>> records = new ArrayList<>();
        for (int i = 0; i < timesStrikesAndBids.length; i += 3) {
            records.add(Map.of(
                    "time",
                    timesStrikesAndBids[i],
                    "symbol",
                    "SPY",
                    "expiry",
                    "2025-12-19T21:00:00Z",
                    "right",
                    "C",
                    "strike",
                    timesStrikesAndBids[i + 1],
                    "bid",
                    timesStrikesAndBids[i + 2],
                    "ask",
                    30.0));
        }
        ChainIngest.Builder ingest = ChainIngest.into(home).contractSize(100);
        if (clock != null) {
            ingest.clock(clock);
        }
        assertThat(ingest.build().records(records, "test").records().rejected()).isZero();
    }

    private @Nullable OptionChain at(Duration maxAge, Instant instant) {
        return ChainFiles.ofHome(home, maxAge).newest(SPY, UtcMicros.of(instant));
    }

    private double bid(Duration maxAge, Instant instant) {
        OptionChain chain = at(maxAge, instant);
        return chain == null ? Double.NaN : chain.bid(0);
    }

    @Test
    void the_newest_chain_is_the_answer_and_never_a_later_one() {
        take(null, TEN, 650, 1.0, TEN.plusSeconds(300), 650, 2.0);
        Duration age = Duration.ofMinutes(10);

        assertThat(at(age, TEN.minusNanos(1_000))).isNull();
        assertThat(bid(age, TEN)).isEqualTo(1.0);
        assertThat(bid(age, TEN.plusSeconds(300).minusNanos(1_000))).isEqualTo(1.0);
        assertThat(bid(age, TEN.plusSeconds(300))).isEqualTo(2.0);
    }

    @Test
    void a_chain_is_used_up_to_its_age_and_not_a_microsecond_longer() {
        take(null, TEN, 650, 1.0);
        Duration age = Duration.ofMinutes(10);

        assertThat(bid(age, TEN.plus(age))).isEqualTo(1.0);
        assertThat(at(age, TEN.plus(age).plusNanos(1_000))).isNull();
    }

    @Test
    void the_evenings_chain_serves_the_next_morning_when_its_age_may_be_that() {
        Instant evening = Instant.parse("2025-11-03T23:59:00Z");
        take(null, evening, 650, 1.0);

        assertThat(bid(Duration.ofDays(1), Instant.parse("2025-11-04T14:31:00Z")))
                .isEqualTo(1.0);
        assertThat(at(Duration.ofHours(1), Instant.parse("2025-11-04T14:31:00Z")))
                .isNull();
    }

    @Test
    void a_chain_that_comes_late_is_seen_late() {
        take(null, TEN, 650, 1.0, TEN.plusSeconds(300), 650, 2.0);
        ChainFiles late = ChainFiles.ofHome(home, Duration.ofMinutes(10), Duration.ofMinutes(1));

        assertThat(late.newest(SPY, UtcMicros.of(TEN.plusSeconds(59)))).isNull();
        assertThat(late.newest(SPY, UtcMicros.of(TEN.plusSeconds(60)))).isNotNull();
        OptionChain first = Objects.requireNonNull(late.newest(SPY, UtcMicros.of(TEN.plusSeconds(359))));
        assertThat(first.bid(0)).isEqualTo(1.0);
    }

    @Test
    void other_symbols_have_other_chains() {
        take(null, TEN, 650, 1.0);
        ChainFiles files = ChainFiles.ofHome(home, Duration.ofDays(1));

        assertThat(files.newest(Symbol.of("QQQ"), UtcMicros.of(TEN))).isNull();
        assertThat(files.symbols(LocalDate.parse("2025-11-03"))).containsExactly(SPY);
        assertThat(files.times(SPY, LocalDate.parse("2025-11-03"))).containsExactly(UtcMicros.of(TEN));
        assertThat(files.symbols(LocalDate.parse("2025-11-04"))).isEmpty();
    }

    @Test
    void one_reader_sees_what_is_taken_in_afterwards_and_hands_out_one_chain_as_long_as_nothing_changes() {
        ChainFiles files = ChainFiles.ofHome(home, Duration.ofDays(1));
        assertThat(files.newest(SPY, UtcMicros.of(TEN))).isNull();

        take(null, TEN, 650, 1.0);
        OptionChain first = Objects.requireNonNull(files.newest(SPY, UtcMicros.of(TEN)));
        assertThat(files.newest(SPY, UtcMicros.of(TEN.plusSeconds(60)))).isSameAs(first);
        take(null, TEN, 660, 3.0);

        assertThat(Objects.requireNonNull(files.newest(SPY, UtcMicros.of(TEN))).size())
                .isEqualTo(2);
    }

    @Test
    void random_histories_agree_with_a_naive_model() {
        long seed = Long.getLong("barque.test.seed", 42);
        Random random = new Random(seed);
        record Said(long time, int strike, long known, double bid) {}
        List<Said> said = new ArrayList<>();
        for (int take = 0; take < 12; take++) {
            Instant now = TEN.plusSeconds(3_600 + 60L * take);
            List<Object> input = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Instant time = TEN.plusSeconds(60L * random.nextInt(4));
                int strike = 640 + 10 * random.nextInt(3);
                double bid = 1 + random.nextInt(3);
                boolean inBatch = false;
                for (int k = 0; k < input.size(); k += 3) {
                    inBatch |= input.get(k).equals(time) && input.get(k + 1).equals(strike);
                }
                if (inBatch) {
                    continue;
                }
                input.addAll(List.of(time, strike, bid));
                long micros = UtcMicros.of(time);
                Said newest = said.stream()
                        .filter(one -> one.time == micros && one.strike == strike)
                        .reduce((a, b) -> b)
                        .orElse(null);
                if (newest == null) {
                    said.add(new Said(micros, strike, micros, bid));
                } else if (newest.bid != bid) {
                    said.add(new Said(micros, strike, UtcMicros.of(now), bid));
                }
            }
            take(Clock.fixed(now, ZoneOffset.UTC), input.toArray());
        }
        ChainFiles files = ChainFiles.ofHome(home, Duration.ofDays(1));
        for (int probe = 0; probe < 300; probe++) {
            long at = UtcMicros.of(TEN.plusSeconds(random.nextInt(5_000) - 10));
            OptionChain chain = files.newest(SPY, at);
            long newest = said.stream()
                    .mapToLong(Said::time)
                    .filter(time -> time <= at)
                    .max()
                    .orElse(Long.MIN_VALUE);
            if (newest == Long.MIN_VALUE) {
                assertThat(chain).as("seed " + seed).isNull();
                continue;
            }
            Objects.requireNonNull(chain);
            assertThat(chain.timeMicros()).as("seed " + seed).isEqualTo(newest);
            for (int i = 0; i < chain.size(); i++) {
                double strike = chain.strike(i);
                Said expected = said.stream()
                        .filter(one -> one.time == newest && one.strike == strike && one.known <= at)
                        .reduce((a, b) -> b)
                        .orElseThrow();
                assertThat(chain.bid(i)).as("seed " + seed + " at " + at).isEqualTo(expected.bid);
            }
            assertThat(chain.size()).isEqualTo((int) said.stream()
                    .filter(one -> one.time == newest && one.known <= at)
                    .map(Said::strike)
                    .distinct()
                    .count());
        }
    }

    @Test
    void damage_is_found_before_a_row_of_it_is_returned_and_by_verification() throws IOException {
        take(null, TEN, 650, 1.0, TEN, 660, 2.0);
        Path file = home.resolve("option_chains/chains_2025-11-03.parquet");
        byte[] whole = Files.readAllBytes(file);
        assertThat(StoreVerifier.of(home).verify().findings()).isEmpty();
        int refused = 0;
        for (int at = 0; at < whole.length; at += 7) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(file, damaged);
            try {
                OptionChain chain = Objects.requireNonNull(at(Duration.ofDays(1), TEN));
                assertThat(chain.bid(0) + chain.bid(1)).as("byte " + at).isEqualTo(3.0);
            } catch (BarqueException expected) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(whole.length / 7 / 2);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThat(StoreVerifier.of(home).verify().findings())
                .extracting(VerifyFinding::condition)
                .containsExactly(FileCondition.DAMAGED);
    }

    @Test
    void a_file_under_another_date_is_refused() throws IOException {
        take(null, TEN, 650, 1.0);
        Files.copy(
                home.resolve("option_chains/chains_2025-11-03.parquet"),
                home.resolve("option_chains/chains_2025-11-04.parquet"));

        assertThatThrownBy(() -> at(Duration.ofDays(1), TEN.plus(Duration.ofDays(1))))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("chains.wrong-place"));
        assertThat(StoreVerifier.of(home).verify().findings())
                .extracting(VerifyFinding::condition)
                .containsExactly(FileCondition.WRONG_PLACE);
    }

    @Test
    void ages_that_mean_nothing_are_refused() {
        assertThatThrownBy(() -> ChainFiles.ofHome(home, Duration.ofDays(32))).hasMessageContaining("31 days");
        assertThatThrownBy(() -> ChainFiles.ofHome(home, Duration.ofMinutes(1), Duration.ofMinutes(2)))
                .hasMessageContaining("PT2M");
    }
}
