package dev.barque.backtest.manifest;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All messages about manifests. */
final class ManifestErrors {
    private ManifestErrors() {}

    static BarqueException unreadable(String where, String why, @Nullable Throwable cause) {
        return new BarqueException(
                "manifest.unreadable",
                Concern.CALLER,
                "Cannot read the manifest " + where + ": " + why + ". Expected a document of the form "
                        + RunManifest.FORM
                        + ", as the option --manifest of barque backtest and barque replay writes it.",
                cause);
    }

    static BarqueException inputChanged(InputFile expected, Optional<InputFile> found) {
        return new BarqueException(
                "manifest.input-changed",
                Concern.DATA,
                "Cannot verify the run: its input " + expected.path() + " is not what it was. Expected "
                        + expected.bytes()
                        + " bytes with SHA-256 " + expected.sha256() + ", found "
                        + found.map(now -> now.bytes() + " bytes with SHA-256 " + now.sha256())
                                .orElse("no such file")
                        + ". Nothing was replayed. Restore the file from a backup, or make a new manifest of a new run.");
    }

    static BarqueException otherInput(String path, int count) {
        return new BarqueException(
                "manifest.other-input",
                Concern.DATA,
                "Cannot verify the run: it reads " + path
                        + (count == 1 ? "" : " and " + (count - 1) + " more files")
                        + " today, of which the manifest knows nothing. Expected the files that it names and no others:"
                        + " rows or bars were added since. Make a new manifest of a new run.");
    }

    static BarqueException otherSetup(String name, String expected, String found) {
        return new BarqueException(
                "manifest.other-setup",
                Concern.CALLER,
                "Cannot verify the run: it is set up differently today. " + name + ": expected " + expected + ", found "
                        + found + ". Bring back the profile, plug-ins and options of the manifest, or make a new one.");
    }
}
