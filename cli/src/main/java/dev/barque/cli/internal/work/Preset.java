package dev.barque.cli.internal.work;

import dev.barque.agents.Agent;
import dev.barque.backtest.sweep.SweepPoint;
import dev.barque.profiles.ProfileText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Variants to look at before anything is tuned: the profile as it is; conservative, which is harder to convince; each agent alone; each
 * agent left out. They are Barque's own and were chosen by no result.
 */
public final class Preset {
    /** Setting that names the variant. */
    public static final String NAME = "variant";

    /** How much larger a lead has to be to convince the conservative variant. */
    private static final BigDecimal LEAD = new BigDecimal("1.25");

    private static final BigDecimal THIRD = BigDecimal.valueOf(3);
    private static final MathContext DIGITS = new MathContext(6);

    private Preset() {}

    /** The variants of a profile; of one with a single agent there are two. */
    public static List<SweepPoint> standard(ProfileChoice base) {
        Map<String, String> values = ProfileText.values(base.settings());
        List<SweepPoint> points = new ArrayList<>();
        points.add(point("baseline", Map.of()));
        points.add(point("conservative", conservative(values)));
        List<String> agents = base.profile().agents().stream().map(Agent::id).toList();
        if (agents.size() < 2) {
            return List.copyOf(points);
        }
        for (String agent : agents) {
            points.add(point("only " + agent, asking(List.of(agent), values)));
        }
        for (String agent : agents) {
            List<String> others = agents.stream().filter(a -> !a.equals(agent)).toList();
            points.add(point("without " + agent, asking(others, values)));
        }
        return List.copyOf(points);
    }

    /** Thresholds a third of the way to certainty, and a lead that is a quarter larger. */
    private static Map<String, String> conservative(Map<String, String> values) {
        Map<String, String> settings = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (key.equals("threshold") || key.startsWith("threshold_by_agent.")) {
                BigDecimal threshold = new BigDecimal(value);
                settings.put(
                        key,
                        text(threshold.add(BigDecimal.ONE.subtract(threshold).divide(THIRD, DIGITS))));
            } else if (key.equals("edge")) {
                settings.put(key, text(new BigDecimal(value).multiply(LEAD)));
            }
        });
        return settings;
    }

    private static Map<String, String> asking(List<String> agents, Map<String, String> values) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("agents", String.join("+", agents));
        String quorum = values.getOrDefault("quorum.at_least", "1");
        if (Double.parseDouble(quorum) > agents.size()) {
            settings.put("quorum.at_least", String.valueOf(agents.size()));
        }
        return settings;
    }

    private static String text(BigDecimal value) {
        return value.round(DIGITS).stripTrailingZeros().toPlainString();
    }

    private static SweepPoint point(String name, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(NAME, name);
        all.putAll(settings);
        return new SweepPoint(all);
    }

    /** How a variant is called. */
    public static String name(SweepPoint point) {
        return point.settings().getOrDefault(NAME, point.text());
    }

    /** A profile as one of its variants has it. */
    public static ProfileChoice apply(ProfileChoice base, SweepPoint point) {
        return Settings.of(point).applyTo(base);
    }
}
