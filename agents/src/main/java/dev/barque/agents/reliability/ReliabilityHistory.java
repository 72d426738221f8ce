package dev.barque.agents.reliability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Outcomes of the past, and how reliable each agent was at any instant of it.
 *
 * <p>An answer for an instant rests on the outcomes that were known at that instant, the instant itself included, and on no
 * other: outcomes that became known later, however many are added, leave it as it was, to the last bit. Immutable and safe for
 * use by several threads; an answer costs a binary search.
 */
public final class ReliabilityHistory implements ReliabilitySource {
    private final ReliabilityRules rules;
    private final Map<String, Course> courses;

    private ReliabilityHistory(ReliabilityRules rules, Map<String, Course> courses) {
        this.rules = rules;
        this.courses = courses;
    }

    /** By these rules, from outcomes in any order; of outcomes known at one instant the order is kept. */
    public static ReliabilityHistory of(ReliabilityRules rules, Collection<Outcome> outcomes) {
        Objects.requireNonNull(rules, "rules");
        List<Outcome> ordered = new ArrayList<>(outcomes);
        ordered.sort(Comparator.comparingLong(Outcome::knownMicros));
        Map<String, List<Outcome>> byAgent = new TreeMap<>();
        for (Outcome outcome : ordered) {
            if (rules.judges(outcome)) {
                byAgent.computeIfAbsent(outcome.agent(), agent -> new ArrayList<>())
                        .add(outcome);
            }
        }
        Map<String, Course> courses = new TreeMap<>();
        byAgent.forEach((agent, own) -> courses.put(agent, new Course(rules, own)));
        return new ReliabilityHistory(rules, courses);
    }

    /** How outcomes become a weight. */
    public ReliabilityRules rules() {
        return rules;
    }

    /** The agents of which there is any outcome, at whatever time, in the order of the alphabet. */
    public Set<String> agents() {
        return Set.copyOf(courses.keySet());
    }

    /** How far an agent had been right, as known at an instant (UTC microseconds); also one of whom nothing is known. */
    public Reliability at(String agent, long atMicros) {
        @Nullable Course course = courses.get(agent);
        int last = course == null ? -1 : course.lastKnownAt(atMicros);
        if (course == null || last < 0) {
            return new Reliability(agent, atMicros, 0, 0, 0, 0, rules);
        }
        double kept = Fading.kept(course.known[last], atMicros, rules.halfLifeMicros());
        return new Reliability(
                agent,
                atMicros,
                last + 1,
                course.wins[last],
                course.fadedWins[last] * kept,
                course.fadedLosses[last] * kept,
                rules);
    }

    /** The weight of {@link #at}, without an object for it: it is asked for on each bar. */
    @Override
    public double weight(String agent, long atMicros) {
        @Nullable Course course = courses.get(agent);
        int last = course == null ? -1 : course.lastKnownAt(atMicros);
        if (course == null || last < 0) {
            return rules.weight(rules.share(0, 0));
        }
        double kept = Fading.kept(course.known[last], atMicros, rules.halfLifeMicros());
        return rules.weight(rules.share(course.fadedWins[last] * kept, course.fadedLosses[last] * kept));
    }

    /** The counts of one agent after each of its outcomes, which depend on that outcome and the ones before it. */
    private static final class Course {
        private final long[] known;
        private final long[] wins;
        private final double[] fadedWins;
        private final double[] fadedLosses;

        Course(ReliabilityRules rules, List<Outcome> ordered) {
            int size = ordered.size();
            known = new long[size];
            wins = new long[size];
            fadedWins = new double[size];
            fadedLosses = new double[size];
            Fading fading = new Fading(rules);
            for (int i = 0; i < size; i++) {
                fading.add(ordered.get(i));
                known[i] = fading.sinceMicros();
                wins[i] = fading.wins();
                fadedWins[i] = fading.fadedWins();
                fadedLosses[i] = fading.fadedLosses();
            }
        }

        /** Index of the last outcome that was known at an instant, or -1. */
        int lastKnownAt(long atMicros) {
            int found = Arrays.binarySearch(known, atMicros);
            if (found < 0) {
                return -found - 2;
            }
            int last = found;
            while (last + 1 < known.length && known[last + 1] == atMicros) {
                last++;
            }
            return last;
        }
    }
}
