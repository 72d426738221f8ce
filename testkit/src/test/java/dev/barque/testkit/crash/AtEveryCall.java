package dev.barque.testkit.crash;

import dev.barque.testkit.FaultyFileAccess;
import dev.barque.testkit.FileFault;
import dev.barque.testkit.FileFault.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs a script again and again, each time in a home of its own, and lets it end at another of its calls to the disk. */
final class AtEveryCall {
    private final Path root;
    private final Script script;

    private AtEveryCall(Path root, Script script) {
        this.root = root;
        this.script = script;
    }

    /** What touches a disk. It notes anew what was acknowledged, and takes the errors that are promised. */
    @FunctionalInterface
    interface Script {
        void run(Path home, FaultyFileAccess disk) throws IOException;
    }

    /** What has to be so afterwards; {@code when} is for messages. */
    @FunctionalInterface
    interface Judge {
        void judge(Path home, FaultyFileAccess disk, String when) throws IOException;
    }

    static AtEveryCall of(Path root, Script script) {
        return new AtEveryCall(root, script);
    }

    void theProcessDies(Judge judge) throws IOException {
        boolean stopped = true;
        for (int n = 1; stopped; n++) {
            Path home = Files.createTempDirectory(root, "home");
            FaultyFileAccess disk = FaultyFileAccess.at(home, n);
            stopped = runUntil(n, home, disk);
            disk.kill();
            judge.judge(home, disk, "stopped at change " + n);
        }
    }

    /** Each time it is left to so many seeds what of the unsynced is lost. */
    void thePowerGoes(int wrecks, Judge judge) throws IOException {
        for (int wreck = 0; wreck < wrecks; wreck++) {
            boolean stopped = true;
            for (int n = 1; stopped; n++) {
                Path home = Files.createTempDirectory(root, "home");
                FaultyFileAccess disk = FaultyFileAccess.at(home, wreck * 1_000L + n);
                stopped = runUntil(n, home, disk);
                disk.crash();
                judge.judge(home, disk, "stopped at change " + n + ", wreck " + wreck);
            }
        }
    }

    /** Once, and from then on, in each way that a disk can fail. */
    void itFails(Judge judge) throws IOException {
        for (Failure failure : Failure.values()) {
            for (FileFault fault : List.of(FileFault.once(failure), FileFault.always(failure))) {
                boolean struck = true;
                for (int n = 1; struck; n++) {
                    Path home = Files.createTempDirectory(root, "home");
                    FaultyFileAccess disk = FaultyFileAccess.at(home, n);
                    disk.inject(fault.from(n));
                    script.run(home, disk);
                    struck = disk.failures() > 0;
                    disk.heal();
                    judge.judge(home, disk, fault + " at call " + n);
                }
            }
        }
    }

    private boolean runUntil(int change, Path home, FaultyFileAccess disk) throws IOException {
        disk.stopAtChange(change);
        script.run(home, disk);
        return disk.isStopped();
    }
}
