package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.barque.backtest.manifest.RunManifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code replay}. */
class ReplayCommandTest {
    @TempDir
    static Path folder;

    private static Path home;

    @BeforeAll
    static void build() {
        home = folder.resolve("home");
        Cli.build(home);
    }

    private static Cli.Result replay(Object... more) {
        Object[] words = {"replay", "--home", home, "--symbol", "SPY", "--date", "2025-10-24..2025-10-28"};
        Object[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Cli.run(all);
    }

    @Test
    void one_account_goes_through_all_days_and_its_money_adds_up() {
        Cli.Result result = replay("--json");

        assertThat(result.exit()).isZero();
        JsonNode run = new JsonMapper().readTree(result.out());
        assertThat(run.get("bars").asInt()).isGreaterThan(1000);
        assertThat(run.get("roundTrips").size()).isPositive();
        double net = run.get("netPnl").asDouble();
        assertThat(run.get("grossPnl").asDouble() - run.get("slippage").asDouble())
                .isCloseTo(net, within(1e-6));
        assertThat(run.get("equity").asDouble()).isCloseTo(100_000 + net, within(1e-6));
        assertThat(run.get("roundTrips").get(0).get("because").asString()).isNotBlank();
    }

    @Test
    void people_are_told_the_money_the_trades_what_was_refused_and_the_rules() {
        Cli.Result result = replay("--capital", "1000", "--slippage", "5bps");

        assertThat(result.exit()).isZero();
        assertThat(result.out())
                .contains("gross P&L", "net P&L", "Not executed, not affordable: ", "Slippage: fixed-5bps")
                .contains("A stop and a target in one bar: the stop.");
    }

    @Test
    void a_report_is_written_as_one_page_and_counts_the_trials_of_the_home() throws Exception {
        Path page = folder.resolve("replay.html");
        Cli.Result result = replay("--report", page);

        assertThat(result.exit()).isZero();
        assertThat(result.err()).contains("replay.html");
        assertThat(Files.readString(page))
                .contains("SPY, one account", "What the result shows", "trials counted")
                .contains(
                        "id=\"why-not\"", "insufficient_alignment", "id=\"manifest\"", "data_l1/l1_2025-10-27.parquet")
                .contains("data-decisions");
    }

    @Test
    void a_run_is_verified_from_its_manifest_alone_and_a_changed_byte_is_refused() throws Exception {
        Path manifest = folder.resolve("replay.json");
        Cli.Result made = replay("--unit", "50", "--participation", "0.5", "--manifest", manifest);
        assertThat(made.exit()).as(made.toString()).isZero();
        RunManifest written = RunManifest.ofJson("replay.json", Files.readString(manifest));
        assertThat(written.configuration())
                .containsEntry("option --unit", "50")
                .containsValue("Capital: 100000.0")
                .containsEntry("verb", "replay");

        Cli.Result again = Cli.run("replay", "--home", home, "--verify", manifest);
        assertThat(again.exit()).as(again.toString()).isZero();
        assertThat(again.err()).contains("Verified: ", written.resultDigest() + " again");

        Path other = folder.resolve("other.json");
        Files.writeString(other, Files.readString(manifest).replace("unit: 50.0", "unit: 51.0"));
        assertThat(Cli.run("replay", "--home", home, "--verify", other).err())
                .contains("expected Shares of a unit: 51.0, found Shares of a unit: 50.0");
        Path file = home.resolve("data_l1/l1_2025-10-24.parquet");
        byte[] was = Files.readAllBytes(file);
        byte[] changed = was.clone();
        changed[was.length / 2] ^= 1;
        Files.write(file, changed);
        try {
            Cli.Result refused = Cli.run("replay", "--home", home, "--verify", manifest);
            assertThat(refused.exit()).isEqualTo(3);
            assertThat(refused.err()).contains("data_l1/l1_2025-10-24.parquet", "[manifest.input-changed]");
        } finally {
            Files.write(file, was);
        }
    }

    @Test
    void the_digest_of_a_run_does_not_depend_on_what_else_is_written() throws Exception {
        Path plain = folder.resolve("plain.json");
        Path more = folder.resolve("more.json");
        replay("--manifest", plain);
        replay("--manifest", more, "--report", folder.resolve("more.html"), "--json");

        assertThat(Files.readString(more)).isEqualTo(Files.readString(plain));
        assertThat(Files.readString(folder.resolve("more.html")))
                .contains(RunManifest.ofJson("plain", Files.readString(plain)).resultDigest());
    }

    @Test
    void the_files_for_programs_say_what_the_command_says_and_duckdb_reads_them() throws Exception {
        Path out = folder.resolve("out");
        JsonNode said = replay("--out", out, "--json").json();
        JsonNode whole = new JsonMapper().readTree(Files.readString(out.resolve("result.json")));

        assertThat(whole.path("format").stringValue()).isEqualTo("barque-portfolio/1");
        assertThat(whole.path("summary").path("net")).isEqualTo(said.path("netPnl"));
        assertThat(whole.path("manifest").path("form").stringValue()).isEqualTo(RunManifest.FORM);
        assertThat(whole.path("why_no_trade").path("no_trades").intValue()).isPositive();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement ask = duck.createStatement()) {
            for (String file : List.of("positions.parquet", "positions.csv")) {
                ResultSet sums =
                        ask.executeQuery("SELECT count(*), sum(net), min(opened)::VARCHAR, count(because) FROM '"
                                + out.resolve(file) + "'");
                assertThat(sums.next()).isTrue();
                JsonNode positions = whole.path("positions");
                assertThat(sums.getInt(1)).isEqualTo(positions.size()).isPositive();
                double net = 0;
                for (JsonNode position : positions) {
                    net += position.path("net").doubleValue();
                    assertThat(position.path("decision").path("views").size()).isEqualTo(3);
                }
                assertThat(sums.getDouble(2)).as(file).isCloseTo(net, within(1e-9));
                assertThat(sums.getInt(4)).isEqualTo(positions.size());
            }
            ResultSet joined = ask.executeQuery("SELECT sum(f.slippage) - any_value(w.slippage), count(*) FROM '"
                    + out.resolve("fills.parquet") + "' f, (SELECT sum(slippage) AS slippage FROM '"
                    + out.resolve("positions.parquet") + "') w");
            assertThat(joined.next()).isTrue();
            assertThat(joined.getDouble(1)).isCloseTo(0, within(1e-9));
            assertThat(joined.getInt(2)).isEqualTo(whole.path("fills").size());
            ResultSet equity =
                    ask.executeQuery("SELECT count(*), last(equity ORDER BY time), typeof(any_value(time)) FROM '"
                            + out.resolve("equity.parquet") + "'");
            assertThat(equity.next()).isTrue();
            assertThat(equity.getInt(1))
                    .isEqualTo(whole.path("equity").path("time").size());
            assertThat(equity.getDouble(2)).isEqualTo(said.path("equity").doubleValue());
            assertThat(equity.getString(3)).isEqualTo("TIMESTAMP WITH TIME ZONE");
        }
    }

