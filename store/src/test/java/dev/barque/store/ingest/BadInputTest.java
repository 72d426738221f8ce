package dev.barque.store.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.store.l1.L1Files;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What vendors' files look like on bad days. The good rows are at 14:00 and 14:01 UTC and cost 1 and 2. */
class BadInputTest {
    private static final String HEADER = "t,symbol,close,volume\n";
    private static final String FIRST = "2025-10-24T14:00:00Z,SPY,1,10\n";
    private static final String SECOND = "2025-10-24T14:01:00Z,SPY,2,20\n";

    @TempDir
    Path folder;

    @Test
    void a_column_that_is_missing_is_named_and_so_are_those_that_are_there() {
        refused("ingest.missing-column", "t,symbol,px\n2025-10-24T14:00:00Z,SPY,1\n", "price, close", "'px'");
        refused("ingest.missing-column", "date,symbol,close\n2025-10-24T14:00:00Z,SPY,1\n", "timestamp", "'date'");
        refused("ingest.missing-column", "t,close\n2025-10-24T14:00:00Z,1\n", "ticker");
        refused("ingest.ambiguous-column", "t,symbol,CLOSE,Close\n2025-10-24T14:00:00Z,SPY,1,1\n", "'Close'");
    }

    @Test
    void columns_and_a_symbol_can_be_declared() throws IOException {
        Path file = text("day;px\n2025-10-24T14:00:00Z;1\n");

        IngestReport report = ingest().separator(';')
                .symbol(Symbol.of("SPY"))
                .column(L1Field.TIME, "day")
                .column(L1Field.PRICE, "px")
                .build()
                .file(file);

        assertThat(report.written()).isEqualTo(1);
        assertThatThrownBy(
                        () -> ingest().column(L1Field.VOLUME, "shares").build().file(text(HEADER + FIRST)))
                .hasMessageContaining("'shares'");
    }

    @Test
    void the_exact_name_of_a_column_goes_before_one_in_another_case() throws IOException {
        Path csv = text("T,t,close,symbol\nno time,2025-10-24T14:00:00Z,1,SPY\n");
        Path jsonl = Files.writeString(
                folder.resolve("t.jsonl"),
                "{\"T\":\"no time\",\"t\":\"2025-10-24T14:01:00Z\",\"Close\":2,\"TICKER\":\"SPY\"}");

        assertThat(ingest().build().file(csv).written()).isEqualTo(1);
        assertThat(ingest().build().file(jsonl).written()).isEqualTo(1);
    }

    @Test
    void lines_with_bad_values_are_listed_and_the_others_go_in() {
        rejected("ingest.bad-number", 3, "2025-10-24T14:00:30Z,SPY,abc,1\n", "'abc'");
        rejected("ingest.bad-number", 3, "2025-10-24T14:00:30Z,SPY,-1,1\n", "price above 0");
        rejected("ingest.bad-number", 3, "2025-10-24T14:00:30Z,SPY,\"1,000\",1\n", "'1,000'");
        rejected("ingest.bad-time", 3, "24.10.2025 14:00,SPY,1,1\n", "ISO 8601");
        rejected("ingest.spring-gap", 3, "2025-03-09T02:30:00,SPY,1,1\n", "America/New_York");
        rejected("ingest.missing-symbol", 3, "2025-10-24T14:00:30Z,,1,1\n", "symbol");
        rejected("ingest.missing-price", 3, "2025-10-24T14:00:30Z,SPY,,1\n", "price");
        rejected("ingest.field-count", 3, "2025-10-24T14:00:30Z,SPY\n", "2 fields");
        rejected("ingest.field-count", 3, "2025-10-24T14:00:30Z,SPY,1,1,1\n", "5 fields");
        rejected("core.bad-symbol", 3, "2025-10-24T14:00:30Z,S\u0000Y,1,1\n", "U+0000");
    }

    @Test
    void a_quote_that_is_never_closed_costs_its_own_line() {
        rejected("ingest.bad-csv", 3, "2025-10-24T14:00:30Z,\"SPY,1,1\n", "not closed");
    }

