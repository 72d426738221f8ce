package dev.barque.ops.backup;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A restore that was done.
 *
 * @param backup what was restored
 * @param home where
 * @param kept where the home is now that was there before; empty when there was none
 */
public record RestoreReport(Backup backup, Path home, Optional<Path> kept) {}