    @Test
    void models_of_fees_and_borrowing_are_taken_by_name_and_charged() {
        Cli.Result result = replay("--fees", "per-order:amount=2", "--borrow", "flat:rate=0.5", "--json");

        assertThat(result.exit()).isZero();
        JsonNode run = new JsonMapper().readTree(result.out());
        assertThat(run.get("fees").asDouble()).isPositive();
        assertThat(run.get("rules").toString()).contains("per-order", "flat:rate=0.5");
        assertThat(replay("--fees", "free").err()).contains("ibkr-tiered");
        assertThat(replay("--borrow", "free").err()).contains("flat");
    }

    @Test
    void a_run_is_entered_in_the_trial_ledger_once_for_each_different_choice_and_judged() {
        JsonNode before =
                new JsonMapper().readTree(replay("--unit", "7", "--json").out());
        JsonNode again =
                new JsonMapper().readTree(replay("--unit", "7", "--json").out());
        Cli.Result other = replay("--unit", "8");

        int trials = before.get("trials").asInt();
        assertThat(again.get("trials").asInt()).isEqualTo(trials);
        assertThat(before.get("verdicts").size()).isPositive();
        assertThat(other.err()).contains("one of " + (trials + 1) + " different ones on SPY");
    }

    @Test
    void permanent_impact_is_named_among_the_costs_and_the_money_still_adds_up() {
        JsonNode run =
                replay("--impact", "permanent-impact:unknown-bps=20", "--json").json();

        assertThat(run.get("impact").asDouble()).isNotZero();
        assertThat(run.get("grossPnl").asDouble()
                        - run.get("slippage").asDouble()
                        - run.get("impact").asDouble())
                .isCloseTo(run.get("netPnl").asDouble(), within(1e-6));
        assertThat(replay("--impact", "permanent-impact").out())
                .contains("permanent impact", "Permanent impact: permanent-impact:gamma=0.314");
        assertThat(replay("--impact", "nonsense").err()).contains("permanent-impact");
    }

    @Test
    void nothing_is_executed_in_a_halt() throws Exception {
        JsonNode free = replay("--json").json();
        String opened = free.get("roundTrips").get(0).get("opened").asString();
        Path file = folder.resolve("halts.csv");
        Files.writeString(file, """
                symbol,from,to,reason
                SPY,2025-10-24T00:00:00Z,2025-10-29T00:00:00Z,all days
                QQQ,2025-10-24T00:00:00Z,2025-10-29T00:00:00Z,another symbol
                """);

        Cli.Result halted = replay("--halts", file, "--json");

        assertThat(opened).isNotBlank();
        assertThat(halted.json().get("fills").asInt()).isZero();
        assertThat(halted.err()).contains("1 of 2 halts are of other symbols");
        assertThat(replay("--halts", folder.resolve("none.csv")).err()).contains("Cannot read the halts in");
    }

    @Test
    void what_cannot_be_followed_is_said() {
        assertThat(replay("--execute", "soon").err()).contains("'soon' is no price", "next-open, next-close, vwap");
        assertThat(replay("--margin", "soft").err()).contains("'soft' is no margin", "regulation-t");
        Cli.Result bound = replay("--participation", "2");
        assertThat(bound.exit()).isEqualTo(2);
        assertThat(bound.err()).contains("participation must be above 0 and at most 1");
    }
}
