package dev.barque.ops.backup;

import java.io.IOException;
import java.nio.file.Path;

/** Writing failed while an archive was read, so that the two are not taken for one another. */
final class RestoreFailed extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Path home;
    private final IOException reason;

    RestoreFailed(Path home, IOException reason) {
        super(reason);
        this.home = home;
        this.reason = reason;
    }

    Path home() {
        return home;
    }

    IOException reason() {
        return reason;
    }
}
