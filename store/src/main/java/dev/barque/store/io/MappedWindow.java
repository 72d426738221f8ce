package dev.barque.store.io;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mapped part of a file that is given back when it is closed. Left to the collector, which may not come for a day in a process
 * that makes no garbage, a deleted file would keep its place on the disk until then.
 */
final class MappedWindow implements FileAccess.Window {
    private static final @Nullable MethodHandle UNMAP = unmap();

    private @Nullable MappedByteBuffer memory;

    private MappedWindow(MappedByteBuffer memory) {
        this.memory = memory;
    }

    /** Whether this JVM can give mapped memory back. */
    static boolean isPossible() {
        return UNMAP != null;
    }

    /** Of bytes that the file has; empty on a file system that maps nothing. */
    static Optional<FileAccess.Window> of(FileChannel channel, long from, long to) throws IOException {
        try {
            return Optional.of(new MappedWindow(channel.map(FileChannel.MapMode.READ_WRITE, from, to - from)));
        } catch (UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    @Override
    public ByteBuffer memory() {
        return open();
    }

    @Override
    public void force() {
        open().force();
    }

    private MappedByteBuffer open() {
        if (memory == null) {
            throw new IllegalStateException("The window was closed");
        }
        return memory;
    }

    @Override
    public void close() {
        MappedByteBuffer last = memory;
        memory = null;
        if (last != null && UNMAP != null) {
            try {
                UNMAP.invokeExact((ByteBuffer) last);
            } catch (Throwable e) {
                throw new IllegalStateException("Mapped memory cannot be given back", e);
            }
        }
    }

    /** The way of the JDK that every JVM from 9 on has; there is none in its official interface before 22. */
    private static @Nullable MethodHandle unmap() {
        try {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field only = type.getDeclaredField("theUnsafe");
            only.setAccessible(true);
            return MethodHandles.lookup()
                    .findVirtual(type, "invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class))
                    .bindTo(only.get(null));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
