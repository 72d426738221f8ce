package dev.barque.cli.internal.torture;

import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.torture.Victim.Doing;
import dev.barque.core.error.BarqueException;
import dev.barque.store.Durability;
import dev.barque.store.FileCondition;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.StoreVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Starts a process that appends to a store and seals it, kills it at a random moment, looks at the store with other eyes, and
 * compares with what the process had said before it died; again and again.
 *
 * <p>It shows what survives the death of a process. It does not show what survives the loss of power: the operating system
 * lives on and keeps what it was given, synced or not.
 */
public final class Torture {
    private static final long PATIENCE_MILLIS = 120_000;
    private static final int OPENED_FOR_WRITING_EVERY = 10;
    private static final int COMPARED_WHOLLY_EVERY = 100;
    private static final int ONE_SEALS_OF = 5;
    private static final int ONE_DIES_OPENING_OF = 8;
    private static final long SHORTEST_SEAL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Path home;
    private final Path scratch;
    private final Durability durability;
    private final SplittableRandom random;
    private final int longestLifeMillis;
    private final Ledger ledger = new Ledger();
    private final Map<Doing, Integer> deaths = new EnumMap<>(Doing.class);
    private long seals;
    private long sealNanos = TimeUnit.MILLISECONDS.toNanos(50);

    /**
     * In a home that is not there or empty.
     *
     * @param scratch a directory for logs and warming up, not in the home
     * @param longestLifeMillis how long a process may work before it is killed, at most
     */
    public Torture(Path home, Path scratch, Durability durability, long seed, int longestLifeMillis) {
        this.home = home;
        this.scratch = scratch;
        this.durability = durability;
        this.longestLifeMillis = longestLifeMillis;
        random = new SplittableRandom(seed);
    }

    /** Kills so many processes, or fewer when something is wrong before; tells how many it has killed. */
    public TortureResult run(int kills, IntConsumer progress) {
        return run(kills, progress, () -> {});
    }

    /** {@link #run(int, IntConsumer)} with something that happens to the home after each kill: tests do harm there. */
    TortureResult run(int kills, IntConsumer progress, Runnable afterKill) {
        long began = System.nanoTime();
        List<String> problems = new ArrayList<>();
        int killed = 0;
        try {
            Victim next = start(0);
            try {
                while (killed < kills && problems.isEmpty()) {
                    Victim victim = next;
                    // The next one starts while this one works; it waits for its turn.
                    next = start(killed + 1);
                    victim.go(ledger.next());
                    problems.addAll(round(victim, killed, afterKill));
                    killed++;
                    progress.accept(killed);
                }
            } finally {
                next.kill();
            }
        } catch (IOException e) {
            throw CliErrors.cannotTorture(home, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliErrors.cannotTorture(home, e);
        }
        if (problems.isEmpty()) {
            problems.addAll(look(true, true));
            problems.addAll(verify());
        }
        return new TortureResult(
                killed,
                deaths.getOrDefault(Doing.OPENING, 0),
                deaths.getOrDefault(Doing.SEALING, 0),
                seals,
                ledger.rows(),
                ledger.doubtsThere(),
                ledger.doubtsGone(),
                (System.nanoTime() - began) / 1e9,
                problems);
    }

    private List<String> round(Victim victim, int number, Runnable afterKill) throws InterruptedException {
        Doing doing;
        try {
            awaitMoment(victim);
        } finally {
            doing = victim.kill();
        }
        deaths.merge(doing, 1, Integer::sum);
        seals += victim.sealed();
        afterKill.run();
        String error = victim.error();
        if (error != null) {
            return List.of("after " + number + " kills the store failed: " + error);
        }
        if (victim.hadEnded()) {
            throw CliErrors.childEnded(home, victim.exit(), victim.complaint());
        }
        return look(number % OPENED_FOR_WRITING_EVERY == 0, number % COMPARED_WHOLLY_EVERY == COMPARED_WHOLLY_EVERY - 1)
                .stream()
                .map(problem -> "after " + (number + 1) + " kills (the last while "
                        + doing.name().toLowerCase(Locale.ROOT) + "): " + problem)
                .toList();
    }

    /** Some die while they open, those that seal while they do it or soon after, the others at any time. */
    private void awaitMoment(Victim victim) throws InterruptedException {
        boolean opening = random.nextInt(ONE_DIES_OPENING_OF) == 0;
        if (!victim.awaitOpening(PATIENCE_MILLIS)) {
            throw CliErrors.childIsSilent(home, PATIENCE_MILLIS);
        }
        if (opening) {
            sleep(random.nextLong(TimeUnit.MILLISECONDS.toNanos(40)));
            return;
        }
        if (!victim.awaitOpen(PATIENCE_MILLIS)) {
            throw CliErrors.childIsSilent(home, PATIENCE_MILLIS);
        }
        if (victim.seals() && victim.awaitSealing(PATIENCE_MILLIS)) {
            sleep(random.nextLong(sealNanos));
            // So that half of them die in the middle, wherever that is on this disk, and half when it was done.
            sealNanos = victim.sealed() == 0 ? sealNanos * 3 / 2 : Math.max(SHORTEST_SEAL_NANOS, sealNanos * 2 / 3);
        } else {
            sleep(random.nextLong(TimeUnit.MILLISECONDS.toNanos(longestLifeMillis)));
        }
    }

    private static void sleep(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos);
    }

    /** A reader sees what is there before any writer has mended it; now and then a writer must agree. */
    private List<String> look(boolean alsoAsWriter, boolean whole) {
        List<String> problems = new ArrayList<>();
        try {
            if (Files.isDirectory(home)) {
                try (ParquetFeatureStore reader = builder().openReadOnly()) {
                    problems.addAll(compare(reader, whole));
                }
            }
            if (alsoAsWriter) {
                try (ParquetFeatureStore writer = builder().open(Clock.systemUTC())) {
                    problems.addAll(compare(writer, whole));
                    if (problems.isEmpty()) {
                        writer.seal(); // or the log grows with every kill, and with it the time that each opening takes
                    }
                }
            }
        } catch (BarqueException e) {
            problems.add("it cannot be opened or read: " + e.getMessage());
        }
        return problems;
    }

    /** Every checksum of the home at the end. */
    private List<String> verify() {
        return StoreVerifier.of(home).verify().findings().stream()
                .filter(finding -> finding.condition() != FileCondition.ORPHAN_TEMPORARY)
                .map(finding -> "verification finds " + finding)
                .toList();
    }

    private List<String> compare(ParquetFeatureStore store, boolean whole) {
        return whole ? ledger.compareAll(store) : ledger.compareLatest(store);
    }

    private ParquetFeatureStore.Builder builder() {
        return ParquetFeatureStore.builder(home)
                .set(TortureRows.SET)
                .cacheBytes(0)
                .durability(durability);
    }

    private Victim start(int number) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                home.toString(),
                durability.name(),
                String.valueOf(random.nextInt(1, 4)),
                String.valueOf(random.nextLong())));
        boolean seals = random.nextInt(ONE_SEALS_OF) == 0;
        if (seals) {
            arguments.add(scratch.resolve("warm-up-" + number).toString());
        }
        return Victim.start(ledger, scratch.resolve("child.err"), arguments, seals);
    }
}
