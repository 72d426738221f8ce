package dev.barque.testkit;

import static org.junit.jupiter.api.io.CleanupMode.ALWAYS;

import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.decision.AccountState;
import dev.barque.core.decision.AgentReports;
import dev.barque.core.decision.AgentStatus;
import dev.barque.core.decision.Direction;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Rationale;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.decision.Trade;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
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
import dev.barque.ops.checks.data.BarQuality;
import dev.barque.ops.checks.data.BarsAvailable;
import dev.barque.ops.checks.data.DataHome;
import dev.barque.ops.checks.data.ErrorRate;
import dev.barque.ops.checks.data.FileAge;
import dev.barque.ops.checks.data.FreshBars;
import dev.barque.ops.checks.data.HomeWritable;
import dev.barque.ops.checks.data.JobHistory;
import dev.barque.ops.checks.data.JobStaleness;
import dev.barque.ops.checks.data.LastTrade;
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
import dev.barque.ops.checks.data.StoreDigests;
import dev.barque.ops.checks.data.StoreFooters;
import dev.barque.ops.checks.data.SymbolsPresent;
import dev.barque.ops.checks.data.TradeIdeas;
import dev.barque.ops.checks.data.WriterLock;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.decisions.DecisionRecords;
import dev.barque.store.decisions.JsonlDecisionLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every check over data, with a system that is well and one that is not. */
@ParameterizedClass(name = "{0}")
@MethodSource("cases")
class DataChecksConformanceTest extends HealthCheckConformance {
    private static final Instant NOW = Instant.parse("2025-11-03T15:30:00Z");
    private static final Symbol SPY = Symbol.of("SPY");
    private static final Symbol QQQ = Symbol.of("QQQ");
    private static final FeatureSet SET = new FeatureSet(
            FeatureSetId.of("v1"), FeatureSchema.builder().float64("force", "1").build(), Lookback.sameDate());

    @TempDir(cleanup = ALWAYS)
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Parameter(0)
    @SuppressWarnings("NullAway.Init")
    String name;

    @Parameter(1)
    @SuppressWarnings("NullAway.Init")
    Case asked;

    private int systems;

    /** What is seen of a system in a directory of its own. */
    @FunctionalInterface
    interface Sight {
        CheckContext.Builder in(Path home) throws IOException;
    }

    record Case(Check check, Sight healthy, Sight troubled) {}

    /** A check, which may be about the directory of the test. */
    @FunctionalInterface
    interface Check {
        HealthCheck of(Path folder);
    }

    @Override
    protected HealthCheck check() {
        return asked.check().of(folder);
    }

    @Override
    protected CheckContext healthy() {
        return make(asked.healthy());
    }

    @Override
    protected CheckContext troubled() {
        return make(asked.troubled());
    }

