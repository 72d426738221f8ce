package dev.barque.testkit.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.SmallestChange;
import dev.barque.core.market.Bar;
import dev.barque.core.market.Bars;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenanceListener;
import dev.barque.ops.maintenance.MaintenanceTask;
import dev.barque.ops.maintenance.MaintenanceTasks;
import dev.barque.store.HomeSnapshot;
import dev.barque.store.decisions.DecisionQuery;
import dev.barque.store.decisions.DecisionRecords;
import dev.barque.store.decisions.DecisionReport;
import dev.barque.store.decisions.JsonlDecisionLog;
import dev.barque.store.ingest.Ingest;
import dev.barque.store.l1.L1Files;
import dev.barque.testkit.SettableClock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of a process that goes through all maintenance tasks of a home, each time on the same home again. */
class MaintenanceKillTest {
    private static final int KILLS = "full".equals(System.getProperty("barque.test.crash")) ? 300 : 8;
    private static final long SEED = Long.getLong("barque.test.seed", 11);
    /** Longer than all tasks take, so that some lives come to their end. */
    private static final int LONGEST_MILLIS = 1_500;

    private static final Symbol SPY = Symbol.of("SPY");
    private static final LocalDate OLD = LocalDate.parse("2025-11-03");
    private static final LocalDate OLDER = LocalDate.parse("2025-10-31");
    private static final List<LocalDate> RECENT = List.of(LocalDate.parse("2025-12-01"), LocalDate.parse("2025-12-02"));
    private static final int DECISIONS = 50;
    private static final int LINES = 2_000;

    @TempDir
    private Path root;

    private static SettableClock clock() {
        return SettableClock.at("2025-12-04T21:00:00Z");
    }

