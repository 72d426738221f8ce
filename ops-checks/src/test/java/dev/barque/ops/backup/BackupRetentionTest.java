package dev.barque.ops.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.ops.backup.Backup.Part;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which backups stay. */
class BackupRetentionTest {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final long SEED = Long.getLong("barque.test.seed", 11);

    private final DirectoryTarget target = DirectoryTarget.at(Path.of("nowhere"));

    private static Backup backup(int number, Instant created, String... needs) {
        String id = id(number);
        return new Backup(
                id,
                number,
                created,
                needs.length == 0 ? BackupKind.FULL : BackupKind.INCREMENTAL,
                "/home",
                1,
                1,
                1,
                1,
                1,
                List.of(needs),
                new Part(id + ".tar.zst", 10, ""),
                new Part(id + ".manifest.zst", 1, ""),
                "");
    }

    private static String id(int number) {
        return String.format("20260101t000000z-%08x", number);
    }

    private static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }

    private Catalog catalog(List<Backup> backups) {
        Set<String> names = new TreeSet<>();
        for (Backup backup : backups) {
            names.addAll(List.of(backup.archive().name(), backup.manifest().name(), Descriptions.name(backup.id())));
        }
        return new Catalog(target, backups, Map.of(), names);
    }

    private static List<Backup> daily(int days) {
        List<Backup> all = new ArrayList<>();
        for (int i = 0; i < days; i++) {
            all.add(backup(i + 1, day(i)));
        }
        return all;
    }

    private static Set<Long> numbers(List<PrunePlan.Item> items) {
        return items.stream().map(item -> item.backup().number()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void what_is_older_than_thirty_days_goes() {
        PrunePlan plan = BackupRetention.standard().plan(catalog(daily(40)), day(39));

        assertThat(numbers(plan.go())).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(plan.bytes()).isEqualTo(8 * 11);
    }

    @Test
    void one_reading_of_the_clock_deletes_nothing() {
        assertThat(BackupRetention.standard()
                        .plan(catalog(daily(10)), day(9).plus(Duration.ofDays(3650)))
                        .go())
                .isEmpty();
        List<Backup> oneMadeInTheJump = daily(10);
        oneMadeInTheJump.add(backup(11, day(3650)));
        assertThat(BackupRetention.standard()
                        .plan(catalog(oneMadeInTheJump), day(3650))
                        .go())
                .isEmpty();
        assertThat(BackupRetention.standard().plan(catalog(daily(60)), day(0)).go())
                .isEmpty();
    }

    @Test
    void the_last_whole_one_stays_however_old() {
        List<Backup> all = List.of(backup(1, day(0)), backup(2, day(100)), backup(3, day(101)));
        Catalog catalog = catalog(all);
        catalog.names().remove(all.get(1).archive().name());
        catalog.names().remove(all.get(2).archive().name());

        PrunePlan plan = BackupRetention.days(30).plan(catalog, day(200));

        assertThat(plan.stay().get(0).backup()).isEqualTo(all.get(0));
        assertThat(plan.stay().get(0).reason()).isEqualTo("the last one that is whole");
    }

    @Test
    void the_last_of_days_weeks_and_months_stay_as_far_as_they_are_asked_for() {
        PrunePlan plan = BackupRetention.days(2).and(5, 3, 2).plan(catalog(daily(60)), day(59));

        // 2026-01-05 is a Monday: Sundays are the days 7, 14, ... as numbers; January ends with number 27, February
        // with 55.
        assertThat(numbers(plan.stay())).containsExactly(49L, 55L, 56L, 57L, 58L, 59L, 60L);
    }

    @Test
    void what_another_one_takes_files_from_stays_with_it() {
        List<Backup> all = List.of(
                backup(1, day(0)),
                backup(2, day(1), id(1)),
                backup(3, day(2)),
                backup(4, day(50), id(1), id(2)),
                backup(5, day(51), id(1)));

        PrunePlan plan = BackupRetention.standard().plan(catalog(all), day(52));

        assertThat(numbers(plan.go())).containsExactly(3L);
    }

    @Test
    void whatever_is_asked_for_what_stays_can_be_restored_and_something_stays() {
        Random random = new Random(SEED);
        for (int i = 0; i < 300; i++) {
            List<Backup> all = new ArrayList<>();
            Instant time = START;
            for (int n = 1; n <= 1 + random.nextInt(40); n++) {
                time = time.plus(Duration.ofHours(random.nextInt(100)));
                List<String> needs = new ArrayList<>();
                if (n > 1 && random.nextInt(4) > 0) {
                    Backup parent = all.get(n - 2);
                    needs.addAll(parent.needs());
                    needs.add(parent.id());
                }
                all.add(backup(n, time, needs.toArray(new String[0])));
            }
            BackupRetention retention = BackupRetention.days(1 + random.nextInt(60))
                    .and(random.nextInt(5), random.nextInt(5), random.nextInt(5));
            PrunePlan plan = retention.plan(catalog(all), time.plus(Duration.ofDays(random.nextInt(100))));

            Set<String> stay = new HashSet<>();
            plan.stay().forEach(item -> stay.add(item.backup().id()));
            assertThat(stay)
                    .as("seed %d, case %d", SEED, i)
                    .contains(all.get(all.size() - 1).id());
            assertThat(plan.stay())
                    .as("seed %d, case %d", SEED, i)
                    .allMatch(item -> stay.containsAll(item.backup().needs()));
            assertThat(plan.stay().size() + plan.go().size()).isEqualTo(all.size());
        }
    }

    @Test
    void less_than_a_day_is_refused() {
        assertThatThrownBy(() -> BackupRetention.days(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BackupRetention.days(3).and(-1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
