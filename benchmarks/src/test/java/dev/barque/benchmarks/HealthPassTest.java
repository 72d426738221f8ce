package dev.barque.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.ops.HealthReport;
import dev.barque.ops.HealthStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthPassTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50})
    void every_cheap_check_is_run_in_every_pass_whatever_hangs_beside_it(int hanging) {
        HealthPass benchmark = new HealthPass();
        benchmark.hanging = hanging;
        benchmark.begin();
        for (int i = 0; i < 3; i++) {
            HealthReport report = benchmark.pass();
            assertThat(report.checks())
                    .filteredOn(check -> check.status() == HealthStatus.HEALTHY)
                    .hasSize(HealthPass.CHEAP);
            assertThat(report.runner().stuck()).hasSize(hanging);
        }
        benchmark.end();
    }
}
