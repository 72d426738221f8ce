package dev.barque.profiles.internal;

import java.util.List;

/** A piece of YAML and where it stands, lines and columns from 1. */
public sealed interface YamlNode {
    /** Where it begins. */
    int line();

    /** Where it begins. */
    int column();

    /** In a few words, for people. */
    String found();

    /**
     * A word or a number.
     *
     * @param text as it stands there, without quotes
     * @param isNumber whether YAML takes it for a number
     */
    record Scalar(int line, int column, String text, boolean isNumber) implements YamlNode {
        private static final int SHOWN = 60;

        @Override
        public String found() {
            String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
            return text.isEmpty() ? "nothing" : isNumber ? shown : "the text '" + shown + "'";
        }
    }

    /** A list. */
    record Sequence(int line, int column, List<YamlNode> items) implements YamlNode {
        @Override
        public String found() {
            return "a list";
        }
    }

    /** Keys with values, in the order of the text; a key may stand there twice. */
    record Mapping(int line, int column, List<Entry> entries) implements YamlNode {
        @Override
        public String found() {
            return "keys with values";
        }
    }

    /** A key and what it is given. */
    record Entry(int line, int column, String key, YamlNode value) {}
}
