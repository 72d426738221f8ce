package dev.barque.benchmarks.scale;

import dev.barque.ops.backup.Backups;
import dev.barque.ops.backup.RestoreMode;
import dev.barque.store.VerifyDepth;

/** The last backup is restored to another place; each file there has the bytes of the one at home, and all of it is in order. */
final class RestoreStage implements Stage {
    @Override
    public String name() {
        return "restore";
    }

    @Override
    public void run(Life life) {
        Backups backups = life.backups(life.after(life.size.days()));
        life.meter.time("restore", () -> {
            backups.restore(backups.latest(), life.restored(), RestoreMode.NEW_PLACE);
            return life.fact("rows");
        });
        life.meter.time("verify of the restored home", () -> {
            VerifyStage.requireWhole(life, VerifyStage.verify(life, life.restored(), VerifyDepth.DIGESTS));
            return life.fact("rows");
        });
        Tree here = Tree.of(life.home());
        Tree there = Tree.of(life.restored());
        Life.same("digest of the restored home", there.digest(), here.digest());
        Life.same("files of the restored home", there.files(), here.files());
        life.facts.put("files compared", here.files());
    }
}