    @Test
    void quoted_fields_may_hold_separators_quotes_and_line_ends() throws IOException {
        Path file = text("note,t,symbol,close\n\"a, \"\"b\"\"\nand c\",2025-10-24T14:00:00Z,\"SPY\",1\nab\"\"c,"
                + "2025-10-24T14:01:00Z,SPY,2\n");

        IngestReport report = ingest().build().file(file);

        assertThat(report.rejects()).isEmpty();
        assertThat(report.written()).isEqualTo(2);
    }

    @Test
    void a_very_long_line_is_not_kept_in_memory_and_costs_only_itself() {
        rejected("ingest.long-line", 3, "2025-10-24T14:00:30Z,SPY,1," + "9".repeat(3_000_000) + "\n", "bytes");
    }

    @Test
    void bytes_of_other_characters_are_refused_unless_they_are_declared() throws IOException {
        Path file = folder.resolve("bars.csv");
        Charset windows = Charset.forName("windows-1252");
        Files.write(file, (HEADER + FIRST + "2025-10-24T14:00:30Z,SP\u00c9,1,1\n" + SECOND).getBytes(windows));

        IngestReport report = ingest().build().file(file);
        IngestReport declared = ingest().charset(windows).build().file(file);

        assertThat(report.written()).isEqualTo(2);
        assertThat(report.rejects()).singleElement().satisfies(reject -> {
            assertThat(reject.code()).isEqualTo("ingest.bad-encoding");
            assertThat(reject.reason()).contains("Byte 24", "0xC9", "windows-1252");
        });
        assertThat(declared.rejected()).isZero();
        assertThat(L1Files.ofHome(folder.resolve("home")).build().symbols(java.time.LocalDate.parse("2025-10-24")))
                .contains(Symbol.of("SP\u00c9"));
    }

    @Test
    void marks_blank_lines_carriage_returns_and_a_missing_last_line_end_are_no_trouble() throws IOException {
        Path file = text(
                "\uFEFF\r\n" + (HEADER + "\n" + FIRST + "  \n" + SECOND).strip().replace("\n", "\r\n"));

        IngestReport report = ingest().build().file(file);

        assertThat(report.rejects()).isEmpty();
        assertThat(report.written()).isEqualTo(2);
    }

    @Test
    void a_file_in_which_nothing_stands_is_refused_and_one_without_records_is_not() throws IOException {
        refused("ingest.empty-file", "", "nothing");
        refused("ingest.empty-file", "\n \r\n", "nothing");
        assertThat(ingest().build().file(text(HEADER)).read()).isZero();
        Path jsonl = Files.writeString(folder.resolve("empty.jsonl"), "\n");
        assertThatThrownBy(() -> ingest().build().file(jsonl)).hasMessageContaining("nothing");
    }

