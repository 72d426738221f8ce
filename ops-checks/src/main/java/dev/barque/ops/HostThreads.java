package dev.barque.ops;

import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** The one place in which threads are started: those that the host's factory gives. */
final class HostThreads {
    private final ThreadFactory factory;

    HostThreads(ThreadFactory factory) {
        this.factory = factory;
    }

    /** Starts one; what went wrong when that cannot be done, such as a limit of the system. */
    @Nullable
    Throwable start(Runnable work) {
        try {
            Thread thread = factory.newThread(work);
            if (thread == null) {
                return new NullPointerException("it returned null");
            }
            thread.start();
            return null;
        } catch (Throwable e) {
            return e;
        }
    }
}
