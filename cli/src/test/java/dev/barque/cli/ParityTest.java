package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.agents.Agent;
import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.MarketContext;
import dev.barque.agents.OptionChains;
import dev.barque.agents.Profile;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.backtest.parity.Parity;
import dev.barque.backtest.parity.ParityDifference;
import dev.barque.backtest.parity.ParityReport;
import dev.barque.backtest.parity.ParityRules;
import dev.barque.cli.internal.work.ProfileChoice;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Trade;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.decisions.DecisionQuery;
import dev.barque.store.decisions.DecisionRecords;
import dev.barque.store.l1.L1Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Parity of a recorded day of the packaged bars, and that it names exactly what was planted. */
class ParityTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final LocalDate DAY = LocalDate.of(2025, 10, 27);

    @TempDir
    static Path folder;

    private static Path home;
    private static BarSource bars;

    @BeforeAll
    static void record() {
        home = folder.resolve("home");
        Cli.build(home);
        for (String profile : new String[] {"V1", "PUBLISHED_V1"}) {
            assertThat(Cli.run(
                                    "backtest",
                                    "--home",
                                    home,
                                    "--symbol",
                                    "SPY",
                                    "--date",
                                    DAY,
                                    "--profile",
                                    profile,
                                    "--log")
                            .exit())
                    .isZero();
        }
        bars = L1Files.ofHome(home).build();
    }

    @ParameterizedTest
    @MethodSource("dev.barque.cli.internal.work.ProfileChoice#shipped")
    void a_recorded_day_is_decided_alike_and_has_one_digest(ProfileChoice profile) {
        ParityReport report = compare(profile.pipeline(), bars, recorded(profile));

        assertThat(report.holds()).as(report.toString()).isTrue();
        assertThat(report.bars()).isEqualTo(390);
        assertThat(report.records()).isEqualTo(390);
        assertThat(report.liveDigest()).isEqualTo(report.replayDigest());
    }

    @ParameterizedTest
    @MethodSource("dev.barque.cli.internal.work.ProfileChoice#shipped")
    void one_bit_of_one_confidence_is_named(ProfileChoice profile) {
        List<Decision> records = recorded(profile);
        Decision was = records.get(217);
        AgentView view = was.views().get(1);
        double planted = Double.longBitsToDouble(Double.doubleToLongBits(view.confidence()) ^ 1);
        List<AgentView> views = new ArrayList<>(was.views());
        views.set(1, view.withConfidence(planted));
        records.set(217, withViews(was, views));

        ParityReport report = compare(profile.pipeline(), bars, records);

        assertThat(report.differences())
                .containsExactly(new ParityDifference(
                        was.time(), "views[1].confidence", String.valueOf(planted), String.valueOf(view.confidence())));
        assertThat(report.differing()).isEqualTo(1);
        assertThat(report.liveDigest()).isNotEqualTo(report.replayDigest());
        assertThat(report.holds()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("dev.barque.cli.internal.work.ProfileChoice#shipped")
    void a_missing_record_and_one_without_a_bar_are_named(ProfileChoice profile) {
        List<Decision> records = recorded(profile);
        Decision gone = records.remove(100);
        Decision last = records.get(records.size() - 1);
        Decision extra = new NoTrade(
                Grounds.empty(
                        SPY, last.time().plusSeconds(60), profile.profile().id(), null),
                NoTrade.Reason.NO_FEATURES,
                ((NoTrade) recorded(profile).get(0)).smallestChange());
        records.add(extra);

        ParityReport report = compare(profile.pipeline(), bars, records);

        assertThat(report.missing()).containsExactly(gone.time());
        assertThat(report.extra()).containsExactly(extra.time());
        assertThat(report.differing()).isZero();
        assertThat(report.differences())
                .containsExactly(
                        new ParityDifference(gone.time(), "record", "none", gone.explanation()),
                        new ParityDifference(extra.time(), "record", extra.explanation(), "no such bar"));
        assertThat(report.holds()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("dev.barque.cli.internal.work.ProfileChoice#shipped")
    void a_bar_that_was_changed_is_named_by_the_first_feature_that_it_changes(ProfileChoice profile) {
        Instant changed = recorded(profile).get(250).time();

        ParityReport report = compare(profile.pipeline(), new OneBarChanged(bars, changed), recorded(profile));

        assertThat(report.differences()).isNotEmpty();
        assertThat(report.differences().get(0).time()).isEqualTo(changed);
        assertThat(report.differences().get(0).field()).startsWith("features.");
        assertThat(report.holds()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("dev.barque.cli.internal.work.ProfileChoice#shipped")
    void another_parameter_of_the_profile_is_named_by_the_first_field_that_it_changes(ProfileChoice profile) {
        Profile base = profile.profile();
        List<Agent> agents = new ArrayList<>(base.agents());
        agents.set(2, new LessSure(agents.get(2)));
        Profile other = new Profile(
                base.id(),
                base.featureSet(),
                base.engines(),
                agents,
                base.composer(),
                base.guards(),
                base.missingEngines(),
                base.stampRule(),
                base.windowRule(),
                base.warmUpBars());
        List<Decision> records = recorded(profile);
        Decision first = records.stream()
                .filter(decision ->
                        !decision.views().isEmpty() && decision.views().get(2).confidence() > 0)
                .findFirst()
                .orElseThrow();
        double was = first.views().get(2).confidence();

        OptionChains chains = profile.equals(ProfileChoice.V1) ? OptionChains.none() : StandardProfiles.standInChains();
        ParityReport report = compare(new DecisionPipeline(other, chains), bars, records);

        assertThat(report.differences().get(0).time()).isEqualTo(first.time());
        assertThat(report.differences().get(0).field()).isEqualTo("views[2].confidence");
        assertThat(report.differences().get(0).live()).isEqualTo(String.valueOf(was));
        assertThat(report.differing()).isGreaterThan(50);
    }

    private static List<Decision> recorded(ProfileChoice profile) {
        List<Decision> decisions = new ArrayList<>();
        DecisionRecords.ofHome(home)
                .read(
                        DecisionQuery.of(SPY).on(DAY).by(profile.profile().id()),
                        logged -> decisions.add(logged.decision()));
        return decisions;
    }

    private static ParityReport compare(DecisionPipeline pipeline, BarSource from, List<Decision> records) {
        try (ParquetFeatureStore features = HomeOption.declared(home).openReadOnly()) {
            return new Parity(pipeline, from, features, ParityRules.standard())
                    .compare(SPY, List.of(DAY), date -> records, done -> {});
        }
    }

    private static Decision withViews(Decision decision, List<AgentView> views) {
        Grounds was = decision.grounds();
        Grounds grounds = new Grounds(
                was.symbol(),
                was.time(),
                was.profile(),
                was.row(),
                views,
                was.scores(),
                was.verdicts(),
                was.circumstances());
        if (decision instanceof Trade trade) {
            return new Trade(
                    grounds,
                    trade.direction(),
                    trade.confidence(),
                    trade.size(),
                    trade.timeStopBars(),
                    trade.stopLoss(),
                    trade.rationale());
        }
        NoTrade none = (NoTrade) decision;
        return new NoTrade(grounds, none.reason(), none.smallestChange());
    }

    /** An agent of the same name with another parameter. */
    private record LessSure(Agent agent) implements Agent {
        @Override
        public String id() {
            return agent.id();
        }

        @Override
        public AgentView view(FeatureRow row, MarketContext market) {
            AgentView view = agent.view(row, market);
            return view.withConfidence(view.confidence() * 0.99);
        }
    }

    /** The same bars, one of them a cent dearer. */
    private record OneBarChanged(BarSource bars, Instant when) implements BarSource {
        @Override
        public Bars bars(Symbol symbol, Instant from, Instant to) {
            return bars.bars(symbol, from, to);
        }

        @Override
        public List<LocalDate> dates() {
            return bars.dates();
        }

        @Override
        public Set<Symbol> symbols(LocalDate date) {
            return bars.symbols(date);
        }

        @Override
        public Bars day(Symbol symbol, LocalDate date) {
            Bars day = bars.day(symbol, date);
            Bars.Builder changed = Bars.builder(symbol).interval(day.interval());
            for (int i = 0; i < day.size(); i++) {
                if (UtcMicros.toInstant(day.time(i)).equals(when)) {
                    changed.add(day.time(i), day.close(i) + 0.01, day.volume(i), day.dollarVolume(i));
                } else {
                    changed.copy(day, i);
                }
            }
            return changed.build();
        }
    }
}
