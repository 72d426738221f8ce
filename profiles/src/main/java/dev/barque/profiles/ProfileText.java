package dev.barque.profiles;

import dev.barque.agents.standard.VotingSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Settings as YAML with every value spelled out and explained; {@link ProfileReader} reads the same settings back. */
public final class ProfileText {
    private static final int COMMENT_COLUMN = 30;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*|[0-9]+(\\.[0-9]+)?");

    private final ProfileSettings settings;
    private final StringBuilder out = new StringBuilder();

    private ProfileText(ProfileSettings settings) {
        this.settings = settings;
    }

    /** The text, with a line end behind its last line. Equal settings give equal texts, on every JVM. */
    public static String of(ProfileSettings settings) {
        ProfileText text = new ProfileText(settings);
        text.write();
        return text.out.toString();
    }

    /** Every value of settings, as text, by its key path such as {@code size.largest}. */
    public static Map<String, String> values(ProfileSettings settings) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("name", settings.name());
        values.put("base", settings.base().name());
        values.put("agents", list(settings.agents()));
        for (NumberKey key : NumberKey.values()) {
            values.put(key.path(), NumberKey.text(key.of(settings)));
        }
        for (ProfilePart agent : settings.agents()) {
            Double threshold = settings.voting().thresholdByAgent().get(agent.id());
            if (threshold != null) {
                values.put("threshold_by_agent." + agent.id(), NumberKey.text(threshold));
            }
        }
        new ProfileText(settings)
                .weights()
                .forEach((agent, weight) -> values.put("reliability.weights." + agent, NumberKey.text(weight)));
        values.put("reliability.mode", word(settings.reliability().mode()));
        values.put("stop.zone", word(settings.voting().stop().zone()));
        values.put("guards", list(settings.guards()));
        return values;
    }

    private static String list(List<ProfilePart> parts) {
        return parts.stream()
                .map(part -> part.parameters().isEmpty() ? part.id() : part.id() + part.parameters())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private void write() {
        line("name: " + scalar(settings.name()), "of the profile in decisions and reports");
        line(
                "base: " + settings.base(),
                "V1, or PUBLISHED_V1 with the faults of the published system; what is not said here is as there");
        parts("agents", settings.agents(), "who is asked, in this order");
        section("quorum");
        numbers("quorum");
        number(NumberKey.EDGE, "");
        number(NumberKey.THRESHOLD, "");
        // Only those that are set: spelled out for all agents they would overrule the line above when somebody changes
        // it.
        byAgent(
                "",
                "threshold_by_agent",
                "the same for single agents",
                settings.voting().thresholdByAgent());
        section("reliability");
        line(
                "  mode: " + word(settings.reliability().mode()),
                "fixed: by weights alone; learned: times what outcomes known at the instant say");
        byAgent("  ", "weights", "what the confidence of an agent is multiplied by", weights());
        numbers("reliability");
        section("size");
        numbers("size");
        section("time_stop");
        numbers("time_stop");
        section("stop");
        VotingSettings.Zone zone = settings.voting().stop().zone();
        line("  zone: " + word(zone), "nearest, farthest or none of the zones behind the position");
        numbers("stop");
        parts("guards", settings.guards(), "who may veto or shrink, in this order");
    }

    private void section(String name) {
        out.append(name).append(":\n");
    }

    private void numbers(String section) {
        NumberKey.in(section).forEach(key -> number(key, "  "));
    }

    private void number(NumberKey key, String indent) {
        line(indent + key.key() + ": " + NumberKey.text(key.of(settings)), key.meaning());
    }

    /** Those that are not set are 1. */
    private Map<String, Double> weights() {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (ProfilePart agent : settings.agents()) {
            weights.put(agent.id(), settings.reliability().weights().getOrDefault(agent.id(), 1.0));
        }
        return weights;
    }

    private void byAgent(String indent, String key, String meaning, Map<String, Double> values) {
        line(indent + key + (values.isEmpty() ? ": {}" : ":"), meaning);
        for (ProfilePart agent : settings.agents()) {
            Double value = values.get(agent.id());
            if (value != null) {
                out.append(indent).append("  ").append(scalar(agent.id())).append(": ");
                out.append(NumberKey.text(value)).append('\n');
            }
        }
    }

    private void parts(String key, List<ProfilePart> parts, String meaning) {
        line(key + (parts.isEmpty() ? ": []" : ":"), meaning);
        for (ProfilePart part : parts) {
            out.append("  - ").append(part.parameters().isEmpty() ? "" : "id: ").append(scalar(part.id()));
            out.append('\n');
            if (!part.parameters().isEmpty()) {
                out.append("    parameters:\n");
                part.parameters()
                        .forEach((name, value) -> out.append("      ")
                                .append(scalar(name))
                                .append(": ")
                                .append(scalar(value))
                                .append('\n'));
            }
        }
    }

    private void line(String text, String comment) {
        out.append(text);
        out.append(" ".repeat(Math.max(1, COMMENT_COLUMN - text.length())));
        out.append("# ").append(comment).append('\n');
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Quoted unless it is a plain word or number. */
    private static String scalar(String text) {
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
