package dev.barque.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.FeatureHistory;
import dev.barque.agents.LivePipeline;
import dev.barque.backtest.Replay;
import dev.barque.cli.internal.work.DemoData;
import dev.barque.cli.internal.work.ProfileChoice;
import dev.barque.core.decision.Decision;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.FeatureStore;
import dev.barque.core.feature.NoFeatures;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.store.Durability;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.decisions.JsonlDecisionLog;
import dev.barque.store.ingest.Ingest;
import dev.barque.store.l1.L1Files;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged days, bar by bar as they would come in, against the replay of the same bars. */
class LiveEqualsReplayTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @TempDir
    static Path folder;

    private static L1Files source;

    @BeforeAll
    static void ingest() {
        Ingest ingest =
                Ingest.into(folder.resolve("bars")).stamps(DemoData.STAMPS).build();
        DemoData.copyTo(folder.resolve("demo")).forEach(ingest::file);
        source = L1Files.ofHome(folder.resolve("bars")).build();
    }

    private static ParquetFeatureStore store(Path home, ProfileChoice choice) {
        return ParquetFeatureStore.builder(home)
                .set(choice.profile().featureSet())
                .durability(Durability.OS)
                .open(CLOCK);
    }

    private static LivePipeline live(ProfileChoice choice, FeatureStore store) {
        return LivePipeline.builder(choice.pipeline(), store)
                .history(source)
                .interval(Duration.ofMinutes(1))
                .build();
    }

    private static Decision decide(LivePipeline live, Bars day, int i) {
        return live.onBar(
                day.symbol(),
                day.time(i),
                day.open(i),
                day.high(i),
                day.low(i),
                day.close(i),
                day.volume(i),
                day.dollarVolume(i));
    }

    /** The decisions of a replay over rows that were computed bar by bar from whole windows; the last bar is not decided. */
    private static List<Decision> replayed(ProfileChoice choice, FeatureStore rows, LocalDate date) {
        return new Replay(choice.pipeline(), choice.replayRules())
                .run(source.day(DemoData.SYMBOL, date), rows)
                .decisions();
    }

    @ParameterizedTest
    @MethodSource("dev.barque.cli.internal.work.ProfileChoice#shipped")
    void every_bar_is_decided_as_in_the_replay_bit_for_bit(ProfileChoice choice, @TempDir Path own) throws IOException {
        DecisionPipeline pipeline = choice.pipeline();
        try (ParquetFeatureStore regenerated = store(own.resolve("regenerated"), choice);
                ParquetFeatureStore rows = store(own.resolve("live"), choice);
                JsonlDecisionLog log = JsonlDecisionLog.ofHome(own.resolve("live"))) {
            LivePipeline live = LivePipeline.builder(pipeline, rows)
                    .log(log)
                    .history(source)
                    .interval(Duration.ofMinutes(1))
                    .build();
            for (LocalDate date : DemoData.DATES) {
                regenerated.append(new FeatureHistory(pipeline, source).rows(DemoData.SYMBOL, date));
                Bars day = source.day(DemoData.SYMBOL, date);
                List<Decision> decisions = new ArrayList<>();
                for (int i = 0; i < day.size(); i++) {
                    decisions.add(decide(live, day, i));
                }

                List<Decision> expected = replayed(choice, regenerated, date);
                assertThat(decisions).hasSize(day.size()).hasSizeGreaterThan(300);
                for (int i = 0; i < expected.size(); i++) {
                    assertThat(decisions.get(i)).as("%s bar %d", date, i).isEqualTo(expected.get(i));
                }
                assertThat(rows.rows(choice.profile().featureSet().id(), DemoData.SYMBOL, date))
                        .zipSatisfy(
                                regenerated.rows(choice.profile().featureSet().id(), DemoData.SYMBOL, date),
                                (ours, theirs) ->
                                        assertThat(ours.sameContent(theirs)).isTrue());
            }
        }
        assertThat(linesOf(own.resolve("live/decisions")))
                .isEqualTo(DemoData.DATES.stream()
                        .mapToLong(date -> source.day(DemoData.SYMBOL, date).size())
                        .sum());
    }

    private static long linesOf(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            long lines = 0;
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".jsonl")).toList()) {
                lines += Files.readAllLines(file).size();
            }
            return lines;
        }
    }

    @ParameterizedTest
    @MethodSource("dev.barque.cli.internal.work.ProfileChoice#shipped")
    void after_a_restart_at_any_bar_it_goes_on_as_if_nothing_had_happened(ProfileChoice choice, @TempDir Path own) {
        LocalDate date = DemoData.DATES.get(1);
        Bars day = source.day(DemoData.SYMBOL, date);
        try (ParquetFeatureStore rows = store(own, choice)) {
            LivePipeline uninterrupted = live(choice, rows);
            List<Decision> expected = new ArrayList<>();
            for (int i = 0; i < day.size(); i++) {
                expected.add(decide(uninterrupted, day, i));
            }
            FeatureStore same = new KnownRows(rows);

            for (int split = 0; split < day.size(); split++) {
                LivePipeline restarted = live(choice, same);
                if (split % 2 == 0) {
                    restarted.warmUp(List.of(DemoData.SYMBOL), day.bar(split).time());
                }
                // All that follow for some splits, the next forty for every one.
                int end = split % 25 == 0 ? day.size() : Math.min(day.size(), split + 40);
                for (int i = split; i < end; i++) {
                    assertThat(decide(restarted, day, i))
                            .as("restarted at %d, bar %d", split, i)
                            .isEqualTo(expected.get(i));
                }
            }
        }
    }

    /** Rows that are there already; any other is refused. */
    private record KnownRows(FeatureStore rows) implements FeatureStore {
        @Override
        public void append(List<FeatureRow> batch) {
            for (FeatureRow row : batch) {
                FeatureRow known = rows.get(row.set().id(), row.symbol(), new AsOf(row.eventTime(), row.knownAt()));
                assertThat(row.sameContent(known)).as("%s", row).isTrue();
            }
        }

        @Override
        public Optional<FeatureRow> find(FeatureSetId set, Symbol symbol, AsOf asOf) {
            return rows.find(set, symbol, asOf);
        }

        @Override
        public NoFeatures diagnose(FeatureSetId set, Symbol symbol, AsOf asOf) {
            return rows.diagnose(set, symbol, asOf);
        }

        @Override
        public void close() {}
    }
}
