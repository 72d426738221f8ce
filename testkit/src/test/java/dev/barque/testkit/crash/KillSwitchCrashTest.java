package dev.barque.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.error.BarqueException;
import dev.barque.store.control.KillSwitchFile;
import dev.barque.testkit.FaultyFileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kill switch on a bad disk: what was acknowledged holds after the power was lost at any call, and off is never made up. */
class KillSwitchCrashTest {
    private static final boolean[] SCRIPT = {true, false, true, true, false};

    @TempDir
    private Path root;

    @Test
    void the_power_may_go_at_any_call() throws IOException {
        int lives = 0;
        for (int wreck = 0; wreck < 8; wreck++) {
            boolean stopped = true;
            for (int n = 1; stopped; n++) {
                Path home = Files.createTempDirectory(root, "home");
                FaultyFileAccess disk = FaultyFileAccess.at(home, wreck * 1_000L + n);
                disk.stopAtChange(n);
                Set<Boolean> allowed = script(home, disk);
                stopped = disk.isStopped();
                disk.crash();
                boolean on = KillSwitchFile.ofHome(home, disk).state().on();
                assertThat(on || allowed.contains(false))
                        .as("stopped at change %d, wreck %d: off although on was acknowledged", n, wreck)
                        .isTrue();
                assertThat(!on || allowed.contains(true) || n <= 6)
                        .as("stopped at change %d, wreck %d: on although off was acknowledged", n, wreck)
                        .isTrue();
                lives++;
            }
        }
        assertThat(lives).isGreaterThan(100);
    }

    @Test
    void a_kill_switch_that_does_not_sync_is_noticed() throws IOException {
        int forgotten = 0;
        for (int seed = 0; seed < 20; seed++) {
            Path home = Files.createTempDirectory(root, "home");
            FaultyFileAccess disk = FaultyFileAccess.at(home, seed);
            KillSwitchFile.ofHome(home, PlantedFaults.withoutSync(disk, file -> true))
                    .on(Instant.EPOCH.plusSeconds(1), "anna", "stop");
            disk.crash();
            forgotten += KillSwitchFile.ofHome(home, disk).changes().isEmpty() ? 1 : 0;
        }
        assertThat(forgotten).isPositive();
    }

    /** What the state may be after it: what was acknowledged last, and what was being switched. */
    private static Set<Boolean> script(Path home, FaultyFileAccess disk) {
        KillSwitchFile kill = KillSwitchFile.ofHome(home, disk);
        Set<Boolean> allowed = new HashSet<>(Set.of(false));
        for (boolean on : SCRIPT) {
            allowed.add(on);
            try {
                if (on) {
                    kill.on(Instant.EPOCH.plusSeconds(1), "anna", "stop");
                } else {
                    kill.off(Instant.EPOCH.plusSeconds(2), "anna", "go");
                }
            } catch (BarqueException e) {
                return allowed;
            }
            allowed = new HashSet<>(Set.of(on));
        }
        return allowed;
    }
}
