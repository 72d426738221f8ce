package dev.barque.testkit.internal.disk;

import dev.barque.testkit.FileFault.Failure;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A failure that was injected, as the operating system would report it. */
public final class FaultException extends FileSystemException {
    private static final long serialVersionUID = 1;

    FaultException(Path file, Failure failure) {
        super(file.toString(), null, failure.message());
    }
}
