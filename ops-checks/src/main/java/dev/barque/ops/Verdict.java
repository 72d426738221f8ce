package dev.barque.ops;

import java.util.List;

/** What a check answers. Not knowing is never healthy. */
public sealed interface Verdict {
    /** Whether it is {@link Healthy}. */
    default boolean isHealthy() {
        return this instanceof Healthy;
    }

    /**
     * All is well.
     *
     * @param summary what was looked at, in one sentence
     */
    record Healthy(String summary) implements Verdict {
        /** Refuses a blank summary. */
        public Healthy {
            requireText(summary, "summary");
        }
    }

    /**
     * It works, but not as well as it should.
     *
     * @param findings why, at least one
     */
    record Degraded(List<Finding> findings) implements Verdict {
        /** Copies the list; an empty one is refused. */
        public Degraded {
            findings = requireSome(findings);
        }
    }

    /**
     * It does not work.
     *
     * @param findings why, at least one
     */
    record Unhealthy(List<Finding> findings) implements Verdict {
        /** Copies the list; an empty one is refused. */
        public Unhealthy {
            findings = requireSome(findings);
        }
    }

    /**
     * The check could not tell.
     *
     * @param reason why not, and what to do
     */
    record Unknown(String reason) implements Verdict {
        /** Refuses a blank reason. */
        public Unknown {
            requireText(reason, "reason");
        }
    }

    /**
     * One piece of trouble. No part is blank.
     *
     * @param where the file, symbol, date or setting
     * @param observed what is there
     * @param expected what should be there
     * @param remedy what to do about it
     */
    record Finding(String where, String observed, String expected, String remedy) {
        /** Refuses blank parts. */
        public Finding {
            requireText(where, "where");
            requireText(observed, "observed");
            requireText(expected, "expected");
            requireText(remedy, "remedy");
        }
    }

    private static void requireText(String text, String part) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("The " + part + " must say something but is blank");
        }
    }

    private static List<Finding> requireSome(List<Finding> findings) {
        if (findings.isEmpty()) {
            throw new IllegalArgumentException("Trouble needs at least one finding");
        }
        return List.copyOf(findings);
    }
}
