package dev.barque.core.quality;

import static dev.barque.core.quality.Minutes.NYSE;
import static dev.barque.core.quality.Minutes.SPY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.calendar.Session;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Bars spoilt at random, compared with a naive model. */
class BarCheckModelTest {
    private static final long SEED = Long.getLong("barque.test.seed", 1);
    private static final int HISTORIES = 150;
    /** Days with early closes, holidays, and changes of clocks. */
    private static final List<LocalDate> FIRSTS = List.of(
            LocalDate.parse("2025-07-01"),
            LocalDate.parse("2025-11-25"),
            LocalDate.parse("2025-03-06"),
            LocalDate.parse("2025-10-30"));

    @Test
    void random_damage_is_counted_as_a_naive_model_counts_it() {
        Set<Defect> seen = EnumSet.noneOf(Defect.class);
        for (long seed = SEED; seed < SEED + HISTORIES; seed++) {
            // Seeds beside each other begin alike; spread apart they do not.
            Random random = new Random(seed * 0x9E3779B97F4A7C15L);
            LocalDate first = FIRSTS.get(random.nextInt(FIRSTS.size()));
            LocalDate last = first.plusDays(6);
            Duration interval = Duration.ofMinutes(random.nextBoolean() ? 1 : 5);
            Minutes minutes = spoilt(random, first, last, interval);
            NaiveCheck model = new NaiveCheck(List.copyOf(minutes.list()), interval, first, last);
            model.run();

            SymbolQuality quality = BarCheck.against(NYSE)
                    .dates(first, last)
                    .maxGaps(Integer.MAX_VALUE)
                    .build()
                    .check(List.of(minutes.bars()))
                    .of(SPY)
                    .orElseThrow();

            Map<Defect, Long> counts = new EnumMap<>(Defect.class);
            Map<Defect, Integer> dates = new EnumMap<>(Defect.class);
            quality.findings().forEach(finding -> {
                counts.put(finding.defect(), finding.count());
                dates.put(finding.defect(), finding.dates());
            });
            String repeat = "repeat with -Dbarque.test.seed=" + seed;
            assertThat(counts).as(repeat).isEqualTo(model.counts);
            assertThat(dates).as(repeat).isEqualTo(model.dates());
            assertThat(quality.gaps()).as(repeat).isEqualTo(model.gaps);
            assertThat(quality.gapCount()).as(repeat).isEqualTo(model.gaps.size());
            assertThat(quality.expected()).as(repeat).isEqualTo(model.expected);
            assertThat(quality.present()).as(repeat).isEqualTo(model.present);
            assertThat(quality.bars()).as(repeat).isEqualTo(minutes.list().size());
            seen.addAll(counts.keySet());
        }
        assertThat(EnumSet.complementOf(EnumSet.copyOf(seen)))
                .as("defects that never occurred")
                .containsExactlyInAnyOrder(
                        Defect.UNDECLARED_INTERVAL, Defect.OUTSIDE_CALENDAR, Defect.MISFILED, Defect.STALE);
    }

    private static Minutes spoilt(Random random, LocalDate first, LocalDate last, Duration interval) {
        LocalDate[] open = NYSE.sessions(first, last).stream()
                .map(Session::date)
                .filter(date -> random.nextInt(5) > 0)
                .toArray(LocalDate[]::new);
        Minutes minutes = Minutes.of(interval);
        for (LocalDate date : open) {
            Minutes day = Minutes.of(interval, date);
            if (random.nextInt(6) == 0) {
                day.shifted(Duration.ofHours(random.nextBoolean() ? 1 : -1));
            }
            if (random.nextInt(3) == 0) {
                int from = random.nextInt(day.list().size());
                int to = from + random.nextInt(day.list().size() - from);
                day.list().subList(from, to).clear();
            }
            day.list().forEach(minutes::add);
        }
        List<Minutes.Minute> bars = minutes.list();
        for (int damage = random.nextInt(40); damage > 0 && !bars.isEmpty(); damage--) {
            spoil(bars, random.nextInt(bars.size()), random);
        }
        if (random.nextInt(4) == 0) {
            LocalDate date = first.plusDays(random.nextInt(7));
            bars.add(Minutes.minute((date.toEpochDay() * 1_440 + 14 * 60 + random.nextInt(480)) * Minutes.MINUTE, 7));
        }
        if (random.nextInt(3) == 0) {
            for (int swaps = random.nextInt(10); swaps > 0 && bars.size() > 1; swaps--) {
                Collections.swap(bars, random.nextInt(bars.size()), random.nextInt(bars.size()));
            }
        } else {
            minutes.sorted();
        }
        return minutes;
    }

    private static void spoil(List<Minutes.Minute> bars, int i, Random random) {
        Minutes.Minute bar = bars.get(i);
        int run = Math.min(bars.size() - i, 2 + random.nextInt(60));
        switch (random.nextInt(13)) {
            case 0 -> bars.remove(i);
            case 1 -> bars.add(i + 1, bar);
            case 2 -> bars.add(i + random.nextInt(2), bar.price(bar.close() + 0.01));
            case 3 -> bars.set(i, bar.at(bar.time() - 1 - random.nextInt(59_000_000)));
            case 4 -> bars.set(i, bar.prices(bar.open(), bar.low(), bar.high(), bar.close()));
            case 5 -> bars.set(i, bar.prices(bar.open(), bar.high(), bar.low(), Double.NaN));
            case 6 -> bars.set(i, bar.price(random.nextBoolean() ? 0 : -1));
            case 7 -> bars.set(i, bar.traded(random.nextBoolean() ? 0 : -5));
            case 8 -> bars.set(i, bar.price(bar.close() * (random.nextBoolean() ? 1.01 : 0.5)));
            case 9 ->
                bars.subList(i, i + run).replaceAll(m -> m.prices(m.open(), bar.close() + 1, m.low() - 1, bar.close()));
            case 10 -> bars.subList(i, i + Math.min(run, 9)).replaceAll(m -> bar.at(m.time()));
            case 11 -> bars.subList(i, i + Math.min(run, 9)).clear();
            default -> bars.set(i, bar.prices(bar.open(), Double.NaN, Double.NaN, bar.close() + 0.004));
        }
    }
}
