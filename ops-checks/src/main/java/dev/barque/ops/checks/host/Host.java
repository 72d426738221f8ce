package dev.barque.ops.checks.host;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What can be read of this process and its machine. {@link #local} reads the real ones; a test hands in its own. What a
 * platform does not tell is empty, and a check that needs it answers unknown. Safe for use by several threads.
 */
public interface Host {
    /**
     * This process. Observes its garbage collections from now on.
     *
     * @param directories those whose disks matter, such as the home of the store and the directory of logs
     */
    static Host local(Path... directories) {
        return new LocalHost(List.of(directories));
    }

    /** The directories whose disks matter. */
    List<Path> directories();

    /** The file system that holds a directory. */
    Disk disk(Path directory) throws IOException;

    /** Makes an empty file in a directory and removes it again; throws what the file system says when it refuses. */
    void makeAndRemoveFile(Path directory) throws IOException;

    /** The memory of the process and its limits. */
    Memory memory();

    /** The pauses for garbage collection of the last while, at most since the host began to observe them. */
    Pauses pauses(Duration within);

    /** How many threads are alive. */
    int liveThreads();

    /** The threads that wait for each other for ever, in a stable order; empty when there are none. */
    List<StuckThread> deadlockedThreads();

    /** The file descriptors of the process, where the platform counts them. */
    Optional<Descriptors> descriptors();

    /** The work of the processors. */
    Cpu cpu();

    /**
     * The wall clock's time at the start of the process plus what has passed since by the monotonic clock: nobody sets it,
     * it only goes on.
     */
    Instant steadyTime();

    /** How long the process has been running. */
    Duration uptime();

    /** What checks saw in earlier runs. */
    Samples samples();

    /**
     * A file system.
     *
     * @param name its name and type, the same for all directories in it
     * @param totalBytes its size
     * @param usableBytes what this process may still write
     */
    record Disk(String name, long totalBytes, long usableBytes) {}

    /**
     * Memory in bytes.
     *
     * @param resident what of the process is in physical memory
     * @param heapAfterCollection what the last collections left alive; 0 before the first
     * @param heapLimit what the heap may grow to
     * @param direct what direct buffers hold
     * @param directLimit what they may hold
     * @param container what the container uses, without file cache that can be dropped
     * @param containerLimit what the container may use before its processes are killed; empty without such a limit
     * @param machine the physical memory
     */
    record Memory(
            OptionalLong resident,
            long heapAfterCollection,
            long heapLimit,
            long direct,
            long directLimit,
            OptionalLong container,
            OptionalLong containerLimit,
            long machine) {}

    /**
     * Pauses of all threads for garbage collection.
     *
     * @param observed how much time they were looked for in
     * @param total their sum
     * @param longest the longest, zero without any
     * @param cause of the longest, in the words of the virtual machine; empty without any
     */
    record Pauses(Duration observed, Duration total, Duration longest, String cause) {}

    /**
     * A thread in a deadlock.
     *
     * @param name of the thread
     * @param waitsFor the lock that it waits for
     * @param heldBy the thread that holds it
     * @param at the place in the code
     */
    record StuckThread(String name, String waitsFor, String heldBy, String at) {}

    /**
     * File descriptors.
     *
     * @param open of this process: files, sockets, pipes
     * @param limit above which the system refuses
     */
    record Descriptors(long open, long limit) {}

    /**
     * Processors.
     *
     * @param processTime what the process has computed since its start, summed over processors; empty where it is not told
     * @param processors how many the process may use
     * @param loadAverage of the machine over one minute; empty where it is not told
     */
    record Cpu(Optional<Duration> processTime, int processors, OptionalDouble loadAverage) {}
}
