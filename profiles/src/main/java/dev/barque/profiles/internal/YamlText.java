package dev.barque.profiles.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * YAML as a tree that knows where everything stands. One document; aliases and tags are refused: a profile is to be read from top
 * to bottom, and they are how small texts become large trees.
 */
public final class YamlText {
    private static final YAMLFactory YAML = YAMLFactory.builder().build();
    private static final int MOST_LEVELS = 8;

    private YamlText() {}

    /** The tree of a text, or empty when nothing stands in it. Throws {@link Unreadable}. */
    public static Optional<YamlNode> parse(String text) {
        try (YAMLParser parser = (YAMLParser) YAML.createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return Optional.empty();
            }
            YamlNode root = node(parser, first, 0);
            if (parser.nextToken() != null) {
                throw unreadable(parser, "a second document", "one document");
            }
            return Optional.of(root);
        } catch (JacksonException e) {
            // The first line says what, the rest shows the place, which is told in our own way.
            String why = String.valueOf(e.getOriginalMessage())
                    .lines()
                    .filter(line -> !line.startsWith(" "))
                    .reduce((before, after) -> before + ", " + after)
                    .orElse("");
            TokenStreamLocation at = e.getLocation();
            throw new Unreadable(
                    Math.max(1, at == null ? 1 : at.getLineNr()),
                    Math.max(1, at == null ? 1 : at.getColumnNr()),
                    "what is no YAML (" + why + ")",
                    "keys with values, as: edge: 1.2");
        }
    }

    private static YamlNode node(YAMLParser parser, JsonToken token, int level) {
        int line = parser.currentTokenLocation().getLineNr();
        int column = parser.currentTokenLocation().getColumnNr();
        if (parser.isCurrentAlias() || parser.getObjectId() != null || parser.getTypeId() != null) {
            throw unreadable(parser, "an anchor, an alias or a tag", "plain values, lists and keys");
        }
        if (level > MOST_LEVELS) {
            throw unreadable(parser, "more than " + MOST_LEVELS + " levels", "fewer");
        }
        if (token == JsonToken.START_ARRAY) {
            List<YamlNode> items = new ArrayList<>();
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                items.add(node(parser, next, level + 1));
            }
            return new YamlNode.Sequence(line, column, List.copyOf(items));
        }
        if (token == JsonToken.START_OBJECT) {
            List<YamlNode.Entry> entries = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                int keyLine = parser.currentTokenLocation().getLineNr();
                int keyColumn = parser.currentTokenLocation().getColumnNr();
                String key = parser.currentName();
                YamlNode value = node(parser, parser.nextToken(), level + 1);
                entries.add(new YamlNode.Entry(keyLine, keyColumn, key, value));
            }
            return new YamlNode.Mapping(line, column, List.copyOf(entries));
        }
        return new YamlNode.Scalar(line, column, parser.getString(), token.isNumeric());
    }

    private static Unreadable unreadable(YAMLParser parser, String found, String expected) {
        TokenStreamLocation at = parser.currentTokenLocation();
        return new Unreadable(at.getLineNr(), at.getColumnNr(), found, expected);
    }

    /** The text cannot be read any further. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final int line;
        private final int column;
        private final String found;
        private final String expected;

        Unreadable(int line, int column, String found, String expected) {
            super(found, null, false, false);
            this.line = line;
            this.column = column;
            this.found = found;
            this.expected = expected;
        }

        /** Where, from 1. */
        public int line() {
            return line;
        }

        /** Where, from 1. */
        public int column() {
            return column;
        }

        /** What stands there. */
        public String found() {
            return found;
        }

        /** What may stand there. */
        public String expected() {
            return expected;
        }
    }
}
