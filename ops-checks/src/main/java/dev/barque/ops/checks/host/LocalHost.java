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
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.RuntimeMXBean;
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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/** This process, through the management beans of the JDK; on Linux also through {@code /proc/self} and control groups. */
final class LocalHost implements Host {
    private final List<Path> directories;
    private final GcRecorder collections = GcRecorder.observing();
    private final Samples samples = new Samples();
    private final ProcFiles linux = new ProcFiles(Path.of("/"));
    private final Map<Path, Mounted> mounts = new ConcurrentHashMap<>();

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
        Object device = device(directory);
        Mounted known = mounts.get(directory);
        if (known == null || !known.device.equals(device)) {
            FileStore store = Files.getFileStore(directory);
            known = new Mounted(
                    device, store, store.name() + " (" + store.type() + ") of " + mountOf(directory, store));
            mounts.put(directory, known);
        }
        return new Disk(known.name, known.store.getTotalSpace(), known.store.getUsableSpace());
    }

    /** Another file system at the same place is another device; where a platform has no numbers for them, each look is new. */
    private static Object device(Path directory) throws IOException {
        try {
            return Files.getAttribute(directory, "unix:dev");
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return new Object();
        }
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
        for (MemoryPoolMXBean pool : Beans.HEAP) {
            MemoryUsage after = pool.getCollectionUsage();
            heapAfter += after == null ? 0 : after.getUsed();
        }
        long direct = 0;
        for (BufferPoolMXBean pool : Beans.DIRECT) {
            direct += pool.getMemoryUsed();
        }
        long most = Runtime.getRuntime().maxMemory();
        return new Memory(
                linux.resident(),
                heapAfter,
                most,
                direct,
                Beans.DIRECT_LIMIT > 0 ? Beans.DIRECT_LIMIT : most,
                linux.containerUsed(),
                linux.containerLimit(),
                Beans.MACHINE);
    }

    @Override
    public Pauses pauses(Duration within) {
        return collections.pauses(within);
    }

    @Override
    public int liveThreads() {
        return Beans.THREADS.getThreadCount();
    }

    @Override
    public List<StuckThread> deadlockedThreads() {
        long[] ids = Beans.THREADS.findDeadlockedThreads();
        if (ids == null) {
            return List.of();
        }
        Arrays.sort(ids);
        return Arrays.stream(Beans.THREADS.getThreadInfo(ids, 64))
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
        return Beans.SYSTEM instanceof UnixOperatingSystemMXBean unix
                ? Optional.of(new Descriptors(unix.getOpenFileDescriptorCount(), unix.getMaxFileDescriptorCount()))
                        .filter(counted -> counted.open() >= 0 && counted.limit() > 0)
                : Optional.empty();
    }

    @Override
    public Cpu cpu() {
        long nanos =
                Beans.SYSTEM instanceof com.sun.management.OperatingSystemMXBean more ? more.getProcessCpuTime() : -1;
        double load = Beans.SYSTEM.getSystemLoadAverage();
        return new Cpu(
                nanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos)),
                Beans.SYSTEM.getAvailableProcessors(),
                load < 0 ? OptionalDouble.empty() : OptionalDouble.of(load));
    }

    @Override
    public Instant steadyTime() {
        return Instant.ofEpochMilli(Beans.PROCESS.getStartTime()).plus(uptime());
    }

    @Override
    public Duration uptime() {
        return Duration.ofMillis(Beans.PROCESS.getUptime());
    }

    @Override
    public Samples samples() {
        return samples;
    }

    /** What a directory lies on, as long as its device is the same. */
    private record Mounted(Object device, FileStore store, String name) {}

    /** The beans of this process: they stay the same, and looking them up makes more garbage than asking them. */
    private static final class Beans {
        static final OperatingSystemMXBean SYSTEM = ManagementFactory.getOperatingSystemMXBean();
        static final RuntimeMXBean PROCESS = ManagementFactory.getRuntimeMXBean();
        static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
        static final List<MemoryPoolMXBean> HEAP = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        static final List<BufferPoolMXBean> DIRECT =
                ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .filter(pool -> "direct".equals(pool.getName()))
                        .toList();
        /** As the documentation of the option has it: unset, or 0, it is what the heap may grow to. */
        static final long DIRECT_LIMIT = directLimit();

        /** Asked once: the platform reads half a dozen files for it. */
        static final long MACHINE =
                SYSTEM instanceof com.sun.management.OperatingSystemMXBean system ? system.getTotalMemorySize() : 0;

        private static long directLimit() {
            HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return hotSpot == null
                    ? 0
                    : Long.parseLong(hotSpot.getVMOption("MaxDirectMemorySize").getValue());
        }
    }
}
