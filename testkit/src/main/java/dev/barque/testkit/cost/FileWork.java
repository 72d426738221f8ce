package dev.barque.testkit.cost;

/**
 * What was asked of a disk, counted by {@link CountedFiles}. Looking at names, times and sizes is not counted.
 *
 * @param opened files that were opened to be read
 * @param bytesRead bytes that were read
 * @param made files that were made, opened to be written, linked or renamed
 * @param bytesWritten bytes that were written
 * @param syncs how often a file or a directory was made durable
 * @param listed directories that were listed
 */
public record FileWork(long opened, long bytesRead, long made, long bytesWritten, long syncs, long listed) {
    /** What was asked since an earlier count. */
    public FileWork since(FileWork earlier) {
        return new FileWork(
                opened - earlier.opened,
                bytesRead - earlier.bytesRead,
                made - earlier.made,
                bytesWritten - earlier.bytesWritten,
                syncs - earlier.syncs,
                listed - earlier.listed);
    }
}
