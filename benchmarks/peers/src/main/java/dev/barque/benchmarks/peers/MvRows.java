package dev.barque.benchmarks.peers;

import dev.barque.benchmarks.MinuteRows;
import java.nio.ByteBuffer;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;

/** H2's MVStore in a file, filled in the order of its keys, with a cache of 2 GiB. */
final class MvRows extends PointReads {
    private final MVStore store;
    private final MVMap<Long, byte[]> map;

    MvRows(MinuteRows given) {
        super(given);
        store = new MVStore.Builder()
                .fileName(given.scratch().resolve("mvstore").toString())
                .cacheSize(2_048)
                .autoCommitDisabled()
                .open();
        map = store.openMap(
                "rows",
                new MVMap.Builder<Long, byte[]>().keyType(LongDataType.INSTANCE).valueType(ByteArrayDataType.INSTANCE));
        for (int symbol = 0; symbol < MinuteRows.SYMBOLS; symbol++) {
            for (int row = 0; row < given.perSymbol(); row++) {
                ByteBuffer value = Keys.value(ByteBuffer.allocate(Keys.VALUE), symbol, row);
                map.append(Keys.number(symbol, MinuteRows.timeOf(row)), value.array());
            }
            store.commit();
        }
    }

    @Override
    double sum(int symbol, long time) {
        return Keys.sum(ByteBuffer.wrap(map.get(map.floorKey(Keys.number(symbol, time)))));
    }

    @Override
    public void close() {
        store.closeImmediately();
    }
}
