package dev.barque.store.training;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.barque.core.feature.FeatureField;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.asof.JoinedColumns;
import dev.barque.store.asof.Spine;
import dev.barque.store.io.FileAccess.WritableFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** As CSV with a header: UTF-8, instants in ISO 8601, nothing between the separators where there is no value. */
final class CsvRows implements TrainingWriter {
    private final TrainingColumns columns;
    private final Writer text;
    private final CsvWriter csv;

    CsvRows(WritableFile file, TrainingColumns columns) {
        this.columns = columns;
        text = new BufferedWriter(new OutputStreamWriter(new Bytes(file), StandardCharsets.UTF_8), 1 << 16);
        csv = CsvWriter.builder()
                .lineDelimiter(de.siegmar.fastcsv.writer.LineDelimiter.LF)
                .build(text);
        List<String> header =
                new ArrayList<>(List.of(TrainingColumns.SYMBOL, TrainingColumns.TIME, TrainingColumns.KNOWN_AT));
        columns.labels().forEach(label -> header.add(label.name()));
        for (TrainingSet.Group group : columns.groups()) {
            header.add(group.column(TrainingColumns.FEATURE_TIME));
            header.add(group.column(TrainingColumns.FEATURE_KNOWN_AT));
            group.fields().forEach(field -> header.add(group.column(field)));
        }
        csv.writeRecord(header);
    }

    @Override
    public void write(Spine questions, List<JoinedColumns> answers) {
        List<String> cells = new ArrayList<>();
        for (int q = 0; q < questions.size(); q++) {
            cells.clear();
            cells.add(questions.symbol(q).value());
            cells.add(time(questions.eventMicros(q)));
            cells.add(time(questions.knownMicros(q)));
            for (TrainingColumns.Label label : columns.labels()) {
                cells.add(
                        questions.labels().getOrDefault(label.name(), List.of()).get(q));
            }
            for (JoinedColumns answer : answers) {
                addAnswer(answer, q, cells);
            }
            csv.writeRecord(cells);
        }
    }

    private static void addAnswer(JoinedColumns answer, int q, List<String> cells) {
        cells.add(answer.isMatched(q) ? time(answer.eventMicros()[q]) : "");
        cells.add(answer.isMatched(q) ? time(answer.knownMicros()[q]) : "");
        for (int column = 0; column < answer.fields().size(); column++) {
            cells.add(
                    answer.isNull(q, column)
                            ? ""
                            : value(answer, answer.fields().get(column), column, q));
        }
    }

    private static String value(JoinedColumns answer, FeatureField field, int column, int q) {
        return switch (field.type()) {
            case FLOAT64 -> Double.toString(answer.float64(column)[q]);
            case INT64 -> Long.toString(answer.int64(column)[q]);
            case BOOL -> Boolean.toString(answer.bool(column)[q]);
            default -> answer.string(column)[q];
        };
    }

    private static String time(long micros) {
        return UtcMicros.toInstant(micros).toString();
    }

    @Override
    public void end() throws IOException {
        csv.flush();
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }

    /** A file that is written from its beginning on. Closing it is for who opened it. */
    private static final class Bytes extends OutputStream {
        private final WritableFile file;
        private long at;

        Bytes(WritableFile file) {
            this.file = file;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            file.write(ByteBuffer.wrap(bytes, from, length), at);
            at += length;
        }
    }
}
