package dev.barque.ops;

/** The names of groups that Barque's own checks and verbs use; a host may use others. */
public final class HealthGroups {
    /** Is the process alive? Trouble means that it should be started anew. */
    public static final String LIVENESS = "liveness";

    /** May it be given work? */
    public static final String READINESS = "readiness";

    /** Has it come up? */
    public static final String STARTUP = "startup";

    /** Before the market opens. */
    public static final String PRE_MARKET = "pre-market";

    /** After the close. */
    public static final String EVENING = "evening";

    /** Once a week. */
    public static final String WEEKLY = "weekly";

    /** Once a month. */
    public static final String MONTHLY = "monthly";

    /** About bars, features, decisions and backups. */
    public static final String DATA = "data";

    /** About the process, the machine and what they talk to. */
    public static final String HOST = "host";

    private HealthGroups() {}
}
