package dev.barque.ops.checks.data;

import static dev.barque.ops.checks.Asked.NOW;
import static dev.barque.ops.checks.Asked.ask;
import static dev.barque.ops.checks.Asked.degradedText;
import static dev.barque.ops.checks.Asked.healthy;
import static dev.barque.ops.checks.Asked.unhealthyText;
import static dev.barque.ops.checks.Asked.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.account.AccountKeeper;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.decision.AccountState;
import dev.barque.core.decision.AgentReports;
import dev.barque.core.decision.AgentStatus;
import dev.barque.core.time.UtcMicros;
import dev.barque.ops.Homes;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What hosts report: backups, jobs, allowances, accounts, agents. */
class ReportedChecksTest {
    @Test
    void a_backup_grows_old_and_a_drill_is_asked_for() {
        assertThat(unhealthyText(backup(null, null))).contains("there is none", "barque backup");
        assertThat(unhealthyText(backup(Duration.ofDays(4), Duration.ofDays(1))))
                .contains("4 d ago");
        assertThat(degradedText(backup(Duration.ofHours(30), Duration.ofDays(1))))
                .contains("1 d 6 h ago");
        assertThat(degradedText(backup(Duration.ofHours(2), null)))
                .contains("no backup was ever restored", "barque drill");
        assertThat(degradedText(backup(Duration.ofHours(2), Duration.ofDays(40))))
                .contains("40 d ago");
        healthy(backup(Duration.ofHours(2), Duration.ofDays(10)));
    }

    @Test
    void a_job_is_late_after_its_interval_and_grace_and_unhealthy_when_twice_as_late() {
        assertThat(unhealthyText(job(null, Duration.ofHours(1))))
                .contains("job ingest | it never succeeded; the last failure: no route");
        healthy(job(Duration.ofHours(26), null));
        assertThat(degradedText(job(Duration.ofHours(27), null))).contains("1 d 3 h ago", "a success every 1 d");
        assertThat(unhealthyText(job(Duration.ofHours(53), null))).contains("2 d 5 h ago");
        assertThat(degradedText(job(Duration.ofHours(3), Duration.ofHours(1))))
                .contains("it failed since its last success");
        healthy(job(Duration.ofHours(1), Duration.ofHours(3)));
        assertThat(unknown(ask(new JobStaleness(), NOW, JobHistory.class, List::of)))
                .contains("No job is declared");
    }

    @Test
    void an_allowance_that_runs_out_too_early_is_degraded_and_one_that_is_used_up_unhealthy() {
        healthy(budget(79, NOW.plusSeconds(50)));
        assertThat(degradedText(budget(85, NOW.plusSeconds(50))))
                .contains("85 of 100 calls used", "16.7 % of the time passed");
        healthy(budget(85, NOW.plusSeconds(1)));
        assertThat(unhealthyText(budget(100, NOW.plusSeconds(1)))).contains("quotes, calls a minute");
        healthy(budget(100, NOW));
        assertThat(unknown(ask(new RateBudget(), NOW, RateBudgets.class, List::of)))
                .contains("No provider");
    }

    @Test
    void losses_of_a_kept_account_are_seen_and_gone_when_it_recovers() {
        AccountKeeper keeper = AccountKeeper.builder(TradingCalendars.usEquities())
                .equity(100_000)
                .position(Homes.SPY, 100, 600, 600)
                .build();
        keeper.mark(Homes.SPY, UtcMicros.of(NOW), 600);
        healthy(account(keeper.state(Homes.SPY, UtcMicros.of(NOW))));

        keeper.mark(Homes.SPY, UtcMicros.of(NOW) + 1, 575);
        assertThat(degradedText(account(keeper.state(Homes.SPY, UtcMicros.of(NOW) + 1))))
                .contains("the session | a loss of 2.5 % | at most 2 %");

        keeper.mark(Homes.SPY, UtcMicros.of(NOW) + 2, 480);
        assertThat(unhealthyText(account(keeper.state(Homes.SPY, UtcMicros.of(NOW) + 2))))
                .contains("a loss of 12 % | at most 3 %", "a drawdown of 12 % | at most 10 %", "kill switch");

        keeper.mark(Homes.SPY, UtcMicros.of(NOW) + 3, 601);
        healthy(account(keeper.state(Homes.SPY, UtcMicros.of(NOW) + 3)));
    }

    @Test
    void an_account_that_nobody_keeps_is_unknown() {
        assertThat(unknown(account(AccountState.unknown()))).contains("NaN", "Let the keeper");
    }

