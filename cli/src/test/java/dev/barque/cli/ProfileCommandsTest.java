package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.OptionChains;
import dev.barque.agents.Profile;
import dev.barque.agents.reliability.ForwardReturns;
import dev.barque.agents.reliability.Outcome;
import dev.barque.agents.reliability.ReliabilityHistory;
import dev.barque.agents.reliability.ReliabilityTracker;
import dev.barque.backtest.Replay;
import dev.barque.backtest.ReplayResult;
import dev.barque.backtest.ReplayRules;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Trade;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.profiles.ProfileParts;
import dev.barque.profiles.ProfileReader;
import dev.barque.profiles.ProfileSettings;
import dev.barque.profiles.ReliabilitySettings;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.l1.L1Files;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code profile}, {@code reliability}, and profiles of users wherever a profile can be given. */
class ProfileCommandsTest {
    private static final Path CAREFUL = Path.of("../docs/examples/profiles/careful.yaml");
    private static final Symbol SPY = Symbol.of("SPY");
    private static final List<LocalDate> DATES =
            List.of(LocalDate.parse("2025-10-24"), LocalDate.parse("2025-10-27"), LocalDate.parse("2025-10-28"));

    @TempDir
    static Path folder;

    private static Path home;

    @BeforeAll
    static void build() {
        home = folder.resolve("home");
        Cli.build(home);
    }

    @Test
    void what_is_shown_can_be_read_and_is_shown_again_as_it_was() throws IOException {
        for (String word : List.of("V1", "PUBLISHED_V1", CAREFUL.toString())) {
            String shown = Cli.run("profile", "show", word).out();
            Path file = Files.writeString(folder.resolve("shown.yaml"), shown);

            assertThat(Cli.run("profile", "show", file).out()).isEqualTo(shown).contains("edge: 1.");
        }
        assertThat(Cli.run("profile", "show", "V1", "--json")
                        .json()
                        .path("size.largest")
                        .asString())
                .isEqualTo("1");
    }

    @Test
    void a_profile_is_checked_and_its_differences_are_told() {
        Cli.Result fine = Cli.run("profile", "check", CAREFUL);
        JsonNode tree = Cli.run("profile", "check", CAREFUL, "--json").json();

        assertThat(fine.exit()).isZero();
        assertThat(fine.out()).contains("careful differs from V1 in:", "edge", "[liquidity, sentiment]", "learned");
        assertThat(tree.path("usable").asBoolean()).isTrue();
        assertThat(tree.path("differences").path("edge").asString()).isEqualTo("1.5");
        assertThat(tree.path("differences").has("threshold")).isFalse();
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "name: mine\nbase: V2\nedg: 1.3\n");
        Cli.Result checked = Cli.run("profile", "check", wrong);
        JsonNode tree = Cli.run("profile", "check", wrong, "--json").json();
        Cli.Result used = Cli.run("run-bar", "--symbol", "SPY", "--at", "2025-10-27T15:00:00Z", "--profile", wrong);

