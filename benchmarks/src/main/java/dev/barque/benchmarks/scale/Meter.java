package dev.barque.benchmarks.scale;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Adds up what the parts of a stage cost. What is not handed to it, such as checks against the model, counts nowhere. Belongs to one thread. */
final class Meter {
    private final Map<String, Line> lines = new LinkedHashMap<>();

    /**
     * One part of a stage.
     *
     * @param name of the part
     * @param rows how many rows, or questions, it was about
     * @param nanos by the clock
     * @param processorNanos of all processors, for the whole process
     */
    record Line(String name, long rows, long nanos, long processorNanos) {
        private Line and(long moreRows, long moreNanos, long moreProcessorNanos) {
            return new Line(name, rows + moreRows, nanos + moreNanos, processorNanos + moreProcessorNanos);
        }

        double microsPerRow() {
            return rows == 0 ? 0 : nanos / 1e3 / rows;
        }

        double processorMicrosPerRow() {
            return rows == 0 ? 0 : processorNanos / 1e3 / rows;
        }
    }

    /** Does a part, which says about how many rows it was, and adds it to what bears the same name. */
    long time(String name, LongSupplier part) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long processor = system.getProcessCpuTime();
        long began = System.nanoTime();
        long rows = part.getAsLong();
        long took = System.nanoTime() - began;
        Line before = lines.getOrDefault(name, new Line(name, 0, 0, 0));
        lines.put(name, before.and(rows, took, system.getProcessCpuTime() - processor));
        return rows;
    }

    List<Line> lines() {
        return new ArrayList<>(lines.values());
    }
}
