package dev.barque.ops.backup;

import java.util.List;

/**
 * What a look at a backup, and at all that it needs, came to. Nothing was restored.
 *
 * @param id of the backup
 * @param files how many a restore would give
 * @param bytes of archives that were read and unpacked
 * @param problems what is wrong, in words; empty when every byte is as it was put
 */
public record BackupCheck(String id, long files, long bytes, List<String> problems) {
    /** Copies the list. */
    public BackupCheck {
        problems = List.copyOf(problems);
    }

    /** Whether it can be relied upon. */
    public boolean isWhole() {
        return problems.isEmpty();
    }
}
