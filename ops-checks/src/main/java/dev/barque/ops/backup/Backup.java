package dev.barque.ops.backup;

import java.time.Instant;
import java.util.List;

/**
 * What a backup says of itself. It lies beside its archive and its manifest, was put last, and makes them a backup.
 *
 * @param id its name, which begins with the time of its making
 * @param number counts the backups of a target from 1, in the order of their making, whatever the clock said
 * @param created when its state was taken, by the clock of who made it
 * @param kind what it carries itself
 * @param home the path of the home that it was taken from
 * @param lastSequence the last row of the home's log that is in it
 * @param files how many files a home restored from it has
 * @param bytes of these files
 * @param storedFiles how many of them are in its own archive
 * @param storedBytes of these
 * @param needs the ids of other backups that hold files of it; empty for a full one
 * @param archive its own archive
 * @param manifest the list of its files and their digests
 * @param keyId of the key that it needs; blank when it is not encrypted
 */
public record Backup(
        String id,
        long number,
        Instant created,
        BackupKind kind,
        String home,
        long lastSequence,
        long files,
        long bytes,
        long storedFiles,
        long storedBytes,
        List<String> needs,
        Part archive,
        Part manifest,
        String keyId) {
    /** Copies the list. */
    public Backup {
        needs = List.copyOf(needs);
    }

    /**
     * An object of the target.
     *
     * @param name in the target
     * @param bytes how many
     * @param digest of all of them: the algorithm, a colon, hexadecimal digits
     */
    public record Part(String name, long bytes, String digest) {}

    /** Whether a key is needed to read it. */
    public boolean isEncrypted() {
        return !keyId.isEmpty();
    }
}
