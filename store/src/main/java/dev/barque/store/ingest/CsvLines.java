package dev.barque.store.ingest;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import dev.barque.core.error.BarqueException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV file under its header. Which lines belong to one record is found here, so that a quote that is never
 * closed costs its own line and not the rest of the file; what a record says is for the library.
 */
final class CsvLines implements AutoCloseable {
    /** A record of a bar that goes on over more lines than this has lost its closing quote. */
    private static final int MAX_LINES = 20;

    private final LineReader lines;
    private final Deque<LineReader.Line> ahead = new ArrayDeque<>();
    private final char separator;
    private final CsvReader.CsvReaderBuilder parser;
    private final List<String> header;

    /**
     * One record.
     *
     * @param number its first line
     * @param fields as many as the header has; none when it cannot be read
     * @param problem why it cannot be read
     */
    record Entry(long number, List<String> fields, @Nullable BarqueException problem) {}

    CsvLines(Path file, Charset charset, char separator) throws IOException {
        this.separator = separator;
        parser = CsvReader.builder().fieldSeparator(separator);
        lines = new LineReader(file, charset);
        try {
            header = header(file);
        } catch (IOException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    /** Refuses a separator that means something else. */
    static char separator(char between) {
        if (between == '"' || between == '\n' || between == '\r') {
            throw new IllegalArgumentException("A quote or a line end cannot separate fields");
        }
        return between;
    }

    /** Refuses characters in which lines cannot be found. */
    static Charset charset(Charset characters) {
        if (characters.name().startsWith("UTF-16") || characters.name().startsWith("UTF-32")) {
            throw new IllegalArgumentException("Lines cannot be found in " + characters + "; convert to UTF-8 first");
        }
        return characters;
    }

    List<String> header() {
        return header;
    }

    /** The next record, good or bad; null at the end. */
    @Nullable
    Entry next() throws IOException {
        LineReader.Line line = line();
        while (line != null && line.problem() == null && line.text().isBlank()) {
            line = line();
        }
        if (line == null) {
            return null;
        }
        if (line.problem() != null) {
            return bad(line.number(), line.problem());
        }
        String text = whole(line);
        if (text == null) {
            return bad(line.number(), IngestErrors.openQuote(MAX_LINES));
        }
        try {
            String[] fields = split(text);
            return fields.length == header.size()
                    ? new Entry(line.number(), List.of(fields), null)
                    : bad(line.number(), IngestErrors.fieldCount(fields.length, header.size()));
        } catch (CsvParseException e) {
            return bad(line.number(), IngestErrors.badCsv(e));
        }
    }

    /** How many bytes were read. */
    long done() {
        return lines.done();
    }

    /** How many there are. */
    long total() {
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

    private static Entry bad(long number, BarqueException problem) {
        return new Entry(number, List.of(), problem);
    }
}
