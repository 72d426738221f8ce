package dev.barque.benchmarks;

import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.decision.AccountState;
import dev.barque.core.decision.AgentReports;
import dev.barque.core.decision.AgentStatus;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.checks.data.AccountLosses;
import dev.barque.ops.checks.data.AccountReports;
import dev.barque.ops.checks.data.AgentHeartbeat;
import dev.barque.ops.checks.data.BackupAge;
import dev.barque.ops.checks.data.BackupState;
import dev.barque.ops.checks.data.BarLatency;
import dev.barque.ops.checks.data.BarsAvailable;
import dev.barque.ops.checks.data.DataHome;
import dev.barque.ops.checks.data.ErrorRate;
import dev.barque.ops.checks.data.FileAge;
import dev.barque.ops.checks.data.FreshBars;
import dev.barque.ops.checks.data.JobHistory;
import dev.barque.ops.checks.data.JobStaleness;
import dev.barque.ops.checks.data.LatencyRecorder;
import dev.barque.ops.checks.data.LatestDate;
import dev.barque.ops.checks.data.LogBacklog;
import dev.barque.ops.checks.data.LogFileGrowth;
import dev.barque.ops.checks.data.OutcomeCounter;
import dev.barque.ops.checks.data.QuarantinedFiles;
import dev.barque.ops.checks.data.RateBudget;
import dev.barque.ops.checks.data.RateBudgets;
import dev.barque.ops.checks.data.SchemaDrift;
import dev.barque.ops.checks.data.SizeHistory;
import dev.barque.ops.checks.data.SlowOperationLog;
import dev.barque.ops.checks.data.SlowOperations;
import dev.barque.ops.checks.data.SymbolsPresent;
import dev.barque.ops.checks.data.WriterLock;
import dev.barque.ops.checks.host.ClockDrift;
import dev.barque.ops.checks.host.CpuLoad;
import dev.barque.ops.checks.host.Deadlocks;
import dev.barque.ops.checks.host.DiskSpace;
import dev.barque.ops.checks.host.FileDescriptors;
import dev.barque.ops.checks.host.FilesCanBeMade;
import dev.barque.ops.checks.host.GcPauses;
import dev.barque.ops.checks.host.Host;
import dev.barque.ops.checks.host.ProcessMemory;
import dev.barque.ops.checks.host.ThreadCount;
import dev.barque.ops.checks.jdbc.ConnectionPool;
import dev.barque.ops.checks.jdbc.PoolInUse;
import dev.barque.ops.checks.net.NameResolves;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Thirty checks that ship, over a home of real files and this machine. They are those whose cost does not grow with what is stored:
 * not those that read all partitions, every bar or a log of decisions, and not the one that waits for the disk.
 */
final class CheapChecks {
    private CheapChecks() {}

    static List<HealthCheck> over(HealthyHome home) {
        return List.of(
                new DiskSpace(),
                new FilesCanBeMade(),
                new ProcessMemory(),
                new GcPauses(),
                new ThreadCount(),
                new Deadlocks(),
                new FileDescriptors(),
                new CpuLoad(),
                // The clock of the context stands on a day of the data.
                new ClockDrift(Duration.ofDays(36_500), Duration.ofDays(36_500), Duration.ofHours(1)),
                new LogBacklog(),
                new WriterLock(),
                new QuarantinedFiles(),
                new SchemaDrift(),
                new BarsAvailable(),
                new LatestDate(),
                new SymbolsPresent(),
                new FreshBars(),
                new AgentHeartbeat(),
                new BarLatency(),
                new SlowOperations(),
                new ErrorRate(),
                new BackupAge(),
                new JobStaleness(),
                new AccountLosses(),
                new RateBudget(),
                new FileAge("candidates-age", home.candidates(), Duration.ofDays(1)),
                new FileAge("configuration-age", home.configuration(), Duration.ofDays(30)),
                new LogFileGrowth(home.logs()),
                new PoolInUse(),
                NameResolves.of("localhost"));
    }

    static CheckContext context(HealthyHome home, BarSource bars) {
        Clock clock = Clock.fixed(HealthyHome.NOW, ZoneOffset.UTC);
        return CheckContext.builder(clock)
                .with(Host.class, Host.local(home.directory(), home.logs()))
                .with(DataHome.class, DataHome.of(home.directory()))
                .with(FeatureSet.class, home.set())
                .with(BarSource.class, bars)
                .with(TradingCalendar.class, TradingCalendars.usEquities())
                .with(AgentReports.class, () -> List.of(agent("hedge"), agent("liquidity"), agent("sentiment")))
                .with(LatencyRecorder.class, latencies())
                .with(SlowOperationLog.class, SlowOperationLog.standard())
                .with(OutcomeCounter.class, outcomes(clock))
                .with(BackupState.class, new Backups())
                .with(JobHistory.class, () -> List.of(job("ingest"), job("backup")))
                .with(AccountReports.class, () -> new AccountState(100_000, 100_000, 101_000, 0, 0, 0, 0))
                .with(RateBudgets.class, () -> List.of(budget()))
                .with(SizeHistory.class, new SizeHistory())
                .with(ConnectionPool.class, new Pool())
                .build();
    }

    private static AgentStatus agent(String id) {
        return new AgentStatus(id, AgentStatus.Link.CONNECTED, UtcMicros.of(HealthyHome.NOW), 1_000, 0, 0, 0, "", 0, 0);
    }

    private static LatencyRecorder latencies() {
        LatencyRecorder recorder = LatencyRecorder.standard();
        for (int i = 0; i < 5_000; i++) {
            recorder.record(Symbol.of("S0"), i, 1_000_000 + i * 7_919 % 5_000);
        }
        return recorder;
    }

    private static OutcomeCounter outcomes(Clock clock) {
        OutcomeCounter counter = OutcomeCounter.standard(clock);
        for (int i = 0; i < 1_000; i++) {
            counter.success();
        }
        return counter;
    }

    private static JobHistory.Job job(String name) {
        return new JobHistory.Job(
                name, Duration.ofDays(1), Optional.of(HealthyHome.NOW.minusSeconds(3_600)), Optional.empty(), "");
    }

    private static RateBudgets.Budget budget() {
        return new RateBudgets.Budget(
                "quotes", 100, 10, HealthyHome.NOW.minusSeconds(30), HealthyHome.NOW.plusSeconds(30));
    }

    private static final class Backups implements BackupState {
        @Override
        public Optional<Instant> lastBackup() {
            return Optional.of(HealthyHome.NOW.minusSeconds(3_600));
        }

        @Override
        public Optional<Instant> lastVerifiedRestore() {
            return Optional.of(HealthyHome.NOW.minusSeconds(86_400));
        }
    }

    private static final class Pool implements ConnectionPool {
        @Override
        public int inUse() {
            return 3;
        }

        @Override
        public int most() {
            return 10;
        }

        @Override
        public int waiting() {
            return 0;
        }
    }
}
