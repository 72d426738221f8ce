package dev.barque.ops.doctor;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The troubles that the doctor knows, in the order in which they are looked for. */
public enum DoctorCase {
    /** Files of the home that are damaged, missing or in the wrong place. */
    CORRUPT_STORE("Is anything in the home damaged, and what mends it?"),
    /** No features for a symbol and date. */
    NO_FEATURES("Why are there no features for a symbol and a date?"),
    /** Decisions that never trade. */
    ZERO_TRADES("Why does nothing trade?"),
    /** Fills that cost too much. */
    HIGH_SLIPPAGE("Where does slippage cost so much?"),
    /** Calls that are slow or fail. */
    SLOW_CALLS("Why are calls slow or failing?"),
    /** Memory that runs out. */
    HIGH_MEMORY("What takes the memory?");

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String question;

    DoctorCase(String question) {
        this.question = question;
    }

    /** As it stands in commands and JSON: lower case, with dashes. */
    public String id() {
        return id;
    }

    /** What it asks. */
    public String question() {
        return question;
    }

    /** The case of an id. */
    public static Optional<DoctorCase> find(String id) {
        return Arrays.stream(values()).filter(each -> each.id.equals(id)).findFirst();
    }
}
