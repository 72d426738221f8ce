package dev.barque.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.store.Durability;
import dev.barque.testkit.FileCall;
import dev.barque.testkit.FileFault;
import dev.barque.testkit.FileFault.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same script again and again; at its n-th call something happens, for every n until the script runs to its end. Deaths, losses
 * of power and failed syncs are tried at every call in every build, other refusals at every fifth, and at all in the full dose.
 */
class EveryCallTest {
    @TempDir
    private Path root;

    @Test
    void the_process_may_die_at_any_call() throws IOException {
        for (Durability durability : Durability.values()) {
            atEveryChange(durability, StoreOnBadDisk::kill);
        }
    }

    @Test
    void the_power_may_go_at_any_call() throws IOException {
        for (Durability durability : Durability.values()) {
            atEveryChange(durability, StoreOnBadDisk::crash);
        }
    }

    @Test
    void recovery_may_be_cut_short_at_any_call_of_its_own() throws IOException {
        int cuts = 0;
        boolean stopped = true;
        for (int n = 3; stopped; n += Dose.of(7, 1)) {
            boolean inRecovery = true;
            for (int m = 1; stopped && inRecovery; m++) {
                Path directory = Files.createTempDirectory(root, "run");
                try (StoreOnBadDisk store = new StoreOnBadDisk(directory, n)) {
                    store.disk().stopAtChange(n);
                    store.script();
                    stopped = store.disk().isStopped();
                    store.losePower();
                    store.disk().stopAtChange(m);
                    store.reopen();
                    inRecovery = store.disk().isStopped();
                    cuts += inRecovery ? 1 : 0;
                    assertThat(m % 2 == 0 ? store.kill() : store.crash())
                            .as("stopped at change %d, again at change %d of opening", n, m)
                            .isEmpty();
                    assertThat(store.append(store.ledger().fresh(1))).isTrue();
                    store.assertIntact("later, stopped at change " + n + " and " + m);
                }
                Directories.delete(directory);
            }
        }
        assertThat(cuts).as("recoveries cut short").isGreaterThan(50);
    }

    @Test
    void the_process_may_die_at_any_call_and_the_power_go_later() throws IOException {
        atEveryChange(Durability.SYNC, store -> {
            List<String> problems = store.kill();
            store.append(store.ledger().fresh(2));
            problems.addAll(store.crash());
            return problems;
        });
    }

    @Test
    void the_process_may_die_at_any_call_and_the_power_go_after_the_next_one_has_sealed() throws IOException {
        atEveryChange(Durability.SYNC, store -> {
            List<String> problems = store.kill();
            assertThat(store.seal()).as("%s", store.refusal()).isTrue();
            problems.addAll(store.crash());
            return problems;
        });
    }

    @Test
    void any_call_may_fail_once() throws IOException {
        int first = 1;
        for (Failure failure : Failure.values()) {
            atCalls(
                    first++,
                    Dose.of(5, 1),
                    (store, n) -> store.disk().inject(FileFault.once(failure).from(n)));
        }
    }

    @Test
    void all_calls_may_fail_from_any_call_on() throws IOException {
        int first = 1;
        for (Failure failure : List.of(Failure.IO_ERROR, Failure.NO_SPACE, Failure.TOO_MANY_OPEN_FILES)) {
            atCalls(
                    first++,
                    Dose.of(5, 1),
                    (store, n) -> store.disk().inject(FileFault.always(failure).from(n)));
        }
    }

    @Test
    void a_failed_sync_never_becomes_an_acknowledgement() throws IOException {
        FileCall[] syncs = {FileCall.SYNC, FileCall.SYNC_DIRECTORY};
        atCalls(
                1,
                1,
                (store, n) -> store.disk()
                        .inject(FileFault.once(Failure.IO_ERROR, syncs).from(n)));
        atCalls(
                1,
                1,
                (store, n) -> store.disk()
                        .inject(FileFault.always(Failure.IO_ERROR, syncs).from(n)));
    }

    @Test
    void a_store_that_tries_a_failed_sync_again_is_noticed() throws IOException {
        int noticed = 0;
        for (int n = 1; n <= 40 && noticed == 0; n++) {
            Path directory = Files.createTempDirectory(root, "run");
            try (StoreOnBadDisk store =
                    new StoreOnBadDisk(directory, n, Durability.SYNC, PlantedFaults::retryingSync)) {
                store.disk()
                        .inject(FileFault.once(Failure.IO_ERROR, FileCall.SYNC).from(n));
                store.script();
                noticed += store.crash().isEmpty() ? 0 : 1;
            }
            Directories.delete(directory);
        }
        assertThat(noticed).isPositive();
    }

    @Test
    void a_store_that_writes_its_checkpoint_before_the_sealed_files_are_durable_is_noticed() throws IOException {
        boolean noticed = false;
        for (int wreck = 0; wreck < 20 && !noticed; wreck++) {
            boolean stopped = true;
            for (int n = 1; stopped && !noticed; n++) {
                Path directory = Files.createTempDirectory(root, "run");
                try (StoreOnBadDisk store = new StoreOnBadDisk(
                        directory, wreck * 1_000L + n, Durability.SYNC, PlantedFaults::checkpointFirst)) {
                    store.disk().stopAtChange(n);
                    store.script();
                    stopped = store.disk().isStopped();
                    noticed = store.crash().stream().anyMatch(each -> each.contains("was acknowledged and is gone"));
                }
                Directories.delete(directory);
            }
        }
        assertThat(noticed).isTrue();
    }

    private void atEveryChange(Durability durability, Function<StoreOnBadDisk, List<String>> ending)
            throws IOException {
        boolean stopped = true;
        int n = 0;
        while (stopped) {
            n++;
            Path directory = Files.createTempDirectory(root, "run");
            try (StoreOnBadDisk store = new StoreOnBadDisk(directory, n, durability)) {
                store.disk().stopAtChange(n);
                store.script();
                stopped = store.disk().isStopped();
                assertThat(store.refusal() == null || stopped)
                        .as("the script works")
                        .isTrue();
                assertThat(ending.apply(store)).as("stopped at change %d", n).isEmpty();
                store.append(store.ledger().fresh(1));
                store.assertIntact("later, stopped at change " + n);
            }
            Directories.delete(directory);
        }
        assertThat(n).as("calls of the script").isGreaterThan(20);
    }

    /** Every error is healed in the end: the store must then work again, and have kept its promises through a crash. */
    private void atCalls(int first, int step, BiConsumer<StoreOnBadDisk, Integer> fault) throws IOException {
        boolean struck = true;
        for (int n = first; struck; n += step) {
            Path directory = Files.createTempDirectory(root, "run");
            try (StoreOnBadDisk store = new StoreOnBadDisk(directory, n)) {
                fault.accept(store, n);
                store.script();
                store.shut();
                struck = store.disk().failures() > 0;
                store.disk().heal();
                store.assertIntact("after a failure at call " + n);
                assertThat(store.append(store.ledger().fresh(1)))
                        .as("works again, " + n)
                        .isTrue();
                assertThat(store.crash())
                        .as("power lost after a failure at call %d", n)
                        .isEmpty();
            }
            Directories.delete(directory);
        }
    }
}
