package dev.barque.store.internal.chains;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import java.nio.file.Path;

/** Every message about files of option chains. */
final class ChainErrors {
    private ChainErrors() {}

    /** A file that another system wrote stands where ours should be. */
    static BarqueException foreignFile(Path file) {
        return new BarqueException(
                "chains.foreign-file",
                Concern.DATA,
                "Cannot use " + file
                        + " as option chains: another system wrote it, or a later version. It is unchanged."
                        + " Move it away, and take it in as a vendor's file.");
    }

    /** A file of ours under another date than its own. */
    static BarqueException wrongPlace(Path file, String date) {
        return new BarqueException(
                "chains.wrong-place",
                Concern.DATA,
                "Cannot read " + file + ": it was written for the date " + date
                        + ". Was it copied or renamed? Nothing of it was used; put it back, or take its source in again.");
    }

    /** Another writer is at work. */
    static BarqueException locked(Path folder) {
        return new BarqueException(
                "chains.locked",
                Concern.OPERATOR,
                "Cannot write option chains: another writer is at work in " + folder + ". Wait until it has finished.");
    }
}
