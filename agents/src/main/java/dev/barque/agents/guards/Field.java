package dev.barque.agents.guards;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureType;
import org.jspecify.annotations.Nullable;

/** A number of a row by its name, looked up once for each schema. */
final class Field {
    private final String name;
    private @Nullable FeatureSchema schema;
    private int index;

    Field(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** NaN when the row has no such number. */
    double of(@Nullable FeatureRow row) {
        if (row == null) {
            return Double.NaN;
        }
        FeatureSchema its = row.schema();
        if (schema == null || !schema.equals(its)) {
            schema = its;
            index = its.has(name) && its.field(its.indexOf(name)).type() == FeatureType.FLOAT64
                    ? its.indexOf(name)
                    : -1;
        }
        return index < 0 ? Double.NaN : row.float64Or(index, Double.NaN);
    }
}
