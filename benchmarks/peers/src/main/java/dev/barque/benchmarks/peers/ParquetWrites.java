package dev.barque.benchmarks.peers;

import dev.barque.benchmarks.WideDay;
import dev.barque.benchmarks.Zstd;
import dev.barque.benchmarks.contest.Work;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** parquet-java's writer with its defaults and zstd, fed without objects in between, and a sync of its file. */
final class ParquetWrites implements Work {
    private static final String[] TIMES = {"event_time", "known_at", "ingested_at"};

    private final WideDay given;
    private final MessageType schema = schema();
    private Path file = Path.of("");

    ParquetWrites(WideDay given) {
        this.given = given;
    }

    private static MessageType schema() {
        Types.MessageTypeBuilder schema = Types.buildMessage();
        schema.required(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named("symbol");
        for (String time : TIMES) {
            schema.required(PrimitiveTypeName.INT64)
                    .as(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS))
                    .named(time);
        }
        schema.required(PrimitiveTypeName.INT64).named("sequence");
        for (int field = 0; field < WideDay.FIELDS; field++) {
            schema.required(PrimitiveTypeName.DOUBLE).named("field_" + field);
        }
        return schema.named("rows");
    }

    @Override
    public void before() {
        file = given.fresh(".parquet");
    }

    @Override
    public void run() throws IOException {
        try (ParquetWriter<Integer> writer = new Builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new Zstd())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .build()) {
            for (int row = 0; row < given.rows(); row++) {
                writer.write(row);
            }
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    @Override
    public double checksum() throws SQLException, IOException {
        double sum = given.sumOf(file.toString(), "");
        Files.delete(file);
        return sum;
    }

    /** The methods with a configuration of Hadoop are never asked and cannot be left out. */
    @SuppressWarnings("deprecation")
    private final class Builder extends ParquetWriter.Builder<Integer, Builder> {
        private Builder(OutputFile to) {
            super(to);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<Integer> getWriteSupport(Configuration unused) {
            return new Rows();
        }

        @Override
        protected WriteSupport<Integer> getWriteSupport(ParquetConfiguration unused) {
            return new Rows();
        }
    }

    /** A row is its number. */
    @SuppressWarnings({"NullAway.Init", "deprecation"}) // prepareForWrite comes first; for the other see above.
    private final class Rows extends WriteSupport<Integer> {
        private final Binary symbol = Binary.fromConstantByteArray(new byte[] {'S', '0'});
        private RecordConsumer to;

        @Override
        public WriteContext init(Configuration unused) {
            return new WriteContext(schema, Map.of());
        }

        @Override
        public WriteContext init(ParquetConfiguration unused) {
            return new WriteContext(schema, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            to = consumer;
        }

        @Override
        public void write(Integer row) {
            to.startMessage();
            int column = 0;
            to.startField("symbol", column);
            to.addBinary(symbol);
            to.endField("symbol", column++);
            for (String time : TIMES) {
                to.startField(time, column);
                to.addLong(given.time(row));
                to.endField(time, column++);
            }
            to.startField("sequence", column);
            to.addLong(row);
            to.endField("sequence", column++);
            for (int field = 0; field < WideDay.FIELDS; field++) {
                String name = schema.getFieldName(column);
                to.startField(name, column);
                to.addDouble(given.values(field)[row]);
                to.endField(name, column++);
            }
            to.endMessage();
        }
    }
}
