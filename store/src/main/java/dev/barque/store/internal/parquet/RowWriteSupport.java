package dev.barque.store.internal.parquet;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Writes rows by their number: the values stay in the columns of whoever writes. */
final class RowWriteSupport extends WriteSupport<Integer> {
    private final MessageType schema;
    private final Map<String, String> metadata;
    private final ParquetFile.RowWriter rows;
    private @Nullable RecordConsumer consumer;

    RowWriteSupport(MessageType schema, Map<String, String> metadata, ParquetFile.RowWriter rows) {
        this.schema = schema;
        this.metadata = metadata;
        this.rows = rows;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in parquet-java: the only way that names Hadoop, and never called
    public WriteContext init(Configuration configuration) {
        return new WriteContext(schema, metadata);
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(schema, metadata);
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        consumer = recordConsumer;
    }

    @Override
    public void write(Integer row) {
        if (consumer == null) {
            throw new IllegalStateException("prepareForWrite comes first");
        }
        consumer.startMessage();
        rows.write(consumer, row);
        consumer.endMessage();
    }

    /** The way parquet-java wants its writers to be made. */
    static final class Builder extends ParquetWriter.Builder<Integer, Builder> {
        private final RowWriteSupport support;

        Builder(OutputFile file, RowWriteSupport support) {
            super(file);
            this.support = support;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract in parquet-java, as above
        protected WriteSupport<Integer> getWriteSupport(Configuration configuration) {
            return support;
        }

        @Override
        protected WriteSupport<Integer> getWriteSupport(ParquetConfiguration configuration) {
            return support;
        }
    }
}
