package dev.barque.store.internal.log;

import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.feature.Lookback;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A feature set in the log, so that its rows can be sealed also by who was not told of the set. */
final class SchemaRecord {
    private SchemaRecord() {}

    static void encode(FrameBuffer to, FeatureSet set) {
        text(to, set.id().value());
        to.putInt(set.schema().size());
        for (FeatureField field : set.schema().fields()) {
            text(to, field.name());
            text(to, field.type().name());
            text(to, field.unit());
        }
    }

    /** The look-back is a matter of reading and not kept. */
    static FeatureSet decode(ByteBuffer from) {
        FeatureSetId id = FeatureSetId.of(text(from));
        int size = from.getInt();
        List<FeatureField> fields = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            fields.add(new FeatureField(text(from), FeatureType.valueOf(text(from)), text(from)));
        }
        return new FeatureSet(id, FeatureSchema.of(fields), Lookback.sameDate());
    }

    private static void text(FrameBuffer to, String text) {
        int at = to.position();
        to.putInt(0);
        to.setInt(at, to.putUtf8(text));
    }

    private static String text(ByteBuffer from) {
        return RowCodec.text(from, from.getInt());
    }
}
