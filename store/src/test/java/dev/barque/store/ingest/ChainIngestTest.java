package dev.barque.store.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.barque.core.error.BarqueException;
import dev.barque.core.market.OptionChain;
import dev.barque.core.market.OptionMeasure;
import dev.barque.core.market.OptionRight;
import dev.barque.core.market.Symbol;
import dev.barque.core.quality.QuoteFault;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.chains.ChainFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainIngestTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final String HEADER = "time,symbol,expiry,right,strike,bid,ask,iv,open_interest,underlying_price\n";
    private static final String GOOD = "2025-11-03T10:00:00,SPY,2025-11-21,C,650,10.0,10.2,0.18,1200,652.5\n";
    private static final Instant TEN = Instant.parse("2025-11-03T15:00:00Z");

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void name_the_home() {
        home = folder.resolve("home");
    }

    private ChainIngest.Builder ingest() {
        return ChainIngest.into(home).naiveZone(NEW_YORK).contractSize(100).expiryTime(LocalTime.of(16, 0));
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private OptionChain chain(Instant at) {
        ChainFiles files = ChainFiles.ofHome(home, Duration.ofDays(1));
        return Objects.requireNonNull(files.newest(SPY, UtcMicros.of(at)), "a chain");
    }

    private static String code(ChainIngestReport report) {
        return report.records().rejects().get(0).code();
    }

    @Test
    void a_vendors_line_becomes_a_contract_of_a_chain() throws IOException {
        ChainIngestReport report = ingest().build().file(file("chains.csv", HEADER + GOOD));

        assertThat(report.records().written()).isEqualTo(1);
        assertThat(report.records().rejected()).isZero();
        assertThat(report.chains()).isEqualTo(1);
        assertThat(home.resolve("option_chains/chains_2025-11-03.parquet")).exists();
        OptionChain chain = chain(TEN);
        assertThat(chain.timeMicros()).isEqualTo(UtcMicros.of(TEN));
        assertThat(chain.underlying()).isEqualTo(652.5);
        assertThat(chain.right(0)).isEqualTo(OptionRight.CALL);
        assertThat(chain.expiryMicros(0)).isEqualTo(UtcMicros.of(Instant.parse("2025-11-21T21:00:00Z")));
        assertThat(chain.quoteMicros(0)).isEqualTo(chain.timeMicros());
        assertThat(chain.strike(0)).isEqualTo(650);
        assertThat(chain.bid(0)).isEqualTo(10.0);
        assertThat(chain.ask(0)).isEqualTo(10.2);
        assertThat(chain.impliedVolatility(0)).isEqualTo(0.18);
        assertThat(chain.openInterest(0)).isEqualTo(1200);
        assertThat(chain.contractSize(0)).isEqualTo(100);
        assertThat(chain.gamma(0)).isNaN();
        assertThat(chain.has(OptionMeasure.LAST)).isFalse();
    }

    @Test
    void the_same_file_again_changes_nothing_not_even_the_bytes() throws IOException {
        Path input = file("chains.csv", HEADER + GOOD + GOOD.replace(",C,", ",P,"));
        ingest().build().file(input);
        Path stored = home.resolve("option_chains/chains_2025-11-03.parquet");
        byte[] before = Files.readAllBytes(stored);
        Object key = Files.readAttributes(stored, "*").get("fileKey");

        IngestReport again = ingest().build().file(input).records();

        assertThat(again.written()).isZero();
        assertThat(again.duplicates()).isEqualTo(2);
        assertThat(Files.readAllBytes(stored)).isEqualTo(before);
        assertThat(Files.readAttributes(stored, "*").get("fileKey")).isEqualTo(key);
    }

    @Test
    void a_correction_is_known_from_when_it_was_taken_in_and_not_before() throws IOException {
        ingest().build().file(file("chains.csv", HEADER + GOOD));
        Clock later = Clock.fixed(TEN.plus(Duration.ofHours(2)), ZoneOffset.UTC);

        IngestReport corrected = ingest().clock(later)
                .build()
                .file(file("corrected.csv", HEADER + GOOD.replace("10.0,10.2", "9.0,9.2")))
                .records();

        assertThat(corrected.replaced()).isEqualTo(1);
        assertThat(chain(TEN).bid(0)).isEqualTo(10.0);
        assertThat(chain(TEN.plus(Duration.ofHours(2)).minusNanos(1_000)).bid(0))
                .isEqualTo(10.0);
        assertThat(chain(TEN.plus(Duration.ofHours(2))).bid(0)).isEqualTo(9.0);
        assertThat(chain(TEN.plus(Duration.ofHours(3))).size()).isEqualTo(1);
    }

    @Test
    void without_a_clock_a_correction_replaces_what_was_there() throws IOException {
        ingest().build().file(file("chains.csv", HEADER + GOOD));
        ingest().build().file(file("corrected.csv", HEADER + GOOD.replace("10.0,10.2", "9.0,9.2")));

        assertThat(chain(TEN).size()).isEqualTo(1);
        assertThat(chain(TEN).bid(0)).isEqualTo(9.0);
    }

    @Test
    void of_two_lines_about_one_contract_in_one_file_the_last_stays() throws IOException {
        Clock later = Clock.fixed(TEN.plus(Duration.ofHours(2)), ZoneOffset.UTC);
        IngestReport report = ingest().clock(later)
                .build()
                .file(file("chains.csv", HEADER + GOOD + GOOD.replace("10.0,10.2", "9.0,9.2")))
                .records();

        assertThat(report.written()).isEqualTo(1);
        assertThat(report.replaced()).isEqualTo(1);
        assertThat(chain(TEN).bid(0)).isEqualTo(9.0);
    }

    @Test
    void bad_lines_are_listed_with_their_reason_and_the_good_ones_go_in() throws IOException {
        ChainIngestReport report = ingest().build()
                .file(file(
                        "chains.csv",
                        HEADER
                                + GOOD
                                + "2025-11-03T10:00:00,SPY,2025-11-03T10:00:00,C,650,10,10.2,0.2,1,652\n" // 3: expired
                                + "2025-11-03T10:00:00,SPY,2025-11-21,X,650,10,10.2,0.2,1,652\n" // 4: neither
                                + "2025-11-03T10:00:00,SPY,2025-11-21,P,-1,10,10.2,0.2,1,652\n" // 5: strike
                                + "2025-11-03T10:00:00,SPY,2025-11-21,P,650,-3,10.2,0.2,1,652\n" // 6: price
                                + "2025-11-03T10:00:00,SPY,2025-11-21,P,abc,3,10.2,0.2,1,652\n" // 7: no number
                                + "2025-11-03T10:00:00,SPY,,P,650,3,10.2,0.2,1,652\n" // 8: no expiry
                                + "2025-11-03T10:00:00,SPY,2025-02-30,P,650,3,10.2,0.2,1,652\n" // 9: no such date
                                + "2025-03-09T02:30:00,SPY,2025-11-21,P,650,3,10.2,0.2,1,652\n" // 10: never was
                                + GOOD.replace(",C,", ",put,")));

        assertThat(report.records().written()).isEqualTo(2);
        assertThat(report.records().rejects())
                .extracting(IngestReport.Reject::line)
                .containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(report.records().rejects())
                .extracting(IngestReport.Reject::code)
                .containsExactly(
                        "ingest.expired",
                        "ingest.bad-right",
                        "ingest.bad-terms",
                        "ingest.bad-price",
                        "ingest.bad-number",
                        "ingest.missing-terms",
                        "ingest.bad-time",
                        "ingest.spring-gap");
        assertThat(report.records().rejects().get(0).reason()).contains("2025-11-03T15:00:00Z", "Expected an expiry");
        assertThat(report.quotes().count(QuoteFault.EXPIRED)).isEqualTo(1);
    }

    @Test
    void marked_quotes_go_in_as_they_are_and_are_counted() throws IOException {
        ChainIngestReport report =
                ingest().build().file(file("chains.csv", HEADER + GOOD.replace("10.0,10.2", "0,0.05")));

        assertThat(report.records().written()).isEqualTo(1);
        assertThat(report.quotes().marked()).isEqualTo(1);
        assertThat(report.quotes().count(QuoteFault.ZERO_BID)).isEqualTo(1);
        assertThat(chain(TEN).ask(0)).isEqualTo(0.05);
    }

    @Test
    void strict_takes_all_or_none() throws IOException {
        Path input = file("chains.csv", HEADER + GOOD + GOOD.replace(",C,", ",X,"));

        assertThatThrownBy(
                        () -> ingest().rejects(RejectPolicy.REFUSE_ALL).build().file(input))
                .isInstanceOf(IngestRefusedException.class)
                .hasMessageContaining("Line 3");
        assertThat(home.resolve("option_chains/chains_2025-11-03.parquet")).doesNotExist();
    }

    @Test
    void nothing_is_guessed_that_can_be_declared() throws IOException {
        Path input = file("chains.csv", HEADER + GOOD);
        Path vega = file("vega.csv", HEADER.replace("iv", "vega") + GOOD);
        Path dates = file("dates.csv", HEADER + GOOD.replace("T10:00:00", ""));

        assertThat(code(ChainIngest.into(home).build().file(input))).isEqualTo("ingest.undeclared-zone");
        assertThat(code(ChainIngest.into(home).naiveZone(NEW_YORK).build().file(input)))
                .isEqualTo("ingest.undeclared-expiry-time");
        assertThat(code(ChainIngest.into(home)
                        .naiveZone(NEW_YORK)
                        .expiryTime(LocalTime.of(16, 0))
                        .build()
                        .file(input)))
                .isEqualTo("ingest.undeclared-contract-size");
        assertThat(code(ingest().build().file(vega))).isEqualTo("ingest.undeclared-greek-units");
        assertThat(code(ingest().build().file(dates))).isEqualTo("ingest.date-only-time");
    }

    @Test
    void a_chain_of_a_date_is_taken_at_the_declared_time_of_day() throws IOException {
        Path dates = file("dates.csv", HEADER + GOOD.replace("T10:00:00", ""));

        ingest().takenAt(LocalTime.of(16, 15)).build().file(dates);

        assertThat(chain(TEN.plus(Duration.ofHours(7))).timeMicros())
                .isEqualTo(UtcMicros.of(Instant.parse("2025-11-03T21:15:00Z")));
    }

    @Test
    void a_date_in_the_clothes_of_a_midnight_is_a_date() throws IOException {
        ingest().build().file(file("chains.csv", HEADER + GOOD));

        ChainIngestReport again =
                ingest().build().file(file("midnight.csv", HEADER + GOOD.replace("2025-11-21", "2025-11-21 00:00:00")));
        ChainIngestReport exact = ingest().build()
                .file(file("exact.csv", HEADER + GOOD.replace("2025-11-21", "2025-11-21T00:00:00-05:00")));

        assertThat(again.records().duplicates()).isEqualTo(1);
        assertThat(exact.records().written()).isEqualTo(1);
    }

    @Test
    void units_of_volatility_and_greeks_are_turned_into_ours() throws IOException {
        Path input = file("units.csv", """
                        time,symbol,expiry,right,strike,iv,vega,theta,vanna,charm
                        2025-11-03T10:00:00,SPY,2025-11-21,C,650,20,65,-73,1.5,3.65
                        """);

        ingest().greeks(GreekUnits.UNIT_AND_YEAR)
                .volatility(VolatilityUnit.PERCENT)
                .build()
                .file(input);

        OptionChain chain = chain(TEN);
        assertThat(chain.impliedVolatility(0)).isEqualTo(0.2);
        assertThat(chain.vega(0)).isCloseTo(0.65, within(1e-15));
        assertThat(chain.theta(0)).isCloseTo(-0.2, within(1e-15));
        assertThat(chain.vanna(0)).isCloseTo(0.015, within(1e-15));
        assertThat(chain.charm(0)).isCloseTo(0.01, within(1e-15));
    }

    @Test
    void a_contracts_symbol_says_what_columns_do_not() throws IOException {
        Path input = file("osi.csv", """
                        timestamp,ticker,option_symbol,bid,ask
                        2025-11-03T15:00:00Z,SPY,SPY   251121P00650500,9,9.5
                        2025-11-03T15:00:00Z,SPY,O:SPY251121C00650500,9,9.5
                        2025-11-03T15:00:00Z,SPY,SPY1251121C00650500,9,9.5
                        2025-11-03T15:00:00Z,SPY,SPY251341C00650500,9,9.5
                        """);

        ChainIngestReport report = ingest().build().file(input);

        assertThat(report.records().rejects())
                .extracting(IngestReport.Reject::code)
                .containsExactly("ingest.adjusted-contract", "ingest.missing-terms");
        OptionChain chain = chain(TEN);
        assertThat(chain.size()).isEqualTo(2);
        assertThat(chain.strike(0)).isEqualTo(650.5);
        assertThat(chain.right(0)).isEqualTo(OptionRight.CALL);
        assertThat(chain.right(1)).isEqualTo(OptionRight.PUT);
        assertThat(chain.expiryMicros(1)).isEqualTo(UtcMicros.of(Instant.parse("2025-11-21T21:00:00Z")));
    }

    @Test
    void a_column_of_sizes_wins_over_the_declared_size() throws IOException {
        ingest().build()
                .file(file(
                        "mini.csv",
                        HEADER.replace("\n", ",multiplier\n")
                                + GOOD.replace("\n", ",10\n")
                                + GOOD.replace(",C,", ",P,").replace("\n", ",\n")));

        assertThat(chain(TEN).contractSize(0)).isEqualTo(10);
        assertThat(chain(TEN).contractSize(1)).isEqualTo(100);
    }

    @Test
    void a_quote_of_its_own_time_keeps_it() throws IOException {
        ChainIngestReport report = ingest().build()
                .file(file(
                        "quotes.csv",
                        HEADER.replace("\n", ",quote_time\n")
                                + GOOD.replace("\n", ",2025-11-03T09:59:30\n")
                                + GOOD.replace(",C,", ",P,").replace("\n", ",2025-11-03T10:00:00.000001\n")));

        assertThat(code(report)).isEqualTo("ingest.later-quote");
        assertThat(chain(TEN).quoteMicros(0)).isEqualTo(UtcMicros.of(TEN) - 30_000_000);
    }

    @Test
    void jsonl_parquet_and_handed_records_say_the_same_as_csv() throws IOException, SQLException {
        ingest().build().file(file("chains.csv", HEADER + GOOD));
        OptionChain fromCsv = chain(TEN);
        Path jsonl = file(
                "chains.jsonl",
                "{\"time\":\"2025-11-03T10:00:00\",\"symbol\":\"SPY\",\"expiry\":\"2025-11-21\",\"right\":\"call\","
                        + "\"strike\":650,\"bid\":10.0,\"ask\":10.2,\"iv\":0.18,\"open_interest\":1200,"
                        + "\"underlying_price\":652.5}\n");
        Path parquet = folder.resolve("vendor.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = duck.createStatement()) {
            sql.execute("COPY (SELECT TIMESTAMP '2025-11-03 10:00:00' AS time, 'SPY' AS symbol, DATE '2025-11-21' AS"
                    + " expiry, 'C' AS \"right\", 650 AS strike, 10.0::DOUBLE AS bid, 10.2::DECIMAL(9,2) AS ask, 0.18::DOUBLE"
                    + " AS iv, 1200::BIGINT AS open_interest, 652.5::DOUBLE AS underlying_price) TO '" + parquet
                    + "' (FORMAT PARQUET)");
        }
        Map<String, Object> handed = Map.of(
                "time",
                TEN,
                "symbol",
                "SPY",
                "expiry",
                "2025-11-21",
                "right",
                "C",
                "strike",
                650,
                "bid",
                10.0,
                "ask",
                10.2,
                "iv",
                0.18,
                "open_interest",
                1200L,
                "underlying_price",
                652.5);

        assertThat(ingest().build().file(jsonl).records().duplicates()).isEqualTo(1);
        assertThat(ingest().build().file(parquet).records().duplicates()).isEqualTo(1);
        assertThat(ingest().build().records(List.of(handed), "handed").records().duplicates())
                .isEqualTo(1);
        assertThat(chain(TEN).bid(0)).isEqualTo(fromCsv.bid(0));
    }

    @Test
    void other_readers_need_no_help_with_our_files() throws IOException, SQLException {
        ingest().build().file(file("chains.csv", HEADER + GOOD));
        Path stored = home.resolve("option_chains/chains_2025-11-03.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = duck.createStatement();
                ResultSet row =
                        sql.executeQuery("SELECT epoch_us(t_event) AS t, option_right, strike, gamma, contract_size"
                                + " FROM read_parquet('" + stored + "')")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getLong("t")).isEqualTo(UtcMicros.of(TEN));
            assertThat(row.getString("option_right")).isEqualTo("call");
            assertThat(row.getDouble("strike")).isEqualTo(650);
            assertThat(row.getObject("gamma")).isNull();
            assertThat(row.getDouble("contract_size")).isEqualTo(100);
            assertThat(row.next()).isFalse();
        }
    }

    @Test
    void chains_are_filed_under_the_utc_date_of_their_own_time() throws IOException {
        ingest().build()
                .file(file(
                        "chains.csv",
                        HEADER
                                + GOOD
                                + GOOD.replace("03T10:00:00", "03T19:30:00").replace("11-21", "11-28")));

        assertThat(ChainFiles.ofHome(home, Duration.ofDays(1)).dates())
                .containsExactly(LocalDate.parse("2025-11-03"), LocalDate.parse("2025-11-04"));
    }

    @Test
    void a_header_without_a_contract_is_refused_by_name() throws IOException {
        Path input = file("bad.csv", "time,symbol,expiry,strike\n");

        assertThatThrownBy(() -> ingest().build().file(input))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("ingest.missing-column"))
                .hasMessageContaining("option_type");
    }

    @Test
    void a_file_of_another_system_in_our_place_is_left_alone() throws IOException, SQLException {
        Path place = home.resolve("option_chains/chains_2025-11-03.parquet");
        Files.createDirectories(Objects.requireNonNull(place.getParent()));
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = duck.createStatement()) {
            sql.execute("COPY (SELECT 1 AS a) TO '" + place + "' (FORMAT PARQUET)");
        }
        byte[] before = Files.readAllBytes(place);
        Path input = file("chains.csv", HEADER + GOOD);

        assertThatThrownBy(() -> ingest().build().file(input))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("chains.foreign-file"));
        assertThat(Files.readAllBytes(place)).isEqualTo(before);
    }
}
