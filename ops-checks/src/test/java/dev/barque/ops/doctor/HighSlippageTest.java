package dev.barque.ops.doctor;

import static dev.barque.ops.doctor.Ward.FRIDAY;
import static dev.barque.ops.doctor.Ward.QQQ;
import static dev.barque.ops.doctor.Ward.SPY;
import static dev.barque.ops.doctor.Ward.commands;
import static dev.barque.ops.doctor.Ward.evidence;
import static dev.barque.ops.doctor.Ward.only;
import static dev.barque.ops.doctor.Ward.silent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.ops.HealthStatus;
import dev.barque.ops.doctor.Executions.Order;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HighSlippageTest {
    private static final Complaint COMPLAINT = Complaint.of(DoctorCase.HIGH_SLIPPAGE);

    @TempDir
    Path home;

    private DoctorReport examine(List<Order> orders) {
        Ward ward = new Ward(home);
        return Doctor.of(ward.context()
                        .with(Executions.class, new Executions(orders))
                        .build())
                .examine(COMPLAINT);
    }

    /** Forty orders; what is not said about them is the same for all. */
    private static List<Order> orders(
            Symbol symbol, int hour, IntToDoubleFunction bps, IntToDoubleFunction share, IntToDoubleFunction amihud) {
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            orders.add(order(symbol, hour, i, bps.applyAsDouble(i), share.applyAsDouble(i), amihud.applyAsDouble(i)));
        }
        return orders;
    }

    private static Order order(Symbol symbol, int hour, int i, double bps, double share, double amihud) {
        long at = UtcMicros.of(Instant.parse("2025-10-31T00:00:00Z").plusSeconds(3_600L * hour + 60L * i));
        return new Order(symbol, at, bps, bps, share, amihud, Double.NaN);
    }

    @Test
    void cheap_fills_are_no_trouble() {
        silent(examine(orders(SPY, 15, i -> 3, i -> 0.01, i -> 1e-10)));
    }

    @Test
    void thin_markets_large_orders_hours_and_symbols_are_told_apart() {
        assertThat(only(examine(orders(SPY, 15, i -> i < 32 ? 4 : 60, i -> 0.01, i -> 1e-10 * (i + 1))))
                        .cause())
                .contains("market is thin");
        assertThat(only(examine(orders(SPY, 15, i -> i < 32 ? 4 : 60, i -> 0.001 * (i + 1), i -> Double.NaN)))
                        .cause())
                .contains("large against");

        List<Order> hours = orders(SPY, 15, i -> 4, i -> 0.01, i -> Double.NaN);
        hours.addAll(orders(SPY, 20, i -> 40, i -> 0.01, i -> Double.NaN));
        Diagnosis hour = only(examine(hours));
        assertThat(evidence(hour)).contains("the hour 20:00 UTC: 40 fills at 40.0 bps, the others at 4.0; 91 %");
        assertThat(commands(hour)).contains("barque slippage report");

        List<Order> symbols = orders(SPY, 15, i -> 4, i -> 0.01, i -> Double.NaN);
        symbols.addAll(orders(QQQ, 15, i -> 40, i -> 0.01, i -> Double.NaN));
        assertThat(evidence(only(examine(symbols)))).contains("the symbol QQQ");
    }

    @Test
    void dear_fills_with_nothing_in_common_are_not_explained_by_chance() {
        Diagnosis found = only(examine(orders(SPY, 15, i -> 20 + i % 3, i -> 0.01 + i % 7, i -> 1e-10 * (i % 5 + 1))));

        assertThat(found.likelihood()).isEqualTo(Likelihood.POSSIBLE);
        assertThat(evidence(found)).contains("stands out");
        assertThat(evidence(
                        only(examine(orders(SPY, 15, i -> 40, i -> 1, i -> 1).subList(0, 5)))))
                .contains("too few");
    }

    @Test
    void slippage_that_turns_a_gain_into_a_loss_is_unhealthy_however_small_it_is() {
        List<Order> orders = new ArrayList<>();
        for (Order order : orders(SPY, 15, i -> 4, i -> 0.01, i -> Double.NaN)) {
            orders.add(new Order(SPY, order.timeMicros(), 4, 4, 0.01, Double.NaN, -1));
        }

        Diagnosis found = only(examine(orders));
        assertThat(found.severity()).isEqualTo(HealthStatus.UNHEALTHY);
        assertThat(found.symptom()).contains("160.00 in slippage", "of 120.00 that they earned before it");
    }

    @Test
    void a_wrong_unit_of_dollar_volume_is_found_without_fills() {
        Ward ward = new Ward(home);
        ward.bars(SPY, FRIDAY.minusDays(1));
        ward.bars(QQQ, FRIDAY, 60, 0.001);

        Diagnosis found = only(ward.examine(COMPLAINT));
        assertThat(found.likelihood()).isEqualTo(Likelihood.CERTAIN);
        assertThat(evidence(found)).contains("l1_2025-10-31.parquet, QQQ: dollar_volume is 0.00100 times");
        assertThat(commands(found)).contains("barque ingest", "barque features regenerate");
        assertThat(ward.examine(Complaint.none()).diagnoses()).contains(found);
        assertThat(ward.examine(COMPLAINT.about(SPY)).diagnoses()).isEmpty();
    }

    @Test
    void without_fills_nobody_can_tell_who_asks() {
        DoctorReport report = new Ward(home).examine(COMPLAINT);

        assertThat(report.status()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(report.examined().get(0).text()).contains("--fills");
    }
}
