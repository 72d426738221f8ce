package dev.barque.cli;

/** What the command's exit tells a script. */
final class ExitCode {
    static final int OK = 0;
    /** It did what it was asked to, and found something that should not be. */
    static final int FINDING = 1;
    /** The command line cannot be followed as it stands. */
    static final int USAGE = 2;

    static final int FAILURE = 3;
    /** Health: it works, but not as well as it should. */
    static final int DEGRADED = 4;
    /** Health: nobody can tell. */
    static final int UNKNOWN = 5;

    private ExitCode() {}
}
