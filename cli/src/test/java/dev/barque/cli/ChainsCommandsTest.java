package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ChainsCommandsTest {
    private static final Path SAMPLE = Path.of("src/test/resources/chains/made-up-spy-2025-10-24.csv");
    private static final String HEADER = "time,symbol,expiry,right,strike,bid,ask,open_interest,underlying_price\n";
    private static final String FRIDAY = "2025-10-24T10:00:00,SPY,2025-10-31,";

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void name_the_home() {
        home = folder.resolve("home");
    }

    private Cli.Result ingest(Path file, Object... more) {
        Object[] words = {
            "chains",
            "ingest",
            "--home",
            home,
            "--zone",
            "America/New_York",
            "--contract-size",
            100,
            "--expiry-time",
            "16:00",
            file
        };
        Object[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Cli.run(all);
    }

    private Cli.Result show(String at, Object... more) {
        Object[] words = {"chains", "show", "--home", home, "--symbol", "SPY", "--at", at};
        Object[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Cli.run(all);
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("chains.csv"), content);
    }

    @Test
    void a_vendors_file_is_taken_in_once_and_faulty_quotes_are_counted() {
        JsonNode first = ingest(SAMPLE, "--json").json().path("files").path(0);
        JsonNode second = ingest(SAMPLE, "--json").json().path("files").path(0);

        assertThat(first.path("read").intValue()).isEqualTo(48);
        assertThat(first.path("written").intValue()).isEqualTo(48);
        assertThat(first.path("chains").intValue()).isEqualTo(1);
        assertThat(first.at("/quotes/faults/zero-bid/contracts").intValue()).isPositive();
        assertThat(first.at("/quotes/faults/zero-bid/treatment").asString()).isEqualTo("mark");
        assertThat(second.path("written").intValue()).isZero();
        assertThat(second.path("duplicates").intValue()).isEqualTo(48);
        assertThat(home.resolve("option_chains/chains_2025-10-24.parquet")).isNotEmptyFile();
    }

    @Test
    void bad_lines_are_listed_with_line_and_reason_and_strict_takes_none() throws IOException {
        Path input = file(HEADER + FRIDAY + "C,650,10,11,5,677\n" + FRIDAY + "C,650,-1,11,5,677\n"
                + "2025-10-24T10:00:00,SPY,2025-10-24T09:00:00,P,650,10,11,5,677\n");

        Cli.Result strict = ingest(input, "--strict");
        assertThat(strict.exit()).isEqualTo(1);
        assertThat(strict.err()).contains("[ingest.refused]", "Line 3");
        assertThat(home.resolve("option_chains/chains_2025-10-24.parquet")).doesNotExist();

        Cli.Result lenient = ingest(input);
        assertThat(lenient.exit()).isEqualTo(1);
        assertThat(lenient.out())
                .contains(input + ":3: ", "[ingest.bad-price]", input + ":4: ", "[ingest.expired]", "2 refused");
        assertThat(home.resolve("option_chains/chains_2025-10-24.parquet")).exists();
    }

    @Test
    void what_was_not_declared_is_asked_for_by_name() throws IOException {
        Path input = file(HEADER + FRIDAY + "C,650,10,11,5,677\n");

        assertThat(Cli.run("chains", "ingest", "--home", home, input).out()).contains("[ingest.undeclared-zone]");
        assertThat(Cli.run("chains", "ingest", "--home", home, "--zone", "America/New_York", input)
                        .out())
                .contains("[ingest.undeclared-expiry-time]");
        Cli.Result size = ingest(input, "--contract-size", "0");
        assertThat(size.exit()).isEqualTo(2);
        assertThat(Cli.run("chains").err()).contains("ingest or show");
    }

    @Test
    void walls_and_flip_of_the_newest_chain_are_shown() {
        ingest(SAMPLE);

        Cli.Result people = show("2025-10-24T14:05:00Z");
        JsonNode json = show("2025-10-24T14:05:00Z", "--json").json();

        assertThat(people.exit()).isZero();
        assertThat(people.out())
                .contains("chain of 2025-10-24T14:00:00Z (PT5M old)", "Call wall 690.00, put wall", "zero-bid");
        assertThat(json.path("call_wall").doubleValue()).isEqualTo(690);
        assertThat(json.path("flip").doubleValue()).isBetween(600.0, 760.0);
        assertThat(json.path("strikes").size()).isEqualTo(12);
        double sum = 0;
        for (JsonNode strike : json.path("strikes")) {
            sum += strike.path("net").doubleValue();
        }
        assertThat(json.path("net").doubleValue()).isCloseTo(sum, within(1e-3));
        JsonNode shorts =
                show("2025-10-24T14:05:00Z", "--dealers", "short_all", "--json").json();
        assertThat(shorts.path("net").doubleValue()).isNegative();
        assertThat(shorts.path("flip").isNull()).isTrue();
    }

    @Test
    void a_chain_of_later_or_too_old_is_not_shown() {
        ingest(SAMPLE);

        Cli.Result before = show("2025-10-24T13:59:59Z");
        Cli.Result after = show("2025-10-24T14:15:01Z");

        assertThat(before.exit()).isEqualTo(3);
        assertThat(before.err()).contains("[cli.no-chain]", "2025-10-24");
        assertThat(after.err()).contains("[cli.no-chain]", "--max-age", "chains of SPY");
        assertThat(show("2025-10-24T14:15:01Z", "--max-age", "1h").exit()).isZero();
        assertThat(show("2025-10-24T14:05:00Z", "--max-age", "90d").exit()).isEqualTo(2);
    }

    @Test
    void v1_computes_hedge_features_from_the_chains_of_its_home() {
        Cli.build(home);
        JsonNode without = runBar("2025-10-24T14:05:00Z");
        ingest(SAMPLE);

        JsonNode with = runBar("2025-10-24T14:05:00Z");
        JsonNode late = runBar("2025-10-24T14:16:00Z");
        JsonNode early = runBar("2025-10-24T13:59:00Z");

        assertThat(without.toString()).doesNotContain("gamma_agg");
        assertThat(with.toString()).contains("gamma_agg");
        assertThat(late.toString()).as("too old").doesNotContain("gamma_agg");
        assertThat(early.toString()).as("not yet").doesNotContain("gamma_agg");
    }

    private JsonNode runBar(String at) {
        Cli.Result result = Cli.run("run-bar", "--home", home, "--symbol", "SPY", "--at", at, "--json");
        assertThat(result.exit()).as(result.toString()).isZero();
        return result.json();
    }
}