        assertThat(checked.exit()).isEqualTo(1);
        assertThat(checked.out())
                .contains("2 problems", "line 2, column 7, base", "line 3, column 1, edg", "Did you mean 'edge'?");
        assertThat(tree.path("usable").asBoolean()).isFalse();
        assertThat(tree.path("problems").size()).isEqualTo(2);
        assertThat(used.exit()).isEqualTo(2);
        assertThat(used.err()).contains("--profile", "2 problems", "line 3, column 1, edg");
        assertThat(Cli.run("profile", "check", folder.resolve("none.yaml")).exit())
                .isEqualTo(3);
        assertThat(Cli.run("profile", "show", "V3").err()).contains("'V3' is no profile", ".yaml");
    }

    @Test
    void the_example_replays_the_packaged_days_under_its_own_name() {
        JsonNode report = Cli.run(
                        "backtest",
                        "--home",
                        home,
                        "--symbol",
                        "SPY",
                        "--date",
                        "2025-10-24..2025-10-28",
                        "--profile",
                        CAREFUL,
                        "--json")
                .json();

        assertThat(report.toString()).contains("\"careful\"");
        Cli.Result compared = Cli.run(
                "compare", "--home", home, "--symbol", "SPY", "--date", "2025-10-27", "--profiles", "V1," + CAREFUL);
        assertThat(compared.exit()).as(compared.toString()).isZero();
        assertThat(compared.out()).contains("V1", "careful");
    }

    @Test
    void a_profile_under_another_name_decides_as_its_base_does() throws IOException {
        for (String base : List.of("V1", "PUBLISHED_V1")) {
            Path file = Files.writeString(folder.resolve("twin.yaml"), "name: twin\nbase: " + base + "\n");
            List<String> own = decisions(file.toString());

            assertThat(own).hasSizeGreaterThan(1_100).anyMatch(line -> line.contains("twin"));
            assertThat(own.stream()
                            .map(line -> line.replaceAll("\\btwin\\b", base))
                            .toList())
                    .isEqualTo(decisions(base));
        }
    }

    @Test
    void one_bar_by_itself_is_weighed_as_in_the_replay_of_its_day() throws IOException {
        Path csv = folder.resolve("careful-csv");
        Object[] common = {"--home", home, "--symbol", "SPY", "--profile", CAREFUL};
        Cli.run(words("backtest", common, "--date", "2025-10-28", "--csv", csv));
        String time = "2025-10-28T18:34:00Z";
        List<String> columns =
                List.of(Files.readAllLines(csv.resolve("decisions.csv")).get(0).split(",", -1));
        String[] row = Files.readAllLines(csv.resolve("decisions.csv")).stream()
                .filter(line -> line.contains("SPY," + time))
                .findFirst()
                .orElseThrow()
                .replaceAll("\"[^\"]*\"", "")
                .split(",", -1);

        JsonNode scores = Cli.run(words("run-bar", common, "--at", time, "--json"))
                .json()
                .path("decision")
                .path("scores");

        assertThat(scores.path("up").asDouble() + scores.path("down").asDouble())
                .isPositive();
        assertThat(scores.path("up").asDouble()).isEqualTo(Double.parseDouble(row[columns.indexOf("score_up")]));
        assertThat(scores.path("down").asDouble()).isEqualTo(Double.parseDouble(row[columns.indexOf("score_down")]));
    }

    @Test
    void two_files_of_one_name_are_not_compared() throws IOException {
        Path one = Files.writeString(folder.resolve("one.yaml"), "name: same\nbase: V1\n");
        Path two = Files.writeString(folder.resolve("two.yaml"), "name: same\nbase: V1\nedge: 2\n");
        Cli.Result result = Cli.run(
                "compare", "--home", home, "--symbol", "SPY", "--date", "2025-10-27", "--profiles", one + "," + two);

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("one.yaml", "two.yaml", "a name of its own");
    }

    @Test
    void reliability_learns_the_same_from_the_decision_log_as_from_features() throws IOException {
        Path log = folder.resolve("decisions-of-a-replay");
        Cli.run("backtest", "--home", home, "--symbol", "SPY", "--date", "2025-10-24..2025-10-28", "--log-to", log);

        JsonNode logged = reliability("2025-10-24..2025-10-28", "--log", log.toString());

        assertThat(logged.path("views").asString()).isEqualTo("log");
        assertThat(logged.path("agents"))
                .isEqualTo(reliability("2025-10-24..2025-10-28").path("agents"));
        assertThat(Cli.run("reliability", "--home", home, "--symbol", "QQQ", "--date", "2025-10-24", "--log", log)
                        .exit())
                .isNotZero();
    }

    @Test
    void reliability_counts_what_was_known_and_nothing_later() {
        JsonNode all = reliability("2025-10-24..2025-10-28");
        JsonNode oneDay = reliability("2025-10-24..2025-10-24");
        JsonNode before = reliability("2025-10-24..2025-10-28", "--at", "2025-10-24T20:00:00Z");

        assertThat(all.path("agents")).hasSize(3);
        assertThat(before.path("agents")).isEqualTo(oneDay.path("agents"));
        for (JsonNode agent : all.path("agents")) {
            assertThat(agent.path("weight").asDouble())
                    .isBetween(
                            agent.path("weight_lower").asDouble(),
                            agent.path("weight_upper").asDouble());
        }
        assertThat(all.path("agents").get(0).path("outcomes").asInt())
                .as("of an agent that abstained")
                .isZero();
        assertThat(all.path("agents").get(1).path("outcomes").asInt())
                .isGreaterThan(oneDay.path("agents").get(1).path("outcomes").asInt())
                .isGreaterThan(500);
        Cli.Result text = Cli.run("reliability", "--home", home, "--symbol", "SPY", "--date", "2025-10-24..2025-10-28");
        assertThat(text.out()).contains("as known at 2025-10-28T20:00:00Z", "90 % interval", "V1 does not use these");
    }

    @Test
    void a_replay_weighs_each_bar_as_live_did_with_what_was_known_then() {
        ProfileSettings settings = new ProfileReader(ProfileParts.none()).file(CAREFUL);
        ReliabilitySettings learning = settings.reliability();
        L1Files bars = L1Files.ofHome(home).build();
        Profile plain = settings.profile(ProfileParts.none(), (agent, at) -> 1);
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(plain.featureSet()).openReadOnly()) {
            ReliabilityHistory history =
                    ReliabilityHistory.of(learning.rules(), outcomes(plain, learning, bars, store));
            ReliabilityTracker tracker = new ReliabilityTracker(learning.rules());
            ForwardReturns returns = new ForwardReturns(learning.horizonBars(), learning.leastMoveBps());
            DecisionPipeline live =
                    new DecisionPipeline(settings.profile(ProfileParts.none(), tracker), OptionChains.none());
            Replay replay = new Replay(
                    new DecisionPipeline(settings.profile(ProfileParts.none(), history), OptionChains.none()),
                    ReplayRules.standard());
            int trades = 0;
            for (LocalDate date : DATES) {
                Bars day = bars.day(SPY, date);
                ReplayResult replayed = replay.run(day, store);
                List<Decision> decided = live(live, tracker, returns, plain, day, store);

                assertThat(decided.subList(0, day.size() - 1)).isEqualTo(replayed.decisions());
                trades += (int) decided.stream().filter(Trade.class::isInstance).count();
            }
            assertThat(trades).isPositive();
            long end = bars.day(SPY, DATES.get(2)).time(388);
            assertThat(history.weight("liquidity", end)).isNotCloseTo(1, within(1e-3));
        }
    }

    /** As a host would: first learn what the bar has shown of earlier views, then decide, then let the views be judged. */
    private static List<Decision> live(
            DecisionPipeline pipeline,
            ReliabilityTracker tracker,
            ForwardReturns returns,
            Profile plain,
            Bars day,
            ParquetFeatureStore store) {
        DecisionPipeline views = new DecisionPipeline(plain, OptionChains.none());
        List<Decision> decided = new ArrayList<>();
        for (int i = 0; i < day.size(); i++) {
            AsOf now = AsOf.at(UtcMicros.toInstant(day.time(i)));
            Optional<FeatureRow> row = store.find(plain.featureSet().id(), SPY, now);
            Decision seen = decide(views, row, day, i);
            returns.bar(seen, day.close(i)).forEach(tracker::learn);
            decided.add(decide(pipeline, row, day, i));
        }
        returns.endOfSession();
        return decided;
    }

    private static Decision decide(DecisionPipeline pipeline, Optional<FeatureRow> row, Bars day, int i) {
        return row.map(r -> pipeline.decide(r, pipeline.contextAt(day, i)))
                .orElseGet(() -> pipeline.withoutFeatures(
                        pipeline.contextAt(day, i), "a row of v1.0.0 known by then would be needed"));
    }

    private static List<Outcome> outcomes(
            Profile profile, ReliabilitySettings learning, L1Files bars, ParquetFeatureStore store) {
        Replay replay = new Replay(new DecisionPipeline(profile, OptionChains.none()), ReplayRules.standard());
        ForwardReturns returns = new ForwardReturns(learning.horizonBars(), learning.leastMoveBps());
        List<Outcome> outcomes = new ArrayList<>();
        for (LocalDate date : DATES) {
            ReplayResult day = replay.run(bars.day(SPY, date), store);
            outcomes.addAll(returns.session(day.decisions(), day.bars()));
        }
        return outcomes;
    }

    private static Object[] words(String verb, Object[] common, Object... more) {
        List<Object> words = new ArrayList<>(List.of(verb));
        words.addAll(List.of(common));
        words.addAll(List.of(more));
        return words.toArray();
    }

    private static JsonNode reliability(String dates, Object... more) {
        List<Object> words =
                new ArrayList<>(List.of("reliability", "--home", home, "--symbol", "SPY", "--date", dates, "--json"));
        words.addAll(List.of(more));
        return Cli.run(words.toArray()).json();
    }

    private static List<String> decisions(String profile) throws IOException {
        Path csv = folder.resolve("csv");
        Cli.Result result = Cli.run(
                "backtest",
                "--home",
                home,
                "--symbol",
                "SPY",
                "--date",
                "2025-10-24..2025-10-28",
                "--profile",
                profile,
                "--csv",
                csv);
        assertThat(result.exit()).as(result.toString()).isZero();
        List<String> lines = new ArrayList<>(Files.readAllLines(csv.resolve("decisions.csv")));
        lines.addAll(Files.readAllLines(csv.resolve("trades.csv")));
        return lines;
    }
}
