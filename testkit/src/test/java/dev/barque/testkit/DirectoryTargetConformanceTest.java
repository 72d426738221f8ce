package dev.barque.testkit;

import dev.barque.ops.backup.BackupTarget;
import dev.barque.ops.backup.DirectoryTarget;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The directory that ships. */
class DirectoryTargetConformanceTest extends BackupTargetConformance {
    @TempDir
    private Path folder;

    @Override
    protected BackupTarget open() {
        return DirectoryTarget.at(folder.resolve("not/yet/there"));
    }
}
