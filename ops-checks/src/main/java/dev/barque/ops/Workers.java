package dev.barque.ops;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The threads that run checks. A few are usual; where the queue does not move because all of them are busy, their number doubles, up to
 * the cap, so that checks that hang do not keep the others waiting. Idle ones end. All methods are called with {@link #lock} held, and
 * no check runs under it.
 */
final class Workers {
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);

    final ReentrantLock lock = new ReentrantLock();
    /** Signalled whenever a check has finished. */
    final Condition answered = lock.newCondition();

    private final Condition work = lock.newCondition();
    private final PriorityQueue<Execution> queue =
            new PriorityQueue<>((a, b) -> Long.compare(a.deadline - b.deadline, 0));
    private final HostThreads threads;
    private final CheckContext context;
    private final BiConsumer<Slot, CheckResult> conclude;
    private final int usual;
    private final int most;
    private final Set<Thread> live = new HashSet<>();
    private final List<Execution> overdue = new ArrayList<>();
    private int count;
    private int idle;
    private long finished;
    private boolean closed;

    Workers(HostThreads threads, int usual, int most, CheckContext context, BiConsumer<Slot, CheckResult> conclude) {
        this.threads = threads;
        this.usual = usual;
        this.most = most;
        this.context = context;
        this.conclude = conclude;
    }

    /** Queues a run; why no thread can be had for it when there is none at all. */
    @Nullable
    Throwable submit(Execution run) {
        queue.add(run);
        if (idle > 0) {
            work.signal();
            return null;
        }
        Throwable problem = count < usual ? startThread() : null;
        if (count == 0) {
            queue.remove(run);
            return problem;
        }
        return null;
    }

    /** How many runs have ever ended: unchanged while something waits means that all threads are busy with slow ones. */
    long finished() {
        return finished;
    }

    boolean isWaiting() {
        return !queue.isEmpty();
    }

    /** More threads, because the queue does not move. */
    void grow() {
        for (int more = Math.min(Math.min(Math.max(1, count), most - count), queue.size()); more > 0; more--) {
            if (startThread() != null) {
                return;
            }
        }
    }

    /** Whether every thread that there may be hangs. */
    boolean isExhausted() {
        return overdue.size() >= most;
    }

    /** A run whose deadline is over: forgotten when it was not begun, else interrupted and its thread given up. */
    boolean expire(Execution run) {
        if (queue.remove(run)) {
            return false;
        }
        run.overdue = true;
        overdue.add(run);
        if (run.thread != null) {
            run.thread.interrupt();
        }
        return true;
    }

    List<String> stuck() {
        return overdue.stream().map(run -> run.slot.entry.descriptor().id()).toList();
    }

    int count() {
        return count;
    }

    int most() {
        return most;
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
        queue.clear();
        live.forEach(Thread::interrupt);
        work.signalAll();
        answered.signalAll();
    }

    private @Nullable Throwable startThread() {
        count++;
        Throwable problem = threads.start(this::serve);
        count -= problem == null ? 0 : 1;
        return problem;
    }

    private void serve() {
        lock.lock();
        try {
            live.add(Thread.currentThread());
            boolean fit = true;
            for (Execution run = next(); fit && run != null; run = fit ? next() : null) {
                run.thread = Thread.currentThread();
                lock.unlock();
                CheckResult result;
                try {
                    result = run.slot.entry.run(context);
                } finally {
                    lock.lock();
                }
                finish(run, result);
                fit = isFit(result);
            }
        } finally {
            live.remove(Thread.currentThread());
            count--;
            lock.unlock();
        }
    }

    private void finish(Execution run, CheckResult result) {
        run.thread = null;
        finished++;
        Thread.interrupted(); // it was meant for the check
        run.slot.running = null;
        if (run.overdue) {
            overdue.remove(run); // too late: nobody waits for this answer
        } else if (!closed) {
            conclude.accept(run.slot, result);
        }
        answered.signalAll();
    }

    /** What a thread looks like from within after an error of the virtual machine nobody knows; a stack unwinds cleanly. */
    private static boolean isFit(CheckResult result) {
        Throwable failure = result.failure().orElse(null);
        return !(failure instanceof VirtualMachineError) || failure instanceof StackOverflowError;
    }

    private @Nullable Execution next() {
        long left = IDLE_NANOS;
        while (queue.isEmpty() && left > 0 && !closed) {
            idle++;
            try {
                left = work.awaitNanos(left);
            } catch (InterruptedException e) {
                // Nobody but close() has a reason to, and that is looked at.
            } finally {
                idle--;
            }
        }
        return closed ? null : queue.poll();
    }
}
