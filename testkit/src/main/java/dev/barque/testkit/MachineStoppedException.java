package dev.barque.testkit;

import java.io.IOException;

/** Thrown by a {@link FaultyFileAccess} from the moment at which its machine stopped until it is started again. */
public final class MachineStoppedException extends IOException {
    private static final long serialVersionUID = 1;

    /** With what it means. */
    public MachineStoppedException(String message) {
        super(message);
    }
}
