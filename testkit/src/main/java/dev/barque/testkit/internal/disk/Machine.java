package dev.barque.testkit.internal.disk;

import dev.barque.testkit.FileCall;
import dev.barque.testkit.FileFault.Failure;
import dev.barque.testkit.MachineStoppedException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What the calls of one disk have in common: they are counted, some of them fail, one of them may be the last. Its monitor
 * guards the whole disk; whoever calls holds it.
 */
public final class Machine {
    private final SplittableRandom random;
    private final Faults faults = new Faults();
    private final Set<Closeable> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private long stopIn = Long.MAX_VALUE;
    private long space = Long.MAX_VALUE;
    private boolean stopped;
    private int starts;

    /** What is done unless it fails. */
    @FunctionalInterface
    public interface Doing {
        /** Does it. */
        void run() throws IOException;
    }

    /** What is made unless that fails. */
    @FunctionalInterface
    public interface Making<T> {
        /** Makes it. */
        T run() throws IOException;
    }

    /** Of a seed. */
    public Machine(long seed) {
        random = new SplittableRandom(seed);
    }

    /** What goes wrong. */
    public Faults faults() {
        return faults;
    }

    /** How many bytes can be written. */
    public void space(long bytes) {
        space = bytes;
    }

    /** It stops in the n-th change from now. */
    public void stopAtChange(long nth) {
        stopIn = nth;
    }

    /** It stops. */
    public void stopNow() {
        stopped = true;
    }

    /** Whether it has stopped. */
    public boolean isStopped() {
        return stopped;
    }

    /** Dice for a crash. */
    public Wreck wreck() {
        return new Wreck(random.split());
    }

    /** It starts again; what was open is closed for good. */
    public void restart() {
        starts++;
        stopped = false;
        stopIn = Long.MAX_VALUE;
        for (Closeable file : open) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        open.clear();
    }

    /** A call that changes nothing. */
    public void look(FileCall call, Path file) throws IOException {
        requireRunning();
        Optional<Failure> failure = faults.next(call);
        if (failure.isPresent()) {
            throw new FaultException(file, failure.get());
        }
    }

    /** A call that changes something; when the machine stops in it, it is done or not, and not answered. */
    public void change(FileCall call, Path file, Doing doing) throws IOException {
        make(call, file, () -> {
            doing.run();
            return true;
        });
    }

    /** {@link #change} with a result. */
    public <T> T make(FileCall call, Path file, Making<T> making) throws IOException {
        look(call, file);
        if (!stopsNow()) {
            return making.run();
        }
        if (random.nextBoolean()) {
            making.run();
        }
        throw stop();
    }

    int opened(Closeable file) {
        open.add(file);
        return starts;
    }

    void closed(Closeable file) {
        open.remove(file);
    }

    void requireStart(int start) throws IOException {
        requireRunning();
        if (start != starts) {
            throw new MachineStoppedException("The file was opened before the machine stopped");
        }
    }

    /** How a write goes on; it takes the bytes that it says from the space. */
    Write write(int length) {
        Optional<Failure> failure = faults.next(FileCall.WRITE);
        if (failure.isEmpty() && length > space) {
            failure = Optional.of(Failure.NO_SPACE);
        }
        Write write = new Write(length(length, failure), failure, stopsNow());
        if (write.stops && random.nextBoolean()) {
            write = new Write(random.nextInt(write.length + 1), failure, true);
        }
        space -= write.length;
        return write;
    }

    /** So many bytes are written, then this happens. */
    record Write(int length, Optional<Failure> failure, boolean stops) {}

    MachineStoppedException stop() {
        stopped = true;
        return new MachineStoppedException("The machine stopped");
    }

    private int length(int length, Optional<Failure> failure) {
        if (failure.isEmpty()) {
            return length;
        }
        if (failure.get() == Failure.SHORT_WRITE) {
            return length < 2 ? 0 : random.nextInt(1, length);
        }
        return (int) Math.min(space, random.nextInt(length + 1));
    }

    private boolean stopsNow() {
        return --stopIn == 0;
    }

    private void requireRunning() throws IOException {
        if (stopped) {
            throw new MachineStoppedException("The machine stopped: nothing is done until it is started again");
        }
    }
}
