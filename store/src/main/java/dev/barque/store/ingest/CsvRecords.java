package dev.barque.store.ingest;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file. Which lines belong to one record is found here, so that a quote that is never closed costs its own line and
 * not the rest of the file; what a record says is for the library.
 */
final class CsvRecords implements RecordReader {
    /** A record of a bar that goes on over more lines than this has lost its closing quote. */
    private static final int MAX_LINES = 20;

    private final LineReader lines;
    private final Deque<LineReader.Line> ahead = new ArrayDeque<>();
    private final char separator;
    private final CsvReader.CsvReaderBuilder parser;
    private final Columns columns;
    private final int width;
    private final Map<L1Field, Integer> places;

    CsvRecords(Path file, Charset charset, char separator, Columns columns) throws IOException {
        this.separator = separator;
        this.columns = columns;
        parser = CsvReader.builder().fieldSeparator(separator);
        lines = new LineReader(file, charset);
        try {
            List<String> header = header(file);
            width = header.size();
            places = columns.in(file.toString(), header);
        } catch (IOException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    @Override
    public @Nullable RawRecord next() throws IOException {
        LineReader.Line line = line();
        while (line != null && line.problem() == null && line.text().isBlank()) {
            line = line();
        }
        if (line == null) {
            return null;
        }
        if (line.problem() != null) {
            return RawRecord.bad(line.number(), line.problem());
        }
        String text = whole(line);
        if (text == null) {
            return RawRecord.bad(line.number(), IngestErrors.openQuote(MAX_LINES));
        }
        try {
            String[] fields = split(text);
            return fields.length == width
                    ? RawRecord.good(line.number(), named(fields))
                    : RawRecord.bad(line.number(), IngestErrors.fieldCount(fields.length, width));
        } catch (CsvParseException e) {
            return RawRecord.bad(line.number(), IngestErrors.badCsv(e));
        }
    }

    @Override
    public long done() {
        return lines.done();
    }

    @Override
    public long total() {
        return lines.total();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private List<String> header(Path file) throws IOException {
        LineReader.Line line = line();
        while (line != null && line.problem() == null && line.text().isBlank()) {
            line = line();
        }
        if (line == null) {
            throw IngestErrors.emptyFile(file);
        }
        if (line.problem() != null) {
            throw IngestErrors.badHeader(file, line.problem());
        }
        try {
            return List.of(split(line.text()));
        } catch (CsvParseException e) {
            throw IngestErrors.badHeader(file, IngestErrors.badCsv(e));
        }
    }

    private LineReader.@Nullable Line line() throws IOException {
        LineReader.Line waiting = ahead.poll();
        return waiting != null ? waiting : lines.next();
    }

    /** The text of the record that begins with a line; null when a quote stays open, and the lines behind it wait. */
    private @Nullable String whole(LineReader.Line first) throws IOException {
        if (first.text().indexOf('"') < 0 || !endsInQuotes(first.text())) {
            return first.text();
        }
        StringBuilder text = new StringBuilder(first.text());
        Deque<LineReader.Line> taken = new ArrayDeque<>();
        while (taken.size() < MAX_LINES) {
            LineReader.Line next = line();
            if (next == null) {
                break;
            }
            taken.add(next);
            if (next.problem() != null) {
                break;
            }
            text.append('\n').append(next.text());
            if (!endsInQuotes(text)) {
                return text.toString();
            }
        }
        while (!taken.isEmpty()) {
            ahead.addFirst(taken.removeLast());
        }
        return null;
    }

    /** Whether a quoted field is open at the end: a quote opens one at the beginning of a field, two inside are one. */
    private boolean endsInQuotes(CharSequence text) {
        boolean quoted = false;
        boolean fieldStart = true;
        boolean closed = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                closed = c == '"';
                quoted = !closed;
            } else {
                quoted = c == '"' && (fieldStart || closed);
                closed = false;
                fieldStart = c == separator;
            }
        }
        return quoted;
    }

    private String[] split(String text) {
        return parser.ofSingleCsvRecord(StringArrayHandler.of(), text);
    }

    private Map<String, Object> named(String[] fields) {
        Map<String, Object> named = new HashMap<>();
        places.forEach((field, place) -> {
            if (!fields[place].isEmpty()) {
                named.put(field.key(), fields[place]);
            }
        });
        return columns.complete(named);
    }
}
