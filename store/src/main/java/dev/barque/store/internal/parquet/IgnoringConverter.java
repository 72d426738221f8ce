package dev.barque.store.internal.parquet;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** parquet-java wants a converter for every column, also from those who read the columns themselves. */
final class IgnoringConverter extends GroupConverter {
    static final IgnoringConverter INSTANCE = new IgnoringConverter();

    private static final PrimitiveConverter LEAF = new PrimitiveConverter() {};

    private final Converter child = new Converter() {
        @Override
        public boolean isPrimitive() {
            return true;
        }

        @Override
        public GroupConverter asGroupConverter() {
            return INSTANCE;
        }

        @Override
        public PrimitiveConverter asPrimitiveConverter() {
            return LEAF;
        }
    };

    private IgnoringConverter() {}

    @Override
    public Converter getConverter(int field) {
        return child;
    }

    @Override
    public void start() {
        // Nothing is assembled.
    }

    @Override
    public void end() {
        // Nothing is assembled.
    }
}