    @Test
    void agents_that_fall_silent_in_market_hours_are_unhealthy_and_at_night_they_may() {
        long stale = UtcMicros.of(NOW.minus(Duration.ofMinutes(11)));

        assertThat(unhealthyText(agents(NOW, agent("hedge", stale, 0, 0))))
                .contains("no view for 11 min of market hours");
        healthy(agents(NOW, agent("hedge", stale + 2 * UtcMicros.PER_MINUTE, 0, 0)));
        healthy(agents(Instant.parse("2025-11-03T23:00:00Z"), agent("hedge", stale, 0, 0)));
        healthy(agents(Instant.parse("2025-11-03T14:39:00Z"), agent("hedge", Long.MIN_VALUE, 0, 0)));
        unhealthyText(agents(Instant.parse("2025-11-03T14:41:00Z"), agent("hedge", Long.MIN_VALUE, 0, 0)));
    }

    @Test
    void one_agent_that_is_behind_fails_or_is_away_is_degraded() {
        long now = UtcMicros.of(NOW);
        AgentStatus fine = agent("hedge", now, 0, 0);

        assertThat(degradedText(agents(NOW, fine, agent("mood", now - 11 * UtcMicros.PER_MINUTE, 0, 0))))
                .contains("agent mood", "its last view is of");
        assertThat(degradedText(agents(NOW, fine, agent("mood", now, 20, 0))))
                .contains("20 failures beside 1000 views; the last one: NaN");
        assertThat(degradedText(agents(NOW, fine, agent("mood", now, 0, 2)))).contains("away on 2 symbols");
        healthy(agents(NOW, fine, agent("mood", now, 5, 0)));
        assertThat(unknown(agents(NOW))).contains("No agent is reported");
    }

    @Test
    void bounds_and_reports_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new AccountLosses(0.05, 0.03, 0.1, 0.2)).hasMessageContaining("degradedDailyLoss");
        assertThatThrownBy(() -> new BackupAge(Duration.ofDays(2), Duration.ofDays(1), Duration.ofDays(1)))
                .hasMessageContaining("degradedAge is PT48H. Expected at most unhealthyAge, which is PT24H");
        assertThatThrownBy(() -> new JobStaleness(1.5))
                .hasMessageContaining("job-staleness: its parameter graceShare is 1.5. Expected a share from 0 to 1");
        assertThatThrownBy(() -> new RateBudgets.Budget("x", 0, 0, NOW, NOW.plusSeconds(1)))
                .hasMessageContaining("limit of a budget is 0. Expected 1 or more");
        assertThatThrownBy(() -> new RateBudgets.Budget("x", 1, 0, NOW, NOW))
                .hasMessageContaining("an instant after it begins");
    }

    private static Verdict backup(@Nullable Duration age, @Nullable Duration drill) {
        return ask(new BackupAge(), NOW, BackupState.class, new BackupState() {
            @Override
            public Optional<Instant> lastBackup() {
                return Optional.ofNullable(age).map(NOW::minus);
            }

            @Override
            public Optional<Instant> lastVerifiedRestore() {
                return Optional.ofNullable(drill).map(NOW::minus);
            }
        });
    }

    private static Verdict job(@Nullable Duration success, @Nullable Duration failure) {
        JobHistory.Job job = new JobHistory.Job(
                "ingest",
                Duration.ofDays(1),
                Optional.ofNullable(success).map(NOW::minus),
                Optional.ofNullable(failure).map(NOW::minus),
                failure == null ? "" : "no route");
        return ask(new JobStaleness(), NOW, JobHistory.class, () -> List.of(job));
    }

    private static Verdict budget(long used, Instant resets) {
        RateBudgets.Budget budget =
                new RateBudgets.Budget("quotes, calls a minute", 100, used, resets.minusSeconds(60), resets);
        return ask(new RateBudget(), NOW, RateBudgets.class, () -> List.of(budget));
    }

    private static Verdict account(AccountState state) {
        return ask(new AccountLosses(), NOW, AccountReports.class, () -> state);
    }

    private static Verdict agents(Instant now, AgentStatus... agents) {
        return ask(new AgentHeartbeat(), Asked.market(now).with(AgentReports.class, () -> List.of(agents)));
    }

    private static AgentStatus agent(String id, long last, long failures, int away) {
        return new AgentStatus(
                id, AgentStatus.Link.CONNECTED, last, 1_000, failures, away, away, failures == 0 ? "" : "NaN", 0, 0);
    }
}
