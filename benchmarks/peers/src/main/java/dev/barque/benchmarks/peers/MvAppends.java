package dev.barque.benchmarks.peers;

import dev.barque.benchmarks.AppendRows;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;

/** H2's MVStore, a commit for each row, and a sync of its file where it has to be on the device. */
final class MvAppends extends KeyedAppends {
    private final MVStore store;
    private final MVMap<Long, byte[]> map;
    private final boolean syncs;

    MvAppends(AppendRows given, boolean syncs) {
        super(given);
        this.syncs = syncs;
        store = new MVStore.Builder()
                .fileName(given.scratch().resolve("mvstore").toString())
                .autoCommitDisabled()
                .open();
        map = store.openMap(
                "rows",
                new MVMap.Builder<Long, byte[]>().keyType(LongDataType.INSTANCE).valueType(ByteArrayDataType.INSTANCE));
    }

    @Override
    void put(ByteBuffer key, ByteBuffer value) {
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        map.put(number(key), bytes);
        store.commit();
        if (syncs) {
            store.sync();
        }
    }

    @Override
    ByteBuffer get(ByteBuffer key, ByteBuffer room) {
        return ByteBuffer.wrap(Objects.requireNonNull(map.get(number(key))));
    }

    private static long number(ByteBuffer key) {
        return Keys.number(key.getInt(0), key.getLong(Integer.BYTES));
    }

    @Override
    public void close() {
        store.closeImmediately();
    }
}
