package dev.barque.store.ingest;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A foreign table of features in a CSV file, a record in memory at a time. An empty field is null, quoted or not. */
final class CsvForeignRows implements ForeignRows {
    private final CsvLines lines;
    private final FeatureSchema schema;
    private final int symbol;
    private final int time;
    private final int created;
    private final int[] places;
    private CsvLines.@Nullable Entry entry;

    CsvForeignRows(Path file, Charset charset, char separator, FeatureRoles roles, FeaturePlan plan)
            throws IOException {
        schema = plan.schema();
        lines = new CsvLines(file, charset, separator);
        symbol = place(roles.symbolColumn());
        time = place(roles.timeColumn());
        created = place(roles.createdColumn());
        places = plan.columns().stream().mapToInt(this::place).toArray();
    }

    private int place(@Nullable String column) {
        return column == null ? -1 : lines.header().indexOf(column);
    }

    @Override
    public boolean next() throws IOException {
        entry = lines.next();
        return entry != null;
    }

    @Override
    public long number() {
        return entry().number();
    }

    @Override
    public @Nullable BarqueException problem() {
        return entry().problem();
    }

    @Override
    public @Nullable Object symbol() {
        return text(symbol);
    }

    @Override
    public @Nullable Object time() {
        return text(time);
    }

    @Override
    public @Nullable Object created() {
        return text(created);
    }

    private @Nullable String text(int place) {
        String text = place < 0 ? "" : entry().fields().get(place);
        return text.isBlank() ? null : text;
    }

    @Override
    public long fill(FeatureRow.Builder to) {
        long bytes = 0;
        for (int i = 0; i < places.length; i++) {
            Object value =
                    FeatureValues.parsed(schema.field(i), entry().fields().get(places[i]));
            bytes += value == null ? 0 : FeatureValues.set(to, i, schema.field(i), value);
        }
        return bytes;
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

    private CsvLines.Entry entry() {
        return Objects.requireNonNull(entry, "next comes first");
    }
}
