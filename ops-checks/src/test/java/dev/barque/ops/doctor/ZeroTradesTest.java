package dev.barque.ops.doctor;

import static dev.barque.ops.doctor.Ward.FRIDAY;
import static dev.barque.ops.doctor.Ward.QQQ;
import static dev.barque.ops.doctor.Ward.SPY;
import static dev.barque.ops.doctor.Ward.commands;
import static dev.barque.ops.doctor.Ward.evidence;
import static dev.barque.ops.doctor.Ward.only;
import static dev.barque.ops.doctor.Ward.silent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.Evidence;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.Levels;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.NoTrade.Reason;
import dev.barque.core.decision.Rationale;
import dev.barque.core.decision.Scores;
import dev.barque.core.decision.Shortfall;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.decision.Trade;
import dev.barque.ops.HealthStatus;
import dev.barque.store.control.KillSwitchFile;
import dev.barque.store.decisions.JsonlDecisionLog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real decision log. */
class ZeroTradesTest {
    private static final Complaint COMPLAINT = Complaint.of(DoctorCase.ZERO_TRADES);
    private static final AgentView SPEAKS =
            AgentView.of("sentiment", 0.4, 0.5, "momentum", Levels.none(), Evidence.of("rsi 61"));

    @TempDir
    Path home;

    private Ward ward;
    private int minute;

    @BeforeEach
    void a_home_with_bars() {
        ward = new Ward(home);
        ward.bars(SPY, FRIDAY);
    }

    private Grounds grounds(List<AgentView> views, GuardVerdict... verdicts) {
        Instant at = Instant.parse("2025-10-31T14:31:00Z").plusSeconds(60L * minute++);
        return new Grounds(SPY, at, "V1", null, views, new Scores(0.5, 0.4), List.of(verdicts));
    }

