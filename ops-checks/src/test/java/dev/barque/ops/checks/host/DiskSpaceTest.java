package dev.barque.ops.checks.host;

import static dev.barque.ops.checks.Asked.degraded;
import static dev.barque.ops.checks.Asked.healthy;
import static dev.barque.ops.checks.Asked.unhealthy;
import static dev.barque.ops.checks.host.StillHost.GIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.ops.Verdict;
import dev.barque.ops.checks.Asked;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiskSpaceTest {
    private final StillHost host = new StillHost();
    private final DiskSpace check = new DiskSpace();

    @Test
    void the_worse_of_two_shares_and_the_least_free_bytes_decide() {
        healthy(run(host.usable(15 * GIB)));
        assertThat(degraded(run(host.usable(14 * GIB)))).singleElement().satisfies(found -> {
            assertThat(found.where()).isEqualTo("/dev/sda1 (ext4) of /, which holds home");
            assertThat(found.observed()).isEqualTo("86 % used, 14 GiB free of 100 GiB");
            assertThat(found.expected()).isEqualTo("at most 85 % used");
        });
        assertThat(unhealthy(run(host.usable(4 * GIB))))
                .singleElement()
                .satisfies(found -> assertThat(found.expected()).isEqualTo("at most 95 % used"));
        assertThat(unhealthy(run(host.usable(GIB / 8))))
                .singleElement()
                .satisfies(found -> assertThat(found.expected()).isEqualTo("at least 256 MiB free"));
    }

    @Test
    void a_disk_that_fills_is_told_before_it_is_full() {
        healthy(run(host));
        // 2 GiB in each half hour: 38 GiB last for nine and a half hours.
        for (long used = 1; used <= 6; used++) {
            host.pass(Duration.ofMinutes(30)).usable((50 - 2 * used) * GIB);
            run(host);
        }

        assertThat(degraded(run(host)))
                .singleElement()
                .satisfies(found -> assertThat(found.observed())
                        .isEqualTo("38 GiB free of 100 GiB, 4.0 GiB more used in an hour: full in 9 h 30 min"));

        // Six hours without growth, and the window has forgotten it.
        for (int i = 0; i < 12; i++) {
            run(host.pass(Duration.ofMinutes(31)));
        }
        healthy(run(host));
    }

    @Test
    void growth_over_a_moment_says_nothing() {
        run(host);
        healthy(run(host.pass(Duration.ofMinutes(5)).usable(48 * GIB)));
    }

    @Test
    void a_host_without_directories_is_unknown() {
        host.directories = List.of();

        assertThat(run(host)).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void a_directory_that_is_not_there_is_unhealthy() {
        assertThat(unhealthy(Asked.verdict(check, Host.class, Host.local(Path.of("no-such-directory")))))
                .singleElement()
                .satisfies(found -> assertThat(found.observed()).contains("NoSuchFileException"));
    }

    @Test
    void parameters_that_make_no_sense_are_refused_by_name() {
        assertThatThrownBy(() -> new DiskSpace(0.9, 0.8, 0, Duration.ofDays(1), Duration.ofHours(1)))
                .hasMessageContaining("degradedShare is 0.9")
                .hasMessageContaining("unhealthyShare, which is 0.8");
        assertThatThrownBy(() -> new DiskSpace(Double.NaN, 1, 0, Duration.ofDays(1), Duration.ofHours(1)))
                .hasMessageContaining("degradedShare is NaN");
        assertThatThrownBy(() -> new DiskSpace(0.8, 0.9, -1, Duration.ofDays(1), Duration.ofHours(1)))
                .hasMessageContaining("leastFreeBytes is -1");
        assertThatThrownBy(() -> new DiskSpace(0.8, 0.9, 0, Duration.ofDays(1), Duration.ZERO))
                .hasMessageContaining("window is PT0S");
    }

    private Verdict run(Host asked) {
        return Asked.verdict(check, Host.class, asked);
    }
}
