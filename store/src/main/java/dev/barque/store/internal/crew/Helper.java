package dev.barque.store.internal.crew;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Work that a thread of an executor may take up; one that never does is not waited for. */
public final class Helper implements Runnable {
    private final Runnable work;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);

    /** Not begun yet. */
    public Helper(Runnable work) {
        this.work = work;
    }

    @Override
    public void run() {
        if (taken.compareAndSet(false, true)) {
            try {
                work.run();
            } finally {
                over.countDown();
            }
        }
    }

    /** Does the work now, unless it was taken up: then waits for it. */
    public void finish() {
        run();
        finishOrCancel();
    }

    /** Waits for work that was taken up, and sees that it is not taken up later. */
    public void finishOrCancel() {
        if (taken.compareAndSet(false, true)) {
            return;
        }
        boolean interrupted = false;
        while (true) {
            try {
                over.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // it writes to the store: nobody may go on before it is done
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
