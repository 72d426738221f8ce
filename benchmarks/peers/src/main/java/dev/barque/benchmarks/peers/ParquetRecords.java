package dev.barque.benchmarks.peers;

import dev.barque.benchmarks.SealedHome;
import dev.barque.benchmarks.Zstd;
import dev.barque.benchmarks.contest.Work;
import dev.barque.store.asof.Spine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/** parquet-java, record by record up to the one that is asked for; page checksums and digests are not looked at. */
final class ParquetRecords implements Work {
    private final Spine spine;
    private final List<Path> files;
    private double sum;

    ParquetRecords(SealedHome given) {
        spine = given.spine();
        files = IntStream.range(0, spine.size())
                .mapToObj(q -> given.file(spine.symbol(q), spine.eventMicros(q)))
                .toList();
    }

    @Override
    public void run() throws IOException {
        sum = 0;
        for (int q = 0; q < files.size(); q++) {
            sum += last(files.get(q), spine.eventMicros(q));
        }
    }

    private static double last(Path file, long time) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), Zstd.options())) {
            MessageType schema = reader.getFooter().getFileMetaData().getSchema();
            PageReadStore rows = reader.readNextRowGroup();
            RecordReader<Group> records =
                    new ColumnIOFactory().getColumnIO(schema).getRecordReader(rows, new GroupRecordConverter(schema));
            double found = Double.NaN;
            for (long row = 0; row < rows.getRowCount(); row++) {
                Group record = records.read();
                if (record.getLong("event_time", 0) > time) {
                    break;
                }
                found = 0;
                for (int field = 0; field < SealedHome.FIELDS; field++) {
                    found += record.getGroup("group", 0).getDouble("field_" + field, 0);
                }
            }
            return found;
        }
    }

    @Override
    public double checksum() {
        return sum;
    }
}
