package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.cli.internal.work.DemoData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class IngestCommandTest {
    private static final String HEADER = "time,symbol,price,volume\n";

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void name_the_home() {
        home = folder.resolve("home");
    }

    private Cli.Result ingest(Path file, Object... more) {
        Object[] words = {"ingest", "--home", home, "--stamps", "open", "--interval", "1m", file};
        Object[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Cli.run(all);
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void it_counts_what_became_of_the_records() throws IOException {
        Path file = DemoData.copyTo(folder.resolve("in")).get(0);

        JsonNode first = ingest(file, "--json").json().path("files").path(0);
        JsonNode second = ingest(file, "--json").json().path("files").path(0);

        assertThat(first.path("read").intValue()).isEqualTo(390);
        assertThat(first.path("written").intValue()).isEqualTo(390);
        assertThat(first.path("dates").path("2025-10-24").intValue()).isEqualTo(390);
        assertThat(second.path("written").intValue()).isZero();
        assertThat(second.path("duplicates").intValue()).isEqualTo(390);
        assertThat(home.resolve("data_l1/l1_2025-10-24.parquet")).isNotEmptyFile();
    }

    @Test
    void bad_records_are_listed_and_the_good_ones_go_in() throws IOException {
        Path file = file(
                "bars.csv",
                HEADER + "2025-10-24T14:00:00Z,SPY,100,5\n2025-10-24T14:01:00Z,SPY,abc,5\n"
                        + "2025-10-24T14:02:00Z,SPY,-3,5\n2025-10-24T14:03:00Z,SPY,101,5\n");

        Cli.Result result = ingest(file);

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out())
                .contains(file + ":3: ", "'abc'", "[ingest.bad-number]", file + ":4: ")
                .contains("|    4 |       2 |");
    }

    @Test
    void strict_takes_all_or_none_and_exits_with_a_finding() throws IOException {
        Path file = file("bars.csv", HEADER + "2025-10-24T14:00:00Z,SPY,100,5\n2025-10-24T14:01:00Z,SPY,abc,5\n");

        Cli.Result result = ingest(file, "--strict");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("barque: Refused", "Line 3", "[ingest.refused]");
        assertThat(home.resolve("data_l1/l1_2025-10-24.parquet")).doesNotExist();
    }

    @Test
    void a_bad_file_does_not_keep_the_others_out() throws IOException {
        Path broken = file("broken.parquet", "");
        Path good = file("good.csv", HEADER + "2025-10-24T14:00:00Z,SPY,100,5\n");

        Cli.Result result = ingest(broken, good, "--json");

        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.json().path("files").path(0).path("written").intValue())
                .isEqualTo(1);
        assertThat(result.json().path("errors").path(0).path("file").asString()).isEqualTo(broken.toString());
        assertThat(result.err()).contains("barque: ", broken.toString());
    }

    @Test
    void a_zone_that_is_none_is_a_matter_of_usage() throws IOException {
        Cli.Result result = ingest(file("bars.csv", HEADER), "--zone", "America/NewYork");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("barque: ")
                .contains("--zone", "'America/NewYork'", "America/New_York")
                .doesNotContain("\tat ");
    }

    @Test
    void times_without_an_offset_need_a_zone_and_must_have_been() throws IOException {
        Path file = file("bars.csv", HEADER + "2025-03-09T02:30:00,SPY,100,5\n2025-03-10T09:30:00,SPY,100,5\n");

        assertThat(ingest(file).out()).contains("[ingest.undeclared-zone]");
        Cli.Result zoned = ingest(file, "--zone", "America/New_York");

        assertThat(zoned.exit()).isEqualTo(1);
        assertThat(zoned.out()).contains("[ingest.spring-gap]", ":2: ").doesNotContain(":3: ");
        assertThat(home.resolve("data_l1/l1_2025-03-10.parquet")).exists();
    }

    @Test
    void stamps_are_never_guessed() throws IOException {
        Path file = file("bars.csv", HEADER);

        Cli.Result undeclared = Cli.run("ingest", "--home", home, file);
        Cli.Result endless = Cli.run("ingest", "--home", home, "--stamps", "open", file);

        assertThat(undeclared.exit()).isEqualTo(2);
        assertThat(undeclared.err()).contains("--stamps");
        assertThat(endless.exit()).isEqualTo(2);
        assertThat(endless.err()).contains("--interval");
    }

    @Test
    void files_that_are_none_are_named_with_the_reason() throws IOException {
        byte[] whole = wholeParquet();
        Path truncated = Files.write(folder.resolve("truncated.parquet"), Arrays.copyOf(whole, whole.length / 2));

        assertFails(file("empty.csv", ""), 3, "ingest.empty-file");
        assertFails(file("zero.parquet", ""), 3, "store.corrupt-file");
        assertFails(truncated, 3, "store.corrupt-file");
        assertFails(file("columns.csv", "time,symbol\n2025-10-24T14:00:00Z,SPY\n"), 3, "ingest.missing-column");
        assertFails(file("bars.xlsx", "x"), 2, "ingest.unknown-format");
        assertFails(folder.resolve("nowhere.csv"), 3, "store.cannot-read");
    }

    private byte[] wholeParquet() throws IOException {
        Path other = folder.resolve("other");
        Path bars = file("whole.csv", HEADER + "2025-10-24T14:00:00Z,SPY,100,5\n");
        Cli.run("ingest", "--home", other, "--stamps", "close", bars);
        return Files.readAllBytes(other.resolve("data_l1/l1_2025-10-24.parquet"));
    }

    private void assertFails(Path file, int exit, String code) {
        Cli.Result result = ingest(file);

        assertThat(result.exit()).as(result.toString()).isEqualTo(exit);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("barque: ", file.toString(), "[" + code + "]")
                .doesNotContain("\tat ");
    }

    @Test
    void a_home_that_is_a_file_is_named() throws IOException {
        home = file("home-file", "not a folder");
        Path bars = file("bars.csv", HEADER + "2025-10-24T14:00:00Z,SPY,100,5\n");

        Cli.Result result = ingest(bars);

        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err()).startsWith("Ingesting").contains("barque: ", home.toString());
        assertThat(home).hasContent("not a folder");
    }

    @Test
    void the_stack_trace_is_for_those_who_ask() throws IOException {
        Path file = file("bars.xlsx", "x");

        assertThat(ingest(file, "--debug").err()).contains("[ingest.unknown-format]", "\tat ");
    }
}
