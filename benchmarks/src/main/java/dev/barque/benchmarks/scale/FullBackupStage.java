package dev.barque.benchmarks.scale;

import dev.barque.ops.backup.Backup;
import dev.barque.ops.backup.BackupKind;
import dev.barque.ops.backup.Backups;

/** A full backup, and every byte of it read again. */
final class FullBackupStage implements Stage {
    @Override
    public String name() {
        return "backup";
    }

    @Override
    public void run(Life life) {
        make(life, BackupKind.FULL, life.size.days() - 1);
    }

    static Backup make(Life life, BackupKind kind, int day) {
        Backups backups = life.backups(life.after(day));
        Backup[] made = new Backup[1];
        String name = kind == BackupKind.FULL ? "full backup" : "incremental backup";
        life.meter.time(name, () -> {
            made[0] = backups.create(life.home(), kind);
            return life.fact("rows");
        });
        Life.same("kind of the backup", made[0].kind(), kind);
        life.facts.put(name + " files", made[0].files());
        life.facts.put(name + " stored bytes", made[0].storedBytes());
        life.facts.put(name + " archive bytes", made[0].archive().bytes());
        life.meter.time("verify of the " + name, () -> {
            Life.same("problems of the backup", backups.verify(made[0]).problems(), java.util.List.of());
            return life.fact("rows");
        });
        return made[0];
    }
}