    private CheckContext make(Sight sight) {
        try {
            Path home = Files.createDirectories(folder.resolve("home-" + systems++));
            return sight.in(home).build();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                of(new StoreFooters(), home -> stored(home, 0), home -> stored(home, 100)),
                of(new StoreDigests(), home -> stored(home, 0), home -> stored(home, -40)),
                of(new QuarantinedFiles(), home -> home(home), home -> {
                    Files.createDirectories(home.resolve("quarantine/20251103T153000Z-0000aaaa"));
                    return home(home);
                }),
                of(new LogBacklog(1 << 20, 1 << 21, Duration.ofDays(3)), home -> home(home), home -> {
                    append(home, NOW.minus(Duration.ofDays(4)));
                    return home(home);
                }),
                of(new WriterLock(WriterLock.Expected.NOBODY), home -> home(home), home -> {
                    // Held until the virtual machine ends: what is looked at must not change between two looks.
                    HELD.add(ParquetFeatureStore.builder(home).set(SET).open(SettableClock.at(NOW)));
                    return home(home);
                }),
                of(
                        new HomeWritable(3, Duration.ofMinutes(1), Duration.ofMinutes(2)),
                        home -> home(home),
                        home -> home(home.resolve("absent"))),
                of(
                        new SchemaDrift(),
                        home -> running(home, SET),
                        home -> running(
                                home,
                                new FeatureSet(
                                        SET.id(),
                                        FeatureSchema.builder()
                                                .float64("other", "1")
                                                .build(),
                                        SET.lookback()))),
                of(new BarsAvailable(), home -> bars(bar(SPY, "2025-10-31T16:00:00Z")), home -> bars()),
                of(
                        new LatestDate(),
                        home -> bars(bar(SPY, "2025-10-31T16:00:00Z")),
                        home -> bars(bar(SPY, "2025-10-30T16:00:00Z"))),
                of(
                        new SymbolsPresent(),
                        home -> bars(bar(SPY, "2025-10-31T16:00:00Z"), bar(QQQ, "2025-10-31T16:00:00Z")),
                        home -> bars(bar(SPY, "2025-10-31T16:00:00Z"), bar(QQQ, "2025-10-30T16:00:00Z"))),
                of(
                        new FreshBars(),
                        home -> bars(bar(SPY, "2025-11-03T15:29:00Z")),
                        home -> bars(bar(SPY, "2025-11-03T15:19:00Z"))),
                of(new BarQuality(1, 1, java.util.Set.of()), home -> bars(session(390)), home -> bars(session(300))),
                of(new TradeIdeas(5, 3, 0.5), home -> decisions(home, 3), home -> decisions(home, 4)),
                of(
                        new LastTrade(Duration.ofMinutes(30), 5),
                        home -> traded(home, "2025-11-03T15:10:00Z"),
                        home -> traded(home, "2025-10-31T19:50:00Z")),
                of(new AgentHeartbeat(), home -> agents(NOW), home -> agents(NOW.minus(Duration.ofMinutes(20)))),
                of(new BarLatency(), home -> latency(1_000_000), home -> latency(80_000_000)),
                of(new SlowOperations(), home -> operation(400), home -> operation(600)),
                of(new ErrorRate(), home -> outcomes(0), home -> outcomes(10)),
                of(new BackupAge(), home -> backups(NOW), home -> backups(NOW.minus(Duration.ofDays(9)))),
                of(new JobStaleness(), home -> job(NOW), home -> job(NOW.minus(Duration.ofDays(2)))),
                of(new AccountLosses(), home -> account(99_500), home -> account(90_000)),
                of(new RateBudget(), home -> budget(10), home -> budget(100)),
                Arguments.of(
                        "FileAge",
                        new Case(
                                folder -> new FileAge("list-age", folder.resolve("list.csv"), Duration.ofHours(1)),
                                home -> file(home, NOW.minus(Duration.ofMinutes(1))),
                                home -> file(home, NOW.minus(Duration.ofHours(3))))),
                Arguments.of(
                        "LogFileGrowth",
                        new Case(
                                folder -> new LogFileGrowth(folder.resolve("logs"), 100, 1_000, 1_000),
                                home -> logs(home, 50),
                                home -> logs(home, 200))));
    }

    /** Stores whose locks are held for as long as the tests run. */
    private static final List<ParquetFeatureStore> HELD = new ArrayList<>();

    private static Arguments of(HealthCheck check, Sight healthy, Sight troubled) {
        return Arguments.of(check.getClass().getSimpleName(), new Case(folder -> check, healthy, troubled));
    }

    private static CheckContext.Builder context() {
        return CheckContext.builder(SettableClock.at(NOW)).with(TradingCalendar.class, TradingCalendars.usEquities());
    }

    private static CheckContext.Builder home(Path home) {
        return context().with(DataHome.class, DataHome.of(home));
    }

