package dev.barque.ops.checks.host;

import static dev.barque.ops.checks.Asked.degraded;
import static dev.barque.ops.checks.Asked.healthy;
import static dev.barque.ops.checks.Asked.unhealthy;
import static dev.barque.ops.checks.host.StillHost.GIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.Asked;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Where healthy ends, on a host that stands still. */
class HostLimitsTest {
    private final StillHost host = new StillHost();
    private Duration wallAhead = Duration.ZERO;

    @Test
    void memory_of_each_kind_is_held_against_its_own_limit() {
        healthy(run(new ProcessMemory()));

        host.memory = memory(15 * GIB, 2 * GIB, OptionalLong.empty(), OptionalLong.empty());
        assertThat(degraded(run(new ProcessMemory()))).singleElement().satisfies(found -> {
            assertThat(found.where()).isEqualTo("resident memory against the machine's memory");
            assertThat(found.observed()).isEqualTo("15 GiB, 93.8 % of 16 GiB");
        });

        host.memory = memory(GIB, 2 * GIB, OptionalLong.of(2 * GIB), OptionalLong.of(2 * GIB));
        assertThat(unhealthy(run(new ProcessMemory())))
                .singleElement()
                .satisfies(found -> assertThat(found.where()).isEqualTo("all processes of the container"));

        host.memory = memory(GIB, 4 * GIB, OptionalLong.empty(), OptionalLong.empty());
        assertThat(unhealthy(run(new ProcessMemory())))
                .singleElement()
                .satisfies(found -> assertThat(found.where()).isEqualTo("heap after collection"));
    }

    @Test
    void a_wall_clock_that_jumps_is_unhealthy_until_the_jump_is_an_hour_old() {
        ClockDrift check = new ClockDrift();
        wallAhead = Duration.ofDays(3);
        healthy(run(check));

        host.pass(Duration.ofMinutes(1));
        wallAhead = wallAhead.minusSeconds(60);
        assertThat(unhealthy(run(check)))
                .singleElement()
                .satisfies(found ->
                        assertThat(found.observed()).isEqualTo("set or jumped by 1 min against the monotonic clock"));

        host.pass(Duration.ofMinutes(61));
        healthy(run(check));
    }

    @Test
    void a_wall_clock_that_stands_still_is_found() {
        ClockDrift check = new ClockDrift();
        healthy(run(check));
        host.pass(Duration.ofMillis(900));
        wallAhead = Duration.ofMillis(-900);

        assertThat(degraded(run(check))).hasSize(1);
    }

    @Test
    void a_young_process_is_held_against_its_start() {
        host.uptime = Duration.ofMinutes(5);
        wallAhead = Duration.ofHours(1);

        assertThat(unhealthy(run(new ClockDrift()))).hasSize(1);
    }

    @Test
    void the_clocks_of_this_machine_go_together() {
        healthy(Asked.verdict(new ClockDrift(), Host.class, Host.local()));
    }

    @Test
    void pauses_count_by_share_and_by_length() {
        healthy(run(new GcPauses()));

        host.pauses = pauses(Duration.ofMinutes(10), Duration.ofSeconds(31), Duration.ofMillis(20));
        assertThat(degraded(run(new GcPauses())))
                .singleElement()
                .satisfies(found -> assertThat(found.observed()).isEqualTo("31 s in all, 5.2 % of the time"));

        host.pauses = pauses(Duration.ofMinutes(10), Duration.ofMinutes(3), Duration.ofSeconds(90));
        assertThat(unhealthy(run(new GcPauses())))
                .extracting(Verdict.Finding::where)
                .containsExactly("pauses of the last 10 min", "longest pause of the last 10 min");
    }

    @Test
    void the_first_collection_of_a_young_process_is_not_all_of_its_time() {
        host.pauses = pauses(Duration.ofMillis(100), Duration.ofMillis(50), Duration.ofMillis(50));

        healthy(run(new GcPauses()));
    }

    @Test
    void threads_that_come_and_go_do_not_leak() {
        ThreadCount check = new ThreadCount();
        for (int minute = 0; minute < 60; minute++) {
            host.threads = minute % 10 < 5 ? 40 : 400;
            healthy(run(check));
            host.pass(Duration.ofMinutes(1));
        }
    }

    @Test
    void descriptors_are_counted_against_the_limit() {
        host.descriptors = Optional.of(new Host.Descriptors(700, 1_000));
        healthy(run(new FileDescriptors()));
        host.descriptors = Optional.of(new Host.Descriptors(701, 1_000));
        assertThat(degraded(run(new FileDescriptors()))).hasSize(1);
        host.descriptors = Optional.of(new Host.Descriptors(901, 1_000));
        assertThat(unhealthy(run(new FileDescriptors()))).hasSize(1);
        host.descriptors = Optional.empty();
        assertThat(run(new FileDescriptors())).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void load_is_counted_for_each_processor() {
        host.cpu = cpu(0, 8);
        healthy(run(new CpuLoad()));
        host.cpu = cpu(0, 8.1);
        assertThat(degraded(run(new CpuLoad())))
                .singleElement()
                .satisfies(found -> assertThat(found.observed()).isEqualTo("8.1 on 4 processors"));
    }

    @Test
    void what_the_process_computes_is_a_share_of_its_processors() {
        run(new CpuLoad());
        host.pass(Duration.ofSeconds(100)).cpu = cpu(360, 1);
        healthy(run(new CpuLoad()));
        host.pass(Duration.ofSeconds(100)).cpu = cpu(760, 1);

        assertThat(degraded(run(new CpuLoad())))
                .singleElement()
                .satisfies(found -> assertThat(found.observed()).isEqualTo("95 % of 4 processors"));
    }

    @Test
    void parameters_are_refused_with_a_code() {
        assertThatThrownBy(() -> new ThreadCount(0, 1, Duration.ofHours(1)))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("ops.check-parameter"))
                .hasMessageContaining("thread-count: its parameter most is 0. Expected 1 or more");
        assertThatThrownBy(() -> new GcPauses(0, 1, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .hasMessageContaining("degradedShare is 0.0");
        assertThatThrownBy(() -> new CpuLoad(0.5, 0, Duration.ofSeconds(1))).hasMessageContaining("mostLoad");
        assertThatThrownBy(() -> new ClockDrift(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofHours(1)))
                .hasMessageContaining("degradedOff in ms is 2000.0");
    }

    private Verdict run(HealthCheck check) {
        Clock wall = Clock.fixed(host.steadyTime().plus(wallAhead), ZoneOffset.UTC);
        return Asked.verdict(
                check, CheckContext.builder(wall).with(Host.class, host).build());
    }

    private static Host.Cpu cpu(long seconds, double load) {
        return new Host.Cpu(Optional.of(Duration.ofSeconds(seconds)), 4, OptionalDouble.of(load));
    }

    private static Host.Pauses pauses(Duration observed, Duration total, Duration longest) {
        return new Host.Pauses(observed, total, longest, "G1 Old Generation, System.gc()");
    }

    private static Host.Memory memory(long resident, long heap, OptionalLong container, OptionalLong limit) {
        return new Host.Memory(OptionalLong.of(resident), heap, 4 * GIB, 0, 4 * GIB, container, limit, 16 * GIB);
    }
}
