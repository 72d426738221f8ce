package dev.barque.store.internal.log;

import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The feature sets that a log may hold rows of: those declared when it was opened, and those found in it. */
public final class LogSets {
    private volatile RowCodec[] codecs;

    /** Knows these. */
    public LogSets(Collection<FeatureSet> declared) {
        codecs = declared.stream().map(RowCodec::new).toArray(RowCodec[]::new);
    }

    /** What encodes rows of a declared set. */
    public RowCodec codec(FeatureSetId id) {
        for (RowCodec codec : codecs) {
            if (codec.set().id().equals(id)) {
                return codec;
            }
        }
        throw new IllegalArgumentException("The feature set " + id + " was not declared");
    }

    @Nullable
    RowCodec byKey(long key) {
        for (RowCodec codec : codecs) {
            if (codec.key() == key) {
                return codec;
            }
        }
        return null;
    }

    /** Adds a set that was found, unless it is known. */
    synchronized void found(FeatureSet set) {
        RowCodec codec = new RowCodec(set);
        if (byKey(codec.key()) == null) {
            RowCodec[] more = Arrays.copyOf(codecs, codecs.length + 1);
            more[more.length - 1] = codec;
            codecs = more;
        }
    }
}
