package dev.barque.ops;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads that run checks. One takes what is queued, check after check. Where something has waited for longer than a short patience
 * others help, up to the usual number; where the queue does not move because all of these are busy, their number doubles, up to the
 * cap: so checks that hang do not keep the others waiting, and quick ones cost one thread being woken. Idle threads end. All methods
 * are called with {@link #lock} held, and no check runs under it.
 */
final class Workers {
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** What comes within so long is waited for awake: putting a thread to sleep and waking it takes about as long. */
    private static final long AWAKE_NANOS =
            Runtime.getRuntime().availableProcessors() > 1 ? TimeUnit.MICROSECONDS.toNanos(25) : 0;
    /** A thread that got work after so short a rest stays awake the next time. */
    private static final long BRISK_NANOS = 3 * AWAKE_NANOS;

    private static final int SPINS = 16;

    final ReentrantLock lock = new ReentrantLock();
    /** Signalled when somebody who waits for answers has something to do. */
    final Condition answered = lock.newCondition();

    private final Condition work = lock.newCondition();
    private final DueQueue queue = new DueQueue();
    private final BooleanSupplier isCalled = this::isCalled;
    private final HostThreads threads;
    private final LongSupplier nanos;
    private final Patience patience;
    private final Results results;
    private final int usual;
    private final int most;
    private final Set<Thread> live = new HashSet<>();
    private final List<Execution> overdue = new ArrayList<>();
    private int count;
    /** Threads that sleep and have not been called. */
    private int idle;
    /** Threads that were called and have not come yet. */
    private int calls;
    /** Whether a thread without work is awake: one is enough. */
    private boolean watched;

    private long finished;
    /** When there last was another thread, or the first thing in the queue; and what had been finished by then. */
    private long grown;

    private long finishedThen;
    private boolean closed;
    /** Whether something is queued, for the thread that is awake without the lock. */
    private volatile boolean called;

    /** Is told what came of runs that ended in time, by the thread that ran them. */
    interface Results {
        /** A result, and when it was there. */
        void add(Slot slot, CheckResult result, long now);
    }

    Workers(HostThreads threads, int usual, int most, LongSupplier nanos, Patience patience, Results results) {
        this.threads = threads;
        this.usual = usual;
        this.most = most;
        this.nanos = nanos;
        this.patience = patience;
        this.results = results;
    }

    private boolean isCalled() {
        return called && !lock.isLocked();
    }

    /** Takes the lock from somebody who is about to let go of it, if possible without being put to sleep. */
    private void lockSoon() {
        for (int i = 0; i < SPINS; i++) {
            if (lock.tryLock()) {
                return;
            }
            Thread.onSpinWait();
        }
        lock.lock();
    }

    /** Lets go of the lock until something is so, for microseconds at most. */
    void awake(BooleanSupplier until) {
        if (AWAKE_NANOS == 0) {
            return;
        }
        lock.unlock();
        try {
            long from = System.nanoTime();
            while (!until.getAsBoolean() && System.nanoTime() - from < AWAKE_NANOS) {
                for (int i = 0; i < SPINS && !until.getAsBoolean(); i++) {
                    Thread.onSpinWait();
                }
            }
        } finally {
            lockSoon();
        }
    }

    /** Queues a run; {@link #staff} sees to it that somebody takes it. */
    void submit(Execution run) {
        if (queue.isEmpty()) {
            called = true;
            grown = System.nanoTime();
            finishedThen = finished;
        }
        queue.add(run);
    }

    /** Sees to it that there are threads for what is queued. After so many nanoseconds it wants to be called again. */
    long staff() {
        if (queue.isEmpty()) {
            return Long.MAX_VALUE;
        }
        int busy = busy();
        if (busy == 0) {
            add(1);
            return patience.another();
        }
        boolean isFew = busy < usual;
        long left = (isFew ? patience.another() : patience.standstill()) - (System.nanoTime() - grown);
        if (left > 0) {
            return left;
        }
        int more = isFew ? Math.min(busy, usual - busy) : finished == finishedThen ? busy : 0;
        add(Math.min(more, queue.size()));
        return busy() < usual ? patience.another() : patience.standstill();
    }

    /** Threads that do not sleep and do not hang. */
    private int busy() {
        return count - idle - overdue.size();
    }

    private void add(int more) {
        grown = System.nanoTime();
        finishedThen = finished;
        for (int i = 0; i < more; i++) {
            if (idle > 0) {
                idle--;
                calls++;
                work.signal();
            } else if (count >= most || startThread() != null) {
                return;
            }
        }
    }

    /** Why nobody takes what is queued: there is no thread and none can be had. Null when somebody does. */
    @Nullable
    Throwable refusal() {
        return isDeserted() && count < most ? startThread() : null;
    }

    /** Whether something is queued and nobody is there to take it. */
    boolean isDeserted() {
        return !queue.isEmpty() && busy() == 0;
    }

    /** Whether every thread that there may be hangs. */
    boolean isExhausted() {
        return overdue.size() >= most;
    }

    /** A run that nobody wants any more is not begun. */
    void drop(Execution run) {
        queue.remove(run);
        called = !queue.isEmpty();
        run.slot.running = null;
    }

    /** A run whose deadline is over: it is interrupted and its thread given up until it ends. */
    void expire(Execution run) {
        overdue.add(run);
        run.giveUp();
    }

    List<String> stuck() {
        return overdue.isEmpty()
                ? List.of()
                : overdue.stream().map(run -> run.slot.id()).toList();
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
        Throwable problem = threads.start(new Worker()::serve);
        count -= problem == null ? 0 : 1;
        return problem;
    }

    /** One thread at work. */
    private final class Worker {
        private final Timer timer = new Timer(nanos);
        private boolean isBrisk;

        void serve() {
            lock.lock();
            try {
                live.add(Thread.currentThread());
                timer.read();
                boolean isFit = true;
                for (Execution run = next(); run != null; run = isFit ? next() : null) {
                    run.begin(Thread.currentThread(), timer.last());
                    lock.unlock();
                    CheckResult result;
                    try {
                        result = run.slot.bound.run(timer);
                    } finally {
                        lockSoon();
                    }
                    finish(run, result);
                    isFit = isFit(result);
                }
            } finally {
                live.remove(Thread.currentThread());
                count--;
                if (isDeserted()) {
                    answered.signalAll(); // those who wait see to another thread
                }
                lock.unlock();
            }
        }

        private void finish(Execution run, CheckResult result) {
            finished++;
            Thread.interrupted(); // it was meant for the check
            run.slot.running = null;
            if (run.isOverdue()) {
                overdue.remove(run); // too late: nobody waits for this answer
            } else if (!closed) {
                results.add(run.slot, result, timer.last());
                run.end();
            }
        }

        /** What a thread looks like from within after an error of the virtual machine nobody knows; a stack unwinds cleanly. */
        private static boolean isFit(CheckResult result) {
            Throwable failure = result.failure().orElse(null);
            return !(failure instanceof VirtualMachineError) || failure instanceof StackOverflowError;
        }

        private @Nullable Execution next() {
            if (queue.isEmpty() && !closed) {
                boolean isOver = rest();
                timer.read();
                if (isOver) {
                    return null;
                }
            }
            if (closed) {
                return null;
            }
            Execution run = queue.poll();
            if (queue.isEmpty()) {
                called = false;
            }
            return run;
        }

        /** Until there is work; whether there was none for so long that the thread ends. */
        private boolean rest() {
            long from = System.nanoTime();
            if (isBrisk && !watched) {
                watched = true;
                awake(isCalled);
                watched = false;
            }
            long left = IDLE_NANOS;
            while (queue.isEmpty() && left > 0 && !closed) {
                left = sleep(left);
            }
            isBrisk = System.nanoTime() - from < BRISK_NANOS;
            return queue.isEmpty();
        }

        private long sleep(long most) {
            long left = most;
            idle++;
            while (calls == 0 && left > 0 && !closed) {
                try {
                    left = work.awaitNanos(left);
                } catch (InterruptedException e) {
                    // Nobody but close() has a reason to, and that is looked at.
                }
            }
            if (calls > 0) {
                calls--;
                return Math.max(1, left);
            }
            idle--;
            return left;
        }
    }
}
