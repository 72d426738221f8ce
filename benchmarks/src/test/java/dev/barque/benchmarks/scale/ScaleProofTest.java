package dev.barque.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.market.Bars;
import dev.barque.core.market.StampConvention;
import dev.barque.store.ingest.Ingest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The whole life of a home, small in every build and large with {@code -Pscale}. Each stage checks what it finds against the market itself. */
class ScaleProofTest {
    /** Symbols and days enough for a split; the seed is the first one with everything else that is out of the ordinary. */
    private static final Size SMALL = new Size(8, 4, seed(8, 4));

    @TempDir
    Path root;

    private final List<String> said = new ArrayList<>();

    @Test
    void a_market_is_the_same_in_any_order_of_asking_and_has_what_is_out_of_the_ordinary() {
        Market market = market(SMALL);
        Bars late = market.bars(3, 2);
        Market other = market(SMALL);
        for (int day = 0; day < SMALL.days(); day++) {
            other.bars(5, day);
        }
        FeatureStage.requireSame(other.bars(3, 2), late);
        assertThat(hasEverything(market, SMALL)).isTrue();
        assertThat(market(new Size(8, 4, SMALL.seed() + 1)).bars(3, 2).close(100))
                .isNotEqualTo(late.close(100));
    }

    @Test
    void a_home_lives_its_whole_life_and_goes_on_where_it_was_cut_short() {
        ScaleProof proof = proof(SMALL);
        for (Stage stage : Stage.all()) {
            proof.runHere(stage, 60_000);
        }
        Map<String, Outcome> outcomes = proof.all();
        assertThat(outcomes.keySet())
                .containsExactlyElementsOf(Stage.all().stream().map(Stage::name).toList());
        assertThat(outcomes.values()).allSatisfy(outcome -> {
            assertThat(outcome.lines()).isNotEmpty();
            assertThat(outcome.peak().liveBytes()).isPositive();
        });
        Map<String, Long> facts = proof.facts();
        assertThat(facts.get("rows")).isGreaterThan(facts.get("bars"));
        assertThat(facts.get("fills")).isPositive();
        assertThat(facts.get("checks")).isGreaterThan(10);
        assertThat(facts.get("steps of missing-features")).isZero();
        assertThat(Report.table(SMALL, outcomes)).contains("full backup", "heap ", "us/row");
        assertThat(Report.json(SMALL, outcomes)).startsWith("{\"symbols\":8,").endsWith("]}\n");
        assertThat(Comparison.costs(List.of(Map.of(), outcomes)).get("join: join, rows looked at"))
                .hasSize(2)
                .startsWith("-");
        assertThat(Comparison.peaks(List.of(outcomes))).containsKeys("ingest", "restore");
        assertThatThrownBy(() -> proof(new Size(8, 5, SMALL.seed())).all())
                .hasMessageContaining("use another directory");
    }

    @Test
    void a_stage_runs_in_a_process_of_its_own() throws IOException, InterruptedException {
        ScaleProof proof = proof(SMALL);
        proof.fork(Stage.all().get(0));
        assertThat(proof.facts()).containsKey("bars");
        assertThat(root.resolve("home/data_l1")).isDirectory();
        // It was not done when the stages before it were not: the number of bars is what they left.
        assertThatThrownBy(() -> proof(SMALL).fork(Stage.all().get(2))).hasMessageContaining("verify ended with 1");
    }

    @Test
    void a_bar_that_is_other_than_it_was_made_ends_the_life() {
        ScaleProof proof = proof(SMALL);
        proof.runHere(new IngestStage(), 60_000);
        Market market = market(SMALL);
        Ingest.into(root.resolve("home"))
                .stamps(StampConvention.atClose(Duration.ofMinutes(1)))
                .build()
                .records(List.of(other(Records.of(market, 3).iterator().next())), "meddler");
        assertThatThrownBy(() -> proof.runHere(new FeatureStage(), 60_000)).hasMessageContaining("but made was");
    }

    @Test
    void a_partition_that_is_gone_ends_the_life() throws IOException {
        ScaleProof proof = proof(SMALL);
        proof.runHere(new IngestStage(), 60_000);
        proof.runHere(new FeatureStage(), 60_000);
        Path partition = root.resolve("home/data/date=" + market(SMALL).date(2));
        try (Stream<Path> files = Files.walk(partition)) {
            for (Path file : files.filter(Files::isRegularFile).limit(2).toList()) {
                Files.delete(file);
            }
        }
        assertThatThrownBy(() -> proof.runHere(new VerifyStage(), 60_000)).isInstanceOf(IllegalStateException.class);
        assertThat(proof.all()).containsOnlyKeys("ingest", "features");
    }

    @Test
    @EnabledIfSystemProperty(named = "barque.test.scale", matches = "full", disabledReason = "only with -Pscale")
    void fifty_million_rows_go_through_a_heap_of_one_gigabyte() throws InterruptedException {
        new ScaleProof(root, new Size(500, 260, ScaleProof.USUAL_SEED), System.err::println).runForked();
    }

    private ScaleProof proof(Size size) {
        return new ScaleProof(root, size, said::add);
    }

    private static Market market(Size size) {
        return new Market(size.symbols(), size.days(), size.seed());
    }

    private static Map<String, Object> other(Map<String, Object> record) {
        Map<String, Object> other = new java.util.HashMap<>(record);
        other.put("price", 12_345.67);
        return other;
    }

    private static long seed(int symbols, int days) {
        long seed = 0;
        while (!hasEverything(market(new Size(symbols, days, seed)), new Size(symbols, days, seed))) {
            seed++;
        }
        return seed;
    }

    /** A split, a day without trading, missing minutes, corrections. */
    private static boolean hasEverything(Market market, Size size) {
        boolean halted = false;
        boolean corrected = false;
        boolean missing = false;
        for (int symbol = 0; symbol < size.symbols(); symbol++) {
            for (int day = 0; day < size.days(); day++) {
                corrected |= day + 1 < size.days() && market.isCorrected(symbol, day);
                halted |= market.isHalted(symbol, day);
            }
            missing |= market.bars(symbol, 0).size() < 390;
        }
        return halted && corrected && missing && !market.splits(size.days()).isEmpty();
    }
}
