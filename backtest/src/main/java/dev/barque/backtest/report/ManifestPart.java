package dev.barque.backtest.report;

import dev.barque.backtest.manifest.InputFile;
import dev.barque.backtest.manifest.PartUse;
import dev.barque.backtest.manifest.RunManifest;
import java.util.List;

/** What a run came from: the part of a page that says so. */
record ManifestPart(
        String resultDigest,
        List<Page.Fact> facts,
        List<Page.Fact> settings,
        List<Used> used,
        String files,
        List<File> inputs,
        List<String> more) {
    /** Files that are listed; the manifest itself has all of them. */
    private static final int SHOWN = 300;

    /** An engine, agent, composer or guard. */
    record Used(String kind, String id, String version, String digest) {}

    /** A file that was read. */
    record File(String path, String bytes, String digest) {}

    static ManifestPart of(RunManifest manifest) {
        List<InputFile> inputs = manifest.inputs();
        long bytes = inputs.stream().mapToLong(InputFile::bytes).sum();
        return new ManifestPart(
                manifest.resultDigest(),
                List.of(
                        new Page.Fact("Code", manifest.codeVersion()),
                        new Page.Fact("Java", manifest.java()),
                        new Page.Fact("Feature set", manifest.featureSet()),
                        new Page.Fact("Its fingerprint", manifest.featureFingerprint()),
                        new Page.Fact("Calendar", manifest.calendar()),
                        new Page.Fact("Its digest", manifest.calendarDigest()),
                        new Page.Fact("Seed", Long.toString(manifest.seed()))),
                manifest.configuration().entrySet().stream()
                        .map(each -> new Page.Fact(each.getKey(), each.getValue()))
                        .toList(),
                manifest.parts().stream().map(ManifestPart::used).toList(),
                Numbers.fixed(inputs.size(), 0) + " files, " + Numbers.fixed((double) bytes, 0) + " bytes",
                inputs.stream().limit(SHOWN).map(ManifestPart::file).toList(),
                inputs.size() > SHOWN
                        ? List.of("and " + Numbers.fixed(inputs.size() - SHOWN, 0) + " more, which the manifest names")
                        : List.of());
    }

    private static Used used(PartUse part) {
        return new Used(part.kind(), part.id(), part.version(), part.sha256());
    }

    private static File file(InputFile input) {
        return new File(input.path(), Numbers.fixed((double) input.bytes(), 0), input.sha256());
    }
}
