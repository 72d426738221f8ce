package dev.barque.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.store.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All that can be done to a store in few steps, each interrupted at each of its calls: after CrashMonkey (Mohan and others, OSDI
 * 2018), which found that most crash bugs of file systems need three operations or fewer. Two steps, with syncs, by
 * default; three, with and without, in the full dose.
 */
class SmallWorkloadsTest {
    private static final int STEPS = Dose.of(2, 3);
    private static final int WRECKS = Dose.of(1, 4);

    private static final List<Durability> DURABILITIES =
            List.of(Durability.values()).subList(0, Dose.of(1, Durability.values().length));

    @TempDir
    private Path root;

    private enum Step {
        APPEND,
        APPEND_BATCH,
        SEAL,
        SEAL_FIRST_DAY,
        REOPEN
    }

    @Test
    void every_short_workload_survives_the_loss_of_power_at_each_of_its_calls() throws IOException {
        int runs = 0;
        for (List<Step> workload : workloads()) {
            for (Durability durability : DURABILITIES) {
                runs += interrupt(workload, durability);
            }
        }
        assertThat(runs).as("runs").isGreaterThan(200);
    }

    private int interrupt(List<Step> workload, Durability durability) throws IOException {
        int runs = 0;
        boolean stopped = true;
        for (int n = 1; stopped; n++) {
            for (int wreck = 1; wreck <= WRECKS; wreck++) {
                Path directory = Files.createTempDirectory(root, "run");
                try (StoreOnBadDisk store = new StoreOnBadDisk(directory, wreck * 1_000L + n, durability)) {
                    store.append(store.ledger()
                            .fresh(9)); // about two days: what is there from the beginning must not suffer either
                    store.reopen();
                    store.disk().stopAtChange(n);
                    workload.forEach(step -> take(step, store));
                    stopped = store.disk().isStopped();
                    assertThat((n + wreck) % 4 == 0 ? store.kill() : store.crash())
                            .as("%s with %s, stopped at change %d, wreck %d", workload, durability, n, wreck)
                            .isEmpty();
                    assertThat(store.append(store.ledger().fresh(1)))
                            .as("%s with %s works after change %d, wreck %d", workload, durability, n, wreck)
                            .isTrue();
                }
                Directories.delete(directory);
                runs++;
            }
        }
        return runs;
    }

    private static void take(Step step, StoreOnBadDisk store) {
        switch (step) {
            case APPEND -> store.append(store.ledger().fresh(1));
            case APPEND_BATCH -> store.append(store.ledger().fresh(5));
            case SEAL -> store.seal();
            case SEAL_FIRST_DAY -> store.sealFirstDay();
            case REOPEN -> store.reopen();
        }
    }

    private static List<List<Step>> workloads() {
        List<List<Step>> all = new ArrayList<>(List.of(List.of()));
        int from = 0;
        for (int length = 1; length <= STEPS; length++) {
            int to = all.size();
            for (List<Step> shorter : List.copyOf(all.subList(from, to))) {
                for (Step last : Step.values()) {
                    List<Step> longer = new ArrayList<>(shorter);
                    longer.add(last);
                    all.add(longer);
                }
            }
            from = to;
        }
        // The shorter ones are the beginnings of these.
        return all.subList(from, all.size());
    }
}
