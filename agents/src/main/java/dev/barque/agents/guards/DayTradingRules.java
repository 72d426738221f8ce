package dev.barque.agents.guards;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The rules of day trading in US margin accounts by date, from a file in the jar that names a source for each line and says
 * whether it is the regulator's own publication.
 */
public final class DayTradingRules {
    private static final String FILE = "day-trading.rules";
    private static final List<Line> LINES = load();

    private DayTradingRules() {}

    /**
     * One line of the file.
     *
     * @param date from when
     * @param rule which rule
     * @param event what happened to it then
     * @param evidence how well that is known
     * @param source where it stands
     */
    public record Line(LocalDate date, Rule rule, Event event, Evidence evidence, String source) {}

    /** Which rule. */
    public enum Rule {
        /** Four or more day trades in five business days need 25,000 USD of equity. */
        PATTERN_DAY_TRADER,
        /** Equity covers the maintenance margin of what is held at any time; trades are not counted. */
        INTRADAY_MARGIN
    }

    /** What happened to a rule. */
    public enum Event {
        /** The regulator approved it. */
        APPROVED,
        /** It holds. */
        EFFECTIVE,
        /** Until then a broker may still go by the rule before. */
        PHASED_IN
    }

    /** How well a line is known. */
    public enum Evidence {
        /** It stands in the regulator's own publication. */
        PRIMARY,
        /** Others report of such a publication. */
        PRESS
    }

    /** All lines in the order of the file, which is that of time. */
    public static List<Line> lines() {
        return LINES;
    }

    static LocalDate date(Rule rule, Event event) {
        return LINES.stream()
                .filter(line -> line.rule() == rule && line.event() == event)
                .map(Line::date)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(FILE + " lacks " + rule + " " + event));
    }

    private static List<Line> load() {
        List<Line> lines = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(
                        DayTradingRules.class.getResourceAsStream(FILE), "the jar of agents lacks " + FILE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                if (!text.isBlank() && !text.startsWith("#")) {
                    lines.add(parsed(text));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + FILE + " of the jar of agents", e);
        }
        return List.copyOf(lines);
    }

    private static Line parsed(String text) {
        String[] parts = text.split("\\|", 5);
        try {
            return new Line(
                    LocalDate.parse(parts[0].strip()),
                    Rule.valueOf(word(parts[1])),
                    Event.valueOf(word(parts[2])),
                    Evidence.valueOf(word(parts[3])),
                    parts[4].strip());
        } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalStateException(FILE + " of the jar of agents cannot be read at '" + text + "'", e);
        }
    }

    private static String word(String text) {
        return text.strip().replace('-', '_').toUpperCase(java.util.Locale.ROOT);
    }
}