    private static ParquetFeatureStore append(Path home, Instant at) {
        ParquetFeatureStore store = ParquetFeatureStore.builder(home).set(SET).open(SettableClock.at(at));
        try (store) {
            List<FeatureRow> rows = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                long time = UtcMicros.of(at) + i;
                rows.add(FeatureRow.builder(SET, SPY).float64(0, i * 0.7).build(time, time));
            }
            store.append(rows);
        }
        return store;
    }

    /** A partition that lost bytes at its end, or of which a bit at a place changed. */
    private static CheckContext.Builder stored(Path home, int lost) throws IOException {
        append(home, NOW);
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(SET).open(SettableClock.at(NOW))) {
            store.seal();
        }
        Path file = home.resolve("data/date=2025-11-03/symbol=SPY/feature_set_id=v1/features.parquet");
        byte[] content = Files.readAllBytes(file);
        if (lost < 0) {
            content[-lost] ^= 1;
        }
        Files.write(file, java.util.Arrays.copyOf(content, content.length - Math.max(0, lost)));
        return home(home);
    }

    private static CheckContext.Builder running(Path home, FeatureSet set) {
        append(home, NOW);
        return home(home).with(FeatureSet.class, set);
    }

    private static Bars bar(Symbol symbol, String at) {
        return Bars.builder(symbol)
                .add(UtcMicros.of(Instant.parse(at)), 600, 100, 60_000)
                .build();
    }

    /** So many minutes of 2025-10-31. */
    private static Bars session(int minutes) {
        Bars.Builder bars = Bars.builder(SPY).interval(Duration.ofMinutes(1));
        long open = UtcMicros.of(Instant.parse("2025-10-31T13:30:00Z"));
        for (int i = 1; i <= minutes; i++) {
            bars.add(open + i * UtcMicros.PER_MINUTE, 600 + Math.sin(i) / 10, 100, 60_000);
        }
        return bars.build();
    }

    private static CheckContext.Builder bars(Bars... bars) {
        return context().with(BarSource.class, new InMemoryBarSource(List.of(bars)));
    }

    private static CheckContext.Builder decisions(Path home, int idle) {
        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(home)) {
            for (int i = 0; i < idle; i++) {
                log.append(new NoTrade(
                        Grounds.empty(SPY, NOW.minusSeconds(60L * (idle - i)), "V1", null),
                        NoTrade.Reason.NO_ALIGNMENT,
                        new SmallestChange("nothing", Double.NaN)));
            }
        }
        return context().with(DecisionRecords.class, DecisionRecords.ofHome(home));
    }

    private static CheckContext.Builder traded(Path home, String at) {
        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(home)) {
            log.append(new Trade(
                    Grounds.empty(SPY, Instant.parse(at), "V1", null),
                    Direction.LONG,
                    0.7,
                    1,
                    8,
                    Double.NaN,
                    new Rationale("2/3 agents agree", "hedge", "good", "low")));
        }
        return context().with(DecisionRecords.class, DecisionRecords.ofHome(home));
    }

    private static CheckContext.Builder agents(Instant last) {
        AgentStatus agent =
                new AgentStatus("hedge", AgentStatus.Link.CONNECTED, UtcMicros.of(last), 10, 0, 0, 0, "", 0, 0);
        return context().with(AgentReports.class, () -> List.of(agent));
    }

    private static CheckContext.Builder latency(long nanos) {
        LatencyRecorder recorder = LatencyRecorder.standard();
        for (int i = 0; i < 100; i++) {
            recorder.record(SPY, i, nanos);
        }
        return context().with(LatencyRecorder.class, recorder);
    }

    private static CheckContext.Builder operation(long millis) {
        SlowOperationLog log = SlowOperationLog.standard();
        log.record("append", NOW, millis * 1_000_000);
        return context().with(SlowOperationLog.class, log);
    }

    private static CheckContext.Builder outcomes(int failures) {
        OutcomeCounter counter = OutcomeCounter.standard(SettableClock.at(NOW));
        counter.success();
        for (int i = 0; i < failures; i++) {
            counter.failure("no route");
        }
        return context().with(OutcomeCounter.class, counter);
    }

    private static CheckContext.Builder backups(Instant last) {
        return context().with(BackupState.class, new BackupState() {
            @Override
            public Optional<Instant> lastBackup() {
                return Optional.of(last);
            }

            @Override
            public Optional<Instant> lastVerifiedRestore() {
                return Optional.of(last);
            }
        });
    }

    private static CheckContext.Builder job(Instant success) {
        JobHistory.Job job =
                new JobHistory.Job("ingest", Duration.ofDays(1), Optional.of(success), Optional.empty(), "");
        return context().with(JobHistory.class, () -> List.of(job));
    }

    private static CheckContext.Builder account(double equity) {
        AccountState state = new AccountState(equity, 100_000, 100_000, 0, 0, 0, 0);
        return context().with(AccountReports.class, () -> state);
    }

    private static CheckContext.Builder budget(long used) {
        RateBudgets.Budget budget =
                new RateBudgets.Budget("quotes", 100, used, NOW.minusSeconds(30), NOW.plusSeconds(30));
        return context().with(RateBudgets.class, () -> List.of(budget));
    }

    private static CheckContext.Builder file(Path home, Instant changed) throws IOException {
        Path file = Files.writeString(home.resolveSibling("list.csv"), "SPY");
        Files.setLastModifiedTime(file, FileTime.from(changed));
        return context();
    }

    private static CheckContext.Builder logs(Path home, int bytes) throws IOException {
        Path logs = Files.createDirectories(home.resolveSibling("logs"));
        Files.write(logs.resolve("app.log"), new byte[bytes]);
        return context().with(SizeHistory.class, new SizeHistory());
    }
}