    @Test
    void a_file_that_is_not_there_or_of_no_known_kind_is_named() {
        assertThatThrownBy(() -> ingest().build().file(folder.resolve("nowhere.csv")))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.cannot-read"))
                .hasMessageContaining("nowhere.csv");
        assertThatThrownBy(() -> ingest().build().file(folder.resolve("bars.xlsx")))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("ingest.unknown-format"));
    }

    @Test
    void json_lines_go_in_and_broken_ones_are_listed() throws IOException {
        Path file = Files.writeString(
                folder.resolve("bars.jsonl"),
                String.join(
                        "\n",
                        "{\"symbol\":\"SPY\",\"Timestamp\":\"2025-10-24T14:00:00Z\",\"close\":1,\"volume\":10,\"x\":{\"y\":[1]}}",
                        "{\"symbol\":\"SPY\",\"t\":\"2025-10-24T14:00:30Z\",\"price\":1",
                        "[1,2]",
                        "{\"symbol\":\"SPY\"} {}",
                        "{\"symbol\":\"SPY\",\"symbol\":\"QQQ\",\"t\":\"2025-10-24T14:00:30Z\",\"price\":1}",
                        "[".repeat(5_000),
                        "{\"symbol\":5,\"t\":\"2025-10-24T14:00:30Z\",\"price\":1}",
                        "{\"symbol\":\"SPY\",\"t\":\"2025-10-24T14:00:30Z\",\"price\":[1]}",
                        "{\"symbol\":\"SPY\",\"t\":\"2025-10-24T14:00:30Z\",\"price\":NaN}",
                        "{\"symbol\":\"SPY\",\"t\":\"2025-10-24T14:01:00Z\",\"price\":2,\"volume\":\"20\",\"oi\":null}"));

        IngestReport report = ingest().build().file(file);

        goodRows(report);
        assertThat(report.rejects())
                .extracting(reject -> reject.line() + " " + reject.code())
                .containsExactly(
                        "2 ingest.bad-json",
                        "3 ingest.bad-json",
                        "4 ingest.bad-json",
                        "5 ingest.bad-json",
                        "6 ingest.bad-json",
                        "7 ingest.not-text",
                        "8 ingest.not-a-number",
                        "9 ingest.bad-number");
    }

    @Test
    void parquet_files_that_are_cut_off_empty_or_of_another_kind_are_refused() throws IOException {
        byte[] whole;
        try (InputStream in = Objects.requireNonNull(
                BadInputTest.class.getResourceAsStream("/dev/barque/store/l1/l1_2025-10-24.parquet"))) {
            whole = in.readAllBytes();
        }
        for (byte[] bad : List.of(
                new byte[0],
                Arrays.copyOf(whole, whole.length / 2),
                "t,symbol,close\n".getBytes(StandardCharsets.UTF_8))) {
            Path file = Files.write(folder.resolve("bad.parquet"), bad);
            assertThatThrownBy(() -> ingest().build().file(file))
                    .isInstanceOfSatisfying(
                            BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.corrupt-file"))
                    .hasMessageContaining("bad.parquet");
        }
        Path other = Files.write(folder.resolve("other.parquet"), whole);
        assertThatThrownBy(() ->
                        ingest().column(L1Field.PRICE, "settlement").build().file(other))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("ingest.missing-column"))
                .hasMessageContaining("'settlement'")
                .hasMessageContaining("'dollar_volume'");
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void numbers_for_times_count_what_was_declared() throws IOException {
        Path file = text("t,symbol,close\n1761314400000,SPY,1\n");

        assertThat(ingest().build().file(file).rejected()).isEqualTo(1);
        ingest().rules(RecordNormalizer.standard().epochUnit(EpochUnit.MILLISECONDS))
                .build()
                .file(file);

        assertThat(L1Files.ofHome(folder.resolve("home"))
                        .build()
                        .bars(Symbol.of("SPY"), Instant.parse("2025-10-24T14:00:00Z"), Instant.MAX)
                        .size())
                .isEqualTo(1);
    }

    private void rejected(String code, long line, String bad, String... said) {
        IngestReport report = ingest().build().file(text(HEADER + FIRST + bad + SECOND));
        goodRows(report);
        assertThat(report.rejects()).singleElement().satisfies(reject -> {
            assertThat(reject.code()).isEqualTo(code);
            assertThat(reject.line()).isEqualTo(line);
            assertThat(reject.reason()).contains(said);
        });
    }

    private void refused(String code, String content, String... said) {
        Path file = text(content);
        assertThatThrownBy(() -> ingest().build().file(file))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContainingAll(said)
                .hasMessageContaining("bars.csv");
        assertThat(folder.resolve("home")).doesNotExist();
    }

    private void goodRows(IngestReport report) {
        assertThat(report.read() - report.rejected()).isEqualTo(2);
        var bars = L1Files.ofHome(folder.resolve("home"))
                .build()
                .bars(Symbol.of("SPY"), Instant.parse("2025-10-24T00:00:00Z"), Instant.parse("2025-10-25T00:00:00Z"));
        assertThat(bars.size()).isEqualTo(2);
        assertThat(bars.close(0)).isEqualTo(1);
        assertThat(bars.close(1)).isEqualTo(2);
        assertThat(bars.volume(1)).isEqualTo(20);
    }

    private Ingest.Builder ingest() {
        return Ingest.into(folder.resolve("home"))
                .rules(RecordNormalizer.standard().naiveZone("America/New_York"))
                .stamps(StampConvention.atClose());
    }

    private Path text(String content) {
        try {
            return Files.writeString(folder.resolve("bars.csv"), content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
