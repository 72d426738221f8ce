package dev.barque.ops.backup;

import dev.barque.ops.maintenance.tasks.BackupShelf;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a retention lets go of, one at a time. */
record BackupsOnShelf(Backups backups, BackupRetention retention) implements BackupShelf {
    /** The newest first, so that none goes before those that take files from it. */
    @Override
    public List<Due> due() {
        List<Due> due = new ArrayList<>();
        List<PrunePlan.Item> go = backups.plan(retention).go();
        for (int i = go.size() - 1; i >= 0; i--) {
            Backup backup = go.get(i).backup();
            due.add(new Due(
                    backup.id(),
                    backup.created(),
                    backup.archive().bytes() + backup.manifest().bytes(),
                    go.get(i).reason()));
        }
        return due;
    }

    @Override
    public boolean delete(String id) {
        Set<String> needed = new HashSet<>();
        backups.list().forEach(backup -> needed.addAll(backup.needs()));
        if (needed.contains(id)) {
            return false;
        }
        PrunePlan plan = backups.plan(retention);
        List<PrunePlan.Item> one =
                plan.go().stream().filter(item -> item.backup().id().equals(id)).toList();
        return !one.isEmpty()
                && !backups.prune(retention, new PrunePlan(plan.stay(), one, plan.leftovers()))
                        .go()
                        .isEmpty();
    }
}
