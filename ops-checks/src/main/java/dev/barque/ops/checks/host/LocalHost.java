package dev.barque.ops.checks.host;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.barque.ops.Verdict;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** This process, through the management beans of the JDK; on Linux also through {@code /proc/self} and control groups. */
final class LocalHost implements Host {
    private final List<Path> directories;
    private final GcRecorder collections = GcRecorder.observing();
    private final Samples samples = new Samples();

    LocalHost(List<Path> directories) {
        this.directories = List.copyOf(directories);
    }

    static Verdict noDirectories() {
        return new Verdict.Unknown(
                "The host names no directory, so there is no disk to look at. Give Host.local the home"
                        + " of the store and the directory of logs.");
    }

    @Override
    public List<Path> directories() {
        return directories;
    }

    @Override
    public Disk disk(Path directory) throws IOException {
        FileStore store = Files.getFileStore(directory);
        return new Disk(
                store.name() + " (" + store.type() + ") of " + mountOf(directory, store),
                store.getTotalSpace(),
                store.getUsableSpace());
    }

    /** Two file systems in memory have the same name: where they are mounted tells them apart. */
    private static Path mountOf(Path directory, FileStore store) throws IOException {
        Path mount = directory.toRealPath();
        while (mount.getParent() != null
                && Files.getFileStore(mount.getParent()).equals(store)) {
            mount = mount.getParent();
        }
        return mount;
    }

    @Override
    public void makeAndRemoveFile(Path directory) throws IOException {
        Files.delete(Files.createTempFile(directory, ".barque-probe-", ".tmp"));
    }

    @Override
    public Memory memory() {
        long heapAfter = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage after = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            heapAfter += after == null ? 0 : after.getUsed();
        }
        long direct = 0;
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            direct += "direct".equals(pool.getName()) ? pool.getMemoryUsed() : 0;
        }
        ProcFiles files = new ProcFiles(Path.of("/"));
        return new Memory(
                files.resident(),
                heapAfter,
                Runtime.getRuntime().maxMemory(),
                direct,
                directLimit(),
                files.containerUsed(),
                files.containerLimit(),
                physicalMemory());
    }

    /** As the documentation of the option has it: unset, or 0, it is what the heap may grow to. */
    private static long directLimit() {
        HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        long option = hotSpot == null
                ? 0
                : Long.parseLong(hotSpot.getVMOption("MaxDirectMemorySize").getValue());
        return option > 0 ? option : Runtime.getRuntime().maxMemory();
    }

    private static long physicalMemory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }

    @Override
    public Pauses pauses(Duration within) {
        return collections.pauses(within);
    }

    @Override
    public int liveThreads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    @Override
    public List<StuckThread> deadlockedThreads() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] ids = threads.findDeadlockedThreads();
        if (ids == null) {
            return List.of();
        }
        Arrays.sort(ids);
        return Arrays.stream(threads.getThreadInfo(ids, 64))
                // One that ended meanwhile was not in a deadlock.
                .filter(info -> info != null)
                .map(LocalHost::stuck)
                .sorted(Comparator.comparing(StuckThread::name).thenComparing(StuckThread::waitsFor))
                .toList();
    }

    private static StuckThread stuck(ThreadInfo info) {
        String at = Arrays.stream(info.getStackTrace())
                .filter(frame -> !frame.getClassName().startsWith("java.")
                        && !frame.getClassName().startsWith("jdk."))
                .findFirst()
                .map(frame -> frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
                        + frame.getLineNumber() + ")")
                .orElse("an unknown place");
        return new StuckThread(
                info.getThreadName(),
                Optional.ofNullable(info.getLockName()).orElse("a lock"),
                Optional.ofNullable(info.getLockOwnerName()).orElse("another thread"),
                at);
    }

    @Override
    public Optional<Descriptors> descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? Optional.of(new Descriptors(unix.getOpenFileDescriptorCount(), unix.getMaxFileDescriptorCount()))
                        .filter(counted -> counted.open() >= 0 && counted.limit() > 0)
                : Optional.empty();
    }

    @Override
    public Cpu cpu() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        long nanos = system instanceof com.sun.management.OperatingSystemMXBean more ? more.getProcessCpuTime() : -1;
        double load = system.getSystemLoadAverage();
        return new Cpu(
                nanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos)),
                system.getAvailableProcessors(),
                load < 0 ? OptionalDouble.empty() : OptionalDouble.of(load));
    }

    @Override
    public Instant steadyTime() {
        return Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime())
                .plus(uptime());
    }

    @Override
    public Duration uptime() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }

    @Override
    public Samples samples() {
        return samples;
    }
}
