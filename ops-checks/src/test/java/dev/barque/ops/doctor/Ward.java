package dev.barque.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.StampConvention;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthStatus;
import dev.barque.ops.checks.data.DataHome;
import dev.barque.ops.checks.host.Host;
import dev.barque.ops.report.DoctorText;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.decisions.DecisionRecords;
import dev.barque.store.ingest.Ingest;
import dev.barque.store.l1.L1Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real home with what can ail it, and a doctor who looks at it. */
final class Ward {
    static final Symbol SPY = Symbol.of("SPY");
    static final Symbol QQQ = Symbol.of("QQQ");
    static final LocalDate THURSDAY = LocalDate.parse("2025-10-30");
    static final LocalDate FRIDAY = LocalDate.parse("2025-10-31");
    /** A Monday, an hour into the session. */
    static final Instant NOW = Instant.parse("2025-11-03T15:30:00Z");

    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    static final FeatureSet SET = new FeatureSet(
            FeatureSetId.of("v1"),
            FeatureSchema.builder()
                    .float64("force", "1")
                    .float64("spread", "bps")
                    .build(),
            Lookback.sameDate());

    final Path home;

    Ward(Path home) {
        this.home = home;
    }

    CheckContext.Builder context() {
        return CheckContext.builder(CLOCK)
                .with(DataHome.class, DataHome.of(home))
                .with(BarSource.class, L1Files.ofHome(home).build())
                .with(TradingCalendar.class, TradingCalendars.usEquities())
                .with(DecisionRecords.class, DecisionRecords.ofHome(home))
                .with(Host.class, Host.local(home));
    }

    DoctorReport examine(Complaint complaint) {
        return Doctor.of(context().build()).examine(complaint);
    }

    /** The one diagnosis, its text in one piece. */
    static Diagnosis only(DoctorReport report) {
        assertThat(report.diagnoses()).as(DoctorText.plain(report)).hasSize(1);
        return report.diagnoses().get(0);
    }

    static void silent(DoctorReport report) {
        assertThat(report.diagnoses()).as(DoctorText.plain(report)).isEmpty();
        assertThat(report.status()).as(DoctorText.plain(report)).isEqualTo(HealthStatus.HEALTHY);
    }

    static String commands(Diagnosis diagnosis) {
        return String.join(
                "\n",
                diagnosis.remedies().stream().map(Diagnosis.Remedy::command).toList());
    }

    static String evidence(Diagnosis diagnosis) {
        return String.join(
                "\n",
                diagnosis.evidence().stream()
                        .map(each -> each.where() + ": " + each.found())
                        .toList());
    }

    /** A bar for each of so many minutes from 14:31 UTC on; its dollar volume is that of its price and volume, times a factor. */
    void bars(Symbol symbol, LocalDate date, int count, double factor) {
        Instant first = Instant.parse(date + "T14:31:00Z");
        List<Map<String, String>> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double price = 600 + Math.sin(i) / 10;
            records.add(Map.of(
                    "symbol", symbol.value(),
                    "t", first.plusSeconds(60L * i).toString(),
                    "price", Double.toString(price),
                    "volume", "100",
                    "dollar_volume", Double.toString(price * 100 * factor)));
        }
        Ingest.into(home)
                .stamps(StampConvention.atClose(Duration.ofMinutes(1)))
                .build()
                .records(records, symbol + " on " + date);
    }

    void bars(Symbol symbol, LocalDate date) {
        bars(symbol, date, 60, 1);
    }

    ParquetFeatureStore open() {
        return ParquetFeatureStore.builder(home).set(SET).open(CLOCK);
    }

    /** A row for each minute from 15:00 UTC on, known so much later. */
    static List<FeatureRow> rows(Symbol symbol, LocalDate date, int count, Duration lag) {
        long start = UtcMicros.of(Instant.parse(date + "T15:00:00Z"));
        List<FeatureRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long at = start + i * UtcMicros.PER_MINUTE;
            rows.add(FeatureRow.builder(SET, symbol)
                    .float64(0, i)
                    .float64(1, 1.0 / (i + 1))
                    .build(at, at + lag.toNanos() / 1_000));
        }
        return rows;
    }

    void features(Symbol symbol, LocalDate date) {
        try (ParquetFeatureStore store = open()) {
            store.append(rows(symbol, date, 60, Duration.ZERO));
            store.seal();
        }
    }

    Path partition(Symbol symbol, LocalDate date) {
        return home.resolve("data/date=" + date + "/symbol=" + symbol + "/feature_set_id=v1");
    }
}