    @Test
    void no_kill_loses_anything_and_the_next_run_ends_what_was_begun() throws Exception {
        Random random = new Random(SEED);
        Path template = template();
        List<Bar> bars = bars(template, OLD);
        int whole = 0;
        int broken = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            Path home = root.resolve("home-" + kill);
            copy(template, home);
            // At least one is cut short, however fast the machine is.
            String said = live(home, kill == 1 ? 0 : random.nextInt(LONGEST_MILLIS));
            whole += said.endsWith("!") ? 1 : 0;
            String life = "seed " + SEED + ", kill " + kill + ", done " + said;
            broken += said.endsWith("!") ? 0 : 1;

            conserved(home, bars, life);
            try (HomeSnapshot snapshot = HomeSnapshot.of(home)) {
                assertThat(snapshot.files())
                        .as(life)
                        .noneMatch(file -> file.name().startsWith(".removed")
                                || file.name().endsWith(".tmp"));
            }
            all(home);
            conserved(home, bars, life);
            assertThat(home.resolve("data/date=" + OLD)).as(life).doesNotExist();
            assertThat(lines(home)).as(life).hasSize(LINES);
            for (MaintenanceTask.Descriptor task : tasks()) {
                if (!task.id().equals("orphaned-temporaries")) { // what is new may be somebody's
                    assertThat(discovered().plan(task.id(), context(task, home)).steps())
                            .as(life + ", " + task.id())
                            .isEmpty();
                }
            }
            delete(home);
        }
        assertThat(whole + broken).isEqualTo(KILLS);
        assertThat(broken).as("lives that were cut short").isPositive();
    }

    /** What one process did before it was killed: a letter for each task that it ended, and "!" when it ended them all. */
    private String live(Path home, int millis) throws IOException, InterruptedException {
        Path said = root.resolve("said");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(said.toFile())
                .start();
        while (child.isAlive() && Files.size(said) == 0) {
            Thread.sleep(2); // until it says that it begins; from then on it may die at any moment
        }
        Thread.sleep(millis);
        child.destroyForcibly().waitFor();
        return Files.readString(said);
    }

    /** Old and new features, decisions, a packed file of bars, rotated logs of three days. */
    private Path template() throws IOException {
        Path home = Files.createDirectories(root.resolve("template"));
        FeatureHome.sealed(home, clock(), List.of(OLDER, OLD, RECENT.get(0)));
        FeatureHome.append(home, clock(), RECENT.subList(1, 2));
        try (JsonlDecisionLog log = JsonlDecisionLog.ofHome(home)) {
            for (int i = 0; i < DECISIONS; i++) {
                log.append(new NoTrade(
                        Grounds.empty(SPY, Instant.parse(OLD + "T15:00:00Z").plusSeconds(60L * i), "V1", null),
                        NoTrade.Reason.NO_ALIGNMENT,
                        new SmallestChange("nothing", Double.NaN)));
            }
        }
        Ingest.into(home)
                .stamps(StampConvention.atClose(Duration.ofMinutes(1)))
                .build()
                .records(
                        IntStream.range(0, 60)
                                .mapToObj(i -> Map.<String, Object>of(
                                        "symbol",
                                        "SPY",
                                        "t",
                                        Instant.parse(OLD + "T15:00:00Z")
                                                .plusSeconds(60L * i)
                                                .toString(),
                                        "price",
                                        600.0 + i,
                                        "volume",
                                        100.0))
                                .toList(),
                        "test");
        Path plain = home.resolve("data_l1/l1_" + OLD + ".parquet");
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(Path.of(plain + ".gz")))) {
            Files.copy(plain, packed);
        }
        Files.delete(plain);
        Files.createDirectories(home.resolve("logs"));
        for (int file = 0; file < 4; file++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < LINES / 4; i++) {
                text.append("{\"n\":").append(file * LINES / 4 + i).append("}\n");
            }
            Path log = home.resolve("logs/app.jsonl.2025110" + (file + 1) + "T000000Z");
            Files.writeString(log, text);
            Files.setLastModifiedTime(log, FileTime.from(Instant.parse("2025-11-0" + (file + 1) + "T00:00:00Z")));
        }
        return home;
    }

    private static void conserved(Path home, List<Bar> bars, String life) throws IOException {
        FeatureHome.requireRows(home, RECENT.toArray(new LocalDate[0]));
        for (LocalDate old : List.of(OLDER, OLD)) {
            if (Files.exists(home.resolve("data/date=" + old))) {
                FeatureHome.requireRows(home, old);
            }
        }
        DecisionReport decisions = DecisionRecords.ofHome(home).read(DecisionQuery.of(SPY), logged -> {});
        assertThat(decisions.isClean()).as(life).isTrue();
        assertThat(decisions.decisions()).as(life).isEqualTo(DECISIONS);
        assertThat(bars(home, OLD)).as(life).isEqualTo(bars);
        assertThat(lines(home)).as(life).containsAll(expectedLines());
    }

    private static List<String> expectedLines() {
        return IntStream.range(0, LINES).mapToObj(i -> "{\"n\":" + i + "}").toList();
    }

    /** Of all files of logs, packed or not. */
    private static List<String> lines(Path home) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(home.resolve("logs"))) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                if (!file.getFileName().toString().startsWith(".")) {
                    Unpacked.text(file).lines().forEach(lines::add);
                }
            }
        }
        return lines;
    }

    private static List<Bar> bars(Path home, LocalDate date) {
        Bars day = L1Files.ofHome(home).build().day(SPY, date);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < day.size(); i++) {
            bars.add(day.bar(i));
        }
        return bars;
    }

    private static MaintenanceTasks discovered() {
        return MaintenanceTasks.discover(MaintenanceKillTest.class.getClassLoader());
    }

    /** Those that need no more than a home. */
    private static List<MaintenanceTask.Descriptor> tasks() {
        return discovered().descriptors().stream()
                .filter(task -> task.needs().isEmpty())
                .sorted(Comparator.comparing(MaintenanceTask.Descriptor::id))
                .toList();
    }

    private static MaintenanceContext context(MaintenanceTask.Descriptor task, Path home) {
        MaintenanceContext.Builder context = MaintenanceContext.builder(home, clock());
        Map<String, String> settings = new HashMap<>();
        if (task.id().equals("feature-retention")) {
            settings.put("keep-days", "10");
            settings.put("keep-newest", "1");
        }
        settings.forEach(context::set);
        return context.build();
    }

    /** Twice: what the first round rotates, seals or packs is work for a task that came before. */
    private static void all(Path home) {
        for (int round = 0; round < 2; round++) {
            tasks().forEach(task -> assertThat(discovered()
                            .apply(task.id(), context(task, home), new MaintenanceListener() {})
                            .isComplete())
                    .as(task.id())
                    .isTrue());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Files.copy(
                        path,
                        to.resolve(from.relativize(path).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Says {@code .} when it begins, a letter after each task, and {@code !} at its end. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            Path home = Path.of(arguments[0]);
            say('.');
            for (int round = 0; round < 2; round++) {
                for (MaintenanceTask.Descriptor task : tasks()) {
                    discovered().apply(task.id(), context(task, home), new MaintenanceListener() {});
                    say(task.id().charAt(0));
                }
            }
            say('!');
        }

        private static void say(char letter) {
            System.out.print(letter);
            System.out.flush();
        }
    }
}
