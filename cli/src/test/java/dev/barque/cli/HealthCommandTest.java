package dev.barque.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.cli.internal.work.DemoData;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.history.HealthHistory;
import dev.barque.ops.history.HealthRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class HealthCommandTest {
    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void a_home_with_three_days_of_bars() throws IOException {
        home = folder.resolve("home");
        for (Path csv : DemoData.copyTo(folder.resolve("in"))) {
            assertThat(Cli.run("ingest", "--home", home, "--stamps", "open", "--interval", "1m", csv)
                            .exit())
                    .isZero();
        }
    }

    @Test
    void a_home_in_order_is_healthy() {
        Cli.Result result = Cli.run("health", "--home", home, "--check", "trading-days-present");

        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out()).startsWith("healthy  2026-01-02 03:04:05 UTC  1 check: 1 healthy");
        assertThat(result.out()).contains("trading-days-present", "All 3 sessions");
        assertThat(home.resolve("health")).doesNotExist();
    }

    @Test
    void a_missing_day_degrades_and_the_exit_code_says_so() throws IOException {
        Files.delete(home.resolve("data_l1/l1_2025-10-27.parquet"));

        Cli.Result text = Cli.run("health", "--home", home, "--group", "data");
        assertThat(text.exit()).isEqualTo(4);
        assertThat(text.out()).contains("bars on 2025-10-27: no bar in the session", "-> Ingest these days again");

        Cli.Result json = Cli.run("health", "--home", home, "--check", "trading-days-present", "--json");
        assertThat(json.exit()).isEqualTo(4);
        assertThat(json.json().path("status").asString()).isEqualTo("degraded");
        JsonNode check = json.json().path("checks").path(0);
        assertThat(check.path("findings").path(0).path("where").asString()).isEqualTo("bars on 2025-10-27");
    }

    @Test
    void each_status_has_its_exit_code() throws IOException {
        for (String[] each : new String[][] {{"fine", "0"}, {"broken", "1"}, {"limping", "4"}, {"clueless", "5"}}) {
            Cli.Result result =
                    Cli.run("health", "--home", home, "--plugins", plugins(), "--check", "test-" + each[0], "--json");
            assertThat(result.exit()).as(each[0]).isEqualTo(Integer.parseInt(each[1]));
        }
        assertThat(Cli.run("health", "--home", home, "--plugins", plugins(), "--group", "test")
                        .exit())
                .as("the worst of them")
                .isEqualTo(1);
    }

    @Test
    void results_are_recorded_when_asked_for_and_figures_come_from_them() {
        for (int i = 0; i < 2; i++) {
            Cli.run("health", "--home", home, "--check", "trading-days-present", "--record");
        }
        assertThat(HealthRecords.read(HealthHistory.directoryOf(home)).records())
                .hasSize(2);
        assertThat(Cli.run("health", "--home", home, "--check", "trading-days-present", "--json")
                        .json()
                        .path("checks")
                        .path(0)
                        .path("uptime")
                        .path("changes")
                        .intValue())
                .isZero();
    }

    @Test
    void watching_runs_again_and_keeps_the_page_up_to_date() throws IOException {
        Path page = folder.resolve("pages/health.html");
        Cli.Result result = Cli.run(
                "health",
                "--home",
                home,
                "--check",
                "trading-days-present",
                "--watch",
                "1",
                "--runs",
                "2",
                "--html",
                page,
                "--json");

        assertThat(result.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"status\":\"healthy\""));
        assertThat(Files.readString(page)).contains("trading-days-present");
    }

    @Test
    void what_cannot_be_asked_is_refused() {
        assertThat(Cli.run("health", "--home", home, "--group", "pre-markt").err())
                .contains("'pre-markt'", "Groups with checks are: ");
        assertThat(Cli.run("health", "--home", home, "--group", "pre-markt").exit())
                .isEqualTo(2);
        assertThat(Cli.run("health", "--home", home, "--check", "nope").exit()).isEqualTo(2);
        assertThat(Cli.run("health", "--home", home, "--check", "a", "--group", "b")
                        .exit())
                .isEqualTo(2);
        assertThat(Cli.run("health", "--home", home, "--watch", "0").exit()).isEqualTo(2);
        assertThat(Cli.run("health", "--home", folder.resolve("none")).exit()).isEqualTo(3);
        assertThat(folder.resolve("none")).doesNotExist();
    }

    private Path plugins() throws IOException {
        Path services = folder.resolve("plugins/META-INF/services");
        Files.createDirectories(services);
        Files.write(
                services.resolve(HealthCheck.class.getName()),
                List.of(
                        Fine.class.getName(),
                        Broken.class.getName(),
                        Limping.class.getName(),
                        Clueless.class.getName()));
        return folder.resolve("plugins");
    }

    private static HealthCheck.Descriptor descriptor(String id) {
        return new HealthCheck.Descriptor(
                "test-" + id,
                "Is it well?",
                Set.of(),
                Duration.ofSeconds(20),
                HealthCheck.Criticality.CRITICAL,
                Set.of("test"));
    }

    private static List<Verdict.Finding> findings() {
        return List.of(new Verdict.Finding("the disk", "gone", "there", "Put it back."));
    }

    /** Healthy. */
    public static final class Fine implements HealthCheck {
        @Override
        public Descriptor descriptor() {
            return HealthCommandTest.descriptor("fine");
        }

        @Override
        public Verdict run(CheckContext context) {
            return new Verdict.Healthy("All is well.");
        }
    }

    /** Unhealthy. */
    public static final class Broken implements HealthCheck {
        @Override
        public Descriptor descriptor() {
            return HealthCommandTest.descriptor("broken");
        }

        @Override
        public Verdict run(CheckContext context) {
            return new Verdict.Unhealthy(findings());
        }
    }

    /** Degraded. */
    public static final class Limping implements HealthCheck {
        @Override
        public Descriptor descriptor() {
            return HealthCommandTest.descriptor("limping");
        }

        @Override
        public Verdict run(CheckContext context) {
            return new Verdict.Degraded(findings());
        }
    }

    /** Unknown. */
    public static final class Clueless implements HealthCheck {
        @Override
        public Descriptor descriptor() {
            return HealthCommandTest.descriptor("clueless");
        }

        @Override
        public Verdict run(CheckContext context) {
            throw new IllegalStateException("planted");
        }
    }
}
