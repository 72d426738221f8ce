package dev.barque.ops;

import java.util.ArrayDeque;
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
    /** What comes within so long is waited for awake: waking a thread that sleeps takes some 50 microseconds on virtual machines. */
    private static final long AWAKE_NANOS =
            Runtime.getRuntime().availableProcessors() > 1 ? TimeUnit.MICROSECONDS.toNanos(100) : 0;
    /** A thread that got work after so short a rest stays awake the next time: somebody asks again and again. */
    private static final long BRISK_NANOS = 2 * AWAKE_NANOS;

    private static final int SPINS = 16;

    final ReentrantLock lock = new ReentrantLock();
    /** Signalled when somebody who waits for answers has something to do. */
    final Condition answered = lock.newCondition();

    private final DueQueue queue = new DueQueue();
    /** Passes in which something can be begun or ended; a thread that is awake does it, else the one that waits for the pass. */
    private final ArrayDeque<Pass> passes = new ArrayDeque<>();

    private final BooleanSupplier isAnythingWaiting = this::isAnythingWaiting;
    private final HostThreads threads;
    private final LongSupplier nanos;
    private final Patience patience;
    private final Results results;
    private final int usual;
    private final int most;
    private final Set<Thread> live = new HashSet<>();
    private final List<Execution> overdue = new ArrayList<>();
    /** Threads that sleep. The one that fell asleep last is called first, so that those that are not needed come to their end. */
    private final ArrayDeque<Worker> asleep = new ArrayDeque<>();

    private int count;
    /** Whether a thread without work is awake: one is enough. */
    private boolean watched;

    private long finished;
    /** When there last was another thread, or the first thing in the queue; and what had been finished by then. */
    private long grown;

    private long finishedThen;
    private boolean closed;
    /** Whether something waits, for the thread that is awake without the lock. */
    private final Flag waiting = new Flag();

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

    private boolean isAnythingWaiting() {
        return waiting.isUp() && !lock.isLocked();
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

    /** Lets go of the lock until something is so, for so long and some microseconds at most; how much of that is left. */
    @SuppressWarnings("ThreadPriorityCheck") // A hint that may be ignored: what is waited for comes all the same.
    long awake(BooleanSupplier until, long most) {
        long mostAwake = Math.min(most, AWAKE_NANOS);
        if (mostAwake <= 0) {
            return most;
        }
        long from = System.nanoTime();
        lock.unlock();
        try {
            while (!until.getAsBoolean() && System.nanoTime() - from < mostAwake) {
                for (int i = 0; i < SPINS && !until.getAsBoolean(); i++) {
                    Thread.onSpinWait();
                }
                Thread.yield(); // who is waited for may have been put on this very processor
            }
        } finally {
            lockSoon();
        }
        return most - (System.nanoTime() - from);
    }

    /** Queues a run; {@link #staff} sees to it that somebody takes it. */
    void submit(Execution run) {
        begin();
        queue.add(run);
    }

    /** There is something to do in a pass. */
    void enter(Pass pass) {
        begin();
        passes.add(pass);
    }

    private void begin() {
        if (isEmpty()) {
            waiting.set(true);
            grown = System.nanoTime();
            finishedThen = finished;
        }
    }

    private boolean isEmpty() {
        return queue.isEmpty() && passes.isEmpty();
    }

    private void noteWhetherEmpty() {
        if (isEmpty()) {
            waiting.set(false);
        }
    }

    /** Does what is to be done in passes. */
    void attend(long now) {
        for (Pass pass = passes.poll(); pass != null; pass = passes.poll()) {
            pass.attend(now);
        }
        noteWhetherEmpty();
    }

    /** Nothing more is to be done in a pass. */
    void leave(Pass pass) {
        passes.remove(pass);
        noteWhetherEmpty();
    }

    /** Sees to it that there are threads for what is queued. After so many nanoseconds it wants to be called again. */
    long staff() {
        if (isEmpty()) {
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
        add(Math.min(more, queue.size() + passes.size()));
        return busy() < usual ? patience.another() : patience.standstill();
    }

    /** Threads that do not sleep and do not hang. */
    private int busy() {
        return count - asleep.size() - overdue.size();
    }

    private void add(int more) {
        grown = System.nanoTime();
        finishedThen = finished;
        for (int i = 0; i < more; i++) {
            Worker last = asleep.poll();
            if (last != null) {
                last.call();
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

    /** Whether something waits and nobody is there to take it. */
    boolean isDeserted() {
        return !isEmpty() && busy() == 0;
    }

    /** Whether every thread that there may be hangs. */
    boolean isExhausted() {
        return overdue.size() >= most;
    }

    /** A run that nobody wants any more is not begun. */
    void drop(Execution run) {
        queue.remove(run);
        noteWhetherEmpty();
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
        passes.clear();
        live.forEach(Thread::interrupt);
        asleep.forEach(Worker::call);
        asleep.clear();
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
        private final Condition bell = lock.newCondition();
        private boolean isBrisk;
        private boolean isCalled;

        void call() {
            isCalled = true;
            bell.signal();
        }

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
            attend(timer.last());
            while (queue.isEmpty() && !closed) {
                if (rest()) {
                    return null;
                }
                attend(timer.read());
            }
            if (closed) {
                return null;
            }
            Execution run = queue.poll();
            noteWhetherEmpty();
            return run;
        }

        /** Until there is work; whether there was none for so long that the thread ends. */
        private boolean rest() {
            long from = System.nanoTime();
            if (isBrisk && !watched) {
                watched = true;
                awake(isAnythingWaiting, AWAKE_NANOS);
                watched = false;
            }
            long left = IDLE_NANOS;
            while (isEmpty() && left > 0 && !closed) {
                left = sleep(left);
            }
            isBrisk = System.nanoTime() - from < BRISK_NANOS;
            return isEmpty();
        }

        /** Until somebody calls, for so long at most; how much of that is left. */
        private long sleep(long most) {
            long left = most;
            isCalled = false;
            asleep.push(this);
            while (!isCalled && left > 0 && !closed) {
                try {
                    left = bell.awaitNanos(left);
                } catch (InterruptedException e) {
                    // Nobody but close() has a reason to, and that is looked at.
                }
            }
            if (!isCalled) {
                asleep.remove(this);
            }
            return left;
        }
    }
}