    private void log(int count, Supplier<Decision> decision) {
        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(home)) {
            for (int i = 0; i < count; i++) {
                log.append(decision.get());
            }
        }
    }

    private Decision none(Reason reason, List<AgentView> views, GuardVerdict... verdicts) {
        return new NoTrade(grounds(views, verdicts), reason, new SmallestChange("nothing", Double.NaN));
    }

    private Decision trade() {
        return new Trade(
                grounds(List.of()),
                Direction.LONG,
                0.7,
                1,
                8,
                Double.NaN,
                new Rationale("2/3 agents agree", "hedge", "good", "low"));
    }

    @Test
    void missing_features_are_told_with_the_first_bar_and_a_trade_ends_the_trouble() {
        log(10, () -> none(Reason.NO_FEATURES, List.of()));

        Diagnosis found = only(ward.examine(COMPLAINT));
        assertThat(found.symptom()).isEqualTo("No trade in 10 decisions by V1.");
        assertThat(found.likelihood()).isEqualTo(Likelihood.CERTAIN);
        assertThat(evidence(found))
                .contains(
                        "10 of 10 decisions say no_features",
                        "decisions-000001.jsonl, line 1: SPY at 2025-10-31T14:31:00Z");
        assertThat(commands(found)).contains("barque doctor no-features", "--at 2025-10-31T14:31:00Z");

        log(1, this::trade);
        silent(ward.examine(COMPLAINT));
    }

    @Test
    void the_bars_that_engines_need_first_are_no_cause() {
        log(10, () -> none(Reason.NO_FEATURES, List.of()));
        log(10, () -> none(Reason.MIXED_SIGNALS, List.of(SPEAKS)));
        assertThat(only(ward.examine(COMPLAINT)).cause()).contains("cancel each other out");

        log(10, () -> none(Reason.NO_FEATURES, List.of()));
        assertThat(ward.examine(COMPLAINT).diagnoses())
                .hasSize(2)
                .anySatisfy(found -> assertThat(evidence(found)).contains("10 of 30 decisions say no_features"));
    }

    @Test
    void a_guard_that_forbids_is_named_with_what_it_said() {
        log(
                9,
                () -> none(
                        Reason.VETOED,
                        List.of(SPEAKS),
                        GuardVerdict.vetoed("stale-data", "the row is 20 minutes old", 15)));

        Diagnosis found = only(ward.examine(COMPLAINT));
        assertThat(found.cause()).contains("stale-data");
        assertThat(evidence(found)).contains("9 of 9", "20 minutes old");
        assertThat(commands(found)).contains("barque why-no-trade", "barque profile show V1");
    }

    @Test
    void an_agent_without_inputs_is_told_from_one_that_is_unsure() {
        AgentView silent = AgentView.abstain("hedge", "no option chain");
        log(
                8,
                () -> new NoTrade(
                        grounds(List.of(SPEAKS, silent)),
                        Reason.INSUFFICIENT_ALIGNMENT,
                        new SmallestChange(
                                "sentiment +0.1 confidence",
                                0.1,
                                List.of(new Shortfall(
                                        "sentiment", Shortfall.CONFIDENCE, 0.5, Shortfall.Reach.AT_LEAST, 0.6)))));

        DoctorReport report = ward.examine(COMPLAINT);
        assertThat(report.diagnoses()).hasSize(2);
        assertThat(report.diagnoses())
                .anySatisfy(found -> assertThat(evidence(found))
                        .contains("the agent hedge: is silent on 8 of 8 bars: no option chain"))
                .anySatisfy(found -> assertThat(evidence(found))
                        .contains("confidence was missing on 8 bars, by 0.100 at the median"));
    }

    @Test
    void agents_that_cancel_each_other_out_are_told_as_such() {
        log(5, () -> none(Reason.MIXED_SIGNALS, List.of(SPEAKS)));

        assertThat(only(ward.examine(COMPLAINT)).cause()).contains("cancel each other out");
        assertThat(evidence(only(ward.examine(COMPLAINT)))).contains("0.500 up, 0.400 down");
    }

    @Test
    void what_happened_on_few_bars_only_is_no_cause() {
        log(19, () -> none(Reason.MIXED_SIGNALS, List.of(SPEAKS)));
        log(1, () -> none(Reason.NO_FEATURES, List.of()));

        assertThat(only(ward.examine(COMPLAINT)).cause()).contains("cancel each other out");
    }

    @Test
    void a_kill_switch_that_is_on_stands_for_itself() {
        log(1, this::trade);
        KillSwitchFile.ofHome(home).on(Ward.NOW, "risk desk", "the feed is late");

        Diagnosis found = only(ward.examine(COMPLAINT));
        assertThat(found.likelihood()).isEqualTo(Likelihood.CERTAIN);
        assertThat(evidence(found)).contains("by risk desk: the feed is late");
        assertThat(commands(found)).contains("barque kill off");

        KillSwitchFile.ofHome(home).off(Ward.NOW, "risk desk", "mended");
        silent(ward.examine(COMPLAINT));
    }

    @Test
    void bars_that_nobody_decided_about_are_told_from_no_bars() {
        log(1, this::trade);
        ward.bars(QQQ, FRIDAY);

        Diagnosis found = only(ward.examine(COMPLAINT.about(QQQ)));
        assertThat(found.cause()).contains("did not run");
        assertThat(commands(found)).contains("barque backtest", "--symbol QQQ --date 2025-10-31 --log");
        assertThat(only(ward.examine(COMPLAINT.about(SPY).on(FRIDAY.minusDays(1))))
                        .cause())
                .contains("nothing to decide about");
        silent(ward.examine(COMPLAINT.about(SPY)));
    }

    @Test
    void without_a_log_nobody_can_tell_unless_nobody_asked() {
        assertThat(ward.examine(COMPLAINT).status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(ward.examine(COMPLAINT).examined().get(0).text()).contains("barque backtest --log");
        assertThat(ward.examine(Complaint.none()).examined().get(2).outcome()).isEqualTo(DoctorReport.Outcome.LEFT_OUT);
    }
}
