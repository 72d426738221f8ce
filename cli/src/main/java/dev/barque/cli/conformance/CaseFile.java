package dev.barque.cli.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One kind of case file. */
interface CaseFile {
    /** The files of this kind in a folder, none when there is none. */
    List<Path> in(Path folder) throws IOException;

    /** Runs the cases of one of them. */
    List<Outcome> run(Path folder, Path file) throws IOException;
}
