package dev.barque.testkit.lookahead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.OptionChains;
import dev.barque.agents.Profile;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.backtest.ReplayRules;
import dev.barque.backtest.audit.AuditChannel;
import dev.barque.backtest.audit.AuditData;
import dev.barque.backtest.audit.AuditInput;
import dev.barque.backtest.audit.AuditedSystem;
import dev.barque.backtest.audit.FreshClasses;
import dev.barque.backtest.audit.LookAhead;
import dev.barque.backtest.audit.LookAheadAudit;
import dev.barque.backtest.audit.LookAheadReport;
import dev.barque.backtest.audit.Perturbation;
import dev.barque.backtest.audit.ReplayedPipeline;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.error.BarqueException;
import dev.barque.testkit.InMemoryBarSource;
import dev.barque.testkit.internal.Seeds;
import dev.barque.testkit.internal.parts.Walk;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A corpus of planted leaks is caught entirely; their honest twins raise no alarm. */
class LookAheadAuditTest {
    private static final int SEEDS = 2;

    static Stream<Class<?>> leaks() {
        return Stream.of(Leaks.class.getDeclaredClasses());
    }

    static Stream<Class<?>> twins() {
        return Stream.of(CleanTwins.class.getDeclaredClasses());
    }

    private static LookAheadReport audit(Class<?> type, long seed) {
        Class<? extends AuditedSystem> system = type.asSubclass(AuditedSystem.class);
        return LookAheadAudit.of(() -> FreshClasses.instance(AuditedSystem.class, system))
                .seed(seed)
                .run(Markets.of(seed));
    }

    private static LookAhead first(Class<?> type, Perturbation how) {
        return audit(type, 1).findings().stream()
                .filter(finding -> finding.how() == how)
                .findFirst()
                .orElseThrow(() -> new AssertionError(type + " passes " + how));
    }

    @Test
    void the_corpus_is_complete() {
        assertThat(leaks()).hasSize(15);
        assertThat(twins()).hasSize(14);
    }

    @ParameterizedTest
    @MethodSource("leaks")
    void every_leak_is_caught(Class<?> leak) {
        for (long seed : Seeds.seeds(SEEDS)) {
            assertThat(audit(leak, seed).findings()).as(Seeds.repeat(seed)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("twins")
    void no_honest_twin_raises_an_alarm(Class<?> twin) {
        for (long seed : Seeds.seeds(SEEDS)) {
            assertThat(audit(twin, seed).findings()).as(Seeds.repeat(seed)).isEmpty();
        }
    }

    @Test
    void the_report_names_instant_field_both_values_and_what_was_changed() {
        LookAhead finding = first(Leaks.OneBarAhead.class, Perturbation.VALUES);

        assertThat(finding.micros()).isEqualTo(finding.afterMicros());
        assertThat(finding.channel()).isEqualTo(AuditChannel.OTHER);
        assertThat(finding.field()).isEqualTo("value");
        assertThat(finding.was()).isNotEqualTo(finding.became());
        assertThat(finding.inputs()).containsExactly(AuditInput.BARS);
        assertThat(finding.text())
                .contains("other of AAA at " + finding.time(), finding.was(), "but " + finding.became(), "(bars)");
    }

    @Test
    void the_input_that_leaks_is_named() {
        assertThat(first(Leaks.LateRevision.class, Perturbation.ADDED).inputs()).containsExactly(AuditInput.ROWS);
        assertThat(first(Leaks.LaterChain.class, Perturbation.VALUES).inputs()).containsExactly(AuditInput.CHAINS);
        assertThat(first(Leaks.LaterReading.class, Perturbation.ADDED).inputs()).containsExactly(AuditInput.READINGS);
    }

    @Test
    void what_only_the_length_of_the_sample_shows_is_shown_by_cutting_and_adding() {
        Set<Perturbation> hows = EnumSet.noneOf(Perturbation.class);
        audit(Leaks.SizeOfTheSample.class, 1).findings().forEach(finding -> hows.add(finding.how()));

        assertThat(hows).containsExactly(Perturbation.CUT, Perturbation.ADDED);
    }

    @Test
    void what_one_run_leaves_to_the_next_is_told_from_what_is_read_ahead() {
        assertThat(audit(Leaks.SharedCacheOfRuns.class, 1).findings())
                .extracting(LookAhead::how)
                .containsOnly(Perturbation.EARLIER_RUN);
        assertThat(audit(Leaks.Chance.class, 1).findings())
                .extracting(LookAhead::how)
                .contains(Perturbation.AGAIN);
    }

    /** Why each run needs classes of its own: otherwise the first run fills the cache for all of them. */
    @Test
    void a_cache_hides_its_leak_from_an_audit_that_shares_it() {
        Leaks.SharedCacheOfDays shared = new Leaks.SharedCacheOfDays();

        assertThat(LookAheadAudit.of(() -> shared).run(Markets.of(1)).isClean()).isTrue();
        assertThat(audit(Leaks.SharedCacheOfDays.class, 1).isClean()).isFalse();
    }

    private static LookAheadReport audit(Profile profile, OptionChains chains, ReplayRules rules) {
        InMemoryBarSource bars = new InMemoryBarSource(List.of(Walk.of(Markets.AAA, 3, 430)));
        return LookAheadAudit.of(() -> new ReplayedPipeline(
                        data -> new DecisionPipeline(profile, chains),
                        rules,
                        ReplayedPipeline.Features.COMPUTED,
                        TradingCalendars.alwaysOpen()))
                .samples(4)
                .run(AuditData.of(List.of(Markets.AAA), bars.dates(), bars));
    }

    @Test
    void v1_knows_nothing_of_the_future() {
        LookAheadReport report = audit(StandardProfiles.v1(), OptionChains.none(), ReplayRules.standard());

        assertThat(report.findings()).isEmpty();
        assertThat(report.pieces()).isGreaterThan(1_000);
        assertThat(report.instants()).hasSize(4);
    }

    /** Its faults are kept on purpose: rows are stamped with the opening of the bar whose close they contain. */
    @Test
    void the_published_profile_is_caught_where_it_is_known_to_look_ahead() {
        LookAheadReport report =
                audit(StandardProfiles.publishedV1(), StandardProfiles.standInChains(), ReplayRules.published());

        assertThat(report.findings().stream().map(LookAhead::channel).collect(Collectors.toSet()))
                .contains(AuditChannel.FEATURES)
                .doesNotContain(AuditChannel.DECISION);
    }

    @Test
    void what_cannot_be_audited_is_refused() {
        AuditData market = Markets.of(1);
        InMemoryBarSource one = new InMemoryBarSource(List.of(Walk.of(Markets.AAA, 1, 1)));

        assertThatThrownBy(() -> LookAheadAudit.of(() -> (data, to) -> {}).run(market))
                .isInstanceOf(BarqueException.class)
                .hasMessageContaining("would pass every audit");
        assertThatThrownBy(() -> LookAheadAudit.of(Leaks.OneBarAhead::new)
                        .run(AuditData.of(List.of(Markets.AAA), one.dates(), one)))
                .hasMessageContaining("at least two");
        assertThatThrownBy(() -> AuditData.of(List.of(), one.dates(), one)).hasMessageContaining("at least one");
    }
}
