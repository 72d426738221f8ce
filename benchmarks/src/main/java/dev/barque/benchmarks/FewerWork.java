package dev.barque.benchmarks;

import dev.barque.benchmarks.contest.Work;

/** The first so many operations alone, for what would take minutes otherwise. */
record FewerWork(Work work, long most) implements Work {
    @Override
    public void before() throws Exception {
        work.before();
    }

    @Override
    public void run() throws Exception {
        work.run();
    }

    @Override
    public double checksum() throws Exception {
        return work.checksum();
    }

    @Override
    public long operations(long all) {
        return Math.min(most, all);
    }

    @Override
    public void close() throws Exception {
        work.close();
    }
}
