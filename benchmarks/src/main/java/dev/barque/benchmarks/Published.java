package dev.barque.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Figures of the published system that were recorded once. */
final class Published {
    /** The name of the line. */
    static final String NAME = "published system, recorded";

    private Published() {}

    /** The recorded median in nanoseconds. */
    static double nanos(String figure) {
        Properties figures = new Properties();
        try (InputStream in = Objects.requireNonNull(Published.class.getResourceAsStream("published.properties"))) {
            figures.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 1e6 * Double.parseDouble(figures.getProperty(figure));
    }
}
