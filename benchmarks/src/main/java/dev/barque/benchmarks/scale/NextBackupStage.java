package dev.barque.benchmarks.scale;

import dev.barque.ops.backup.Backup;
import dev.barque.ops.backup.BackupKind;

/** An incremental backup after one more day. It holds that day and not the days before it. */
final class NextBackupStage implements Stage {
    @Override
    public String name() {
        return "next-backup";
    }

    @Override
    public void run(Life life) {
        Backup made = FullBackupStage.make(life, BackupKind.INCREMENTAL, life.size.days());
        // A day, some partitions that were corrected, and what is small; far from everything where there are many days.
        long allowed = 2 * made.bytes() / life.size.days() + (4 << 20);
        Life.same("the increment is small", made.storedBytes() <= allowed, true);
    }
}
