package dev.barque.benchmarks;

import dev.barque.benchmarks.contest.Absent;
import dev.barque.benchmarks.contest.Bar;
import dev.barque.benchmarks.contest.Question;
import dev.barque.benchmarks.contest.Role;
import dev.barque.benchmarks.contest.Unit;
import dev.barque.benchmarks.contest.Work;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Symbol;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.StoreVerifier;
import dev.barque.store.VerifyDepth;
import dev.barque.store.VerifyReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whether a home is whole. */
final class VerifyQuestion {
    private static final int PIECE = 1 << 17;

    private VerifyQuestion() {}

    /** A home of sealed partitions of rows with 60 doubles. */
    private record Whole(Path home, long bytes) implements AutoCloseable {
        private static Whole of(Path scratch, int partitions, int rows) {
            Path home = scratch.resolve("home");
            WideRows wide = new WideRows(60, 20_251_121);
            try (ParquetFeatureStore store =
                    ParquetFeatureStore.builder(home).set(wide.set()).open(Clock.systemUTC())) {
                for (int p = 0; p < partitions; p++) {
                    Symbol symbol = Symbol.of("S" + p);
                    List<FeatureRow> batch = new ArrayList<>();
                    for (int i = 0; i < rows; i++) {
                        batch.add(wide.row(symbol, WideRows.START + i));
                    }
                    store.append(batch);
                }
                store.seal();
            }
            VerifyReport report = StoreVerifier.of(home).verify();
            if (!report.isClean()) {
                throw new IllegalStateException("The home is not whole: " + report.toJson());
            }
            return new Whole(home, report.bytes());
        }

        @Override
        public void close() {}
    }

    static Question<Whole> question() {
        return Question.about(
                        "verify",
                        Whole.class,
                        (dose, scratch) -> Whole.of(scratch, dose.of(16, 2), dose.of(20_000, 2_000)))
                .asks(
                        "How fast is a home verified?",
                        "The digest of every byte of 16 sealed partitions of 20,000 rows with 60 doubles, from the page cache, one"
                                + " thread. sha256sum only prints digests and compares none.")
                .counts(Unit.BYTES, Whole::bytes)
                .jvm("-Xmx2g")
                .ours("StoreVerifier, digests", Pass::new)
                .line("sha256sum", Role.PEER, 1, Sha256Sum::new)
                .limit("SHA-256 of as many bytes in memory", Hash::new)
                .limit("SHA-256 of the same files", given -> new HashedFiles(files(given.home())))
                .bar(new Bar.NearLimit(1.25))
                .bar(new Bar.AheadOfPeers(1))
                .build();
    }

    private static List<Path> files(Path home) throws IOException {
        try (Stream<Path> walk = Files.walk(home.resolve("data"))) {
            return walk.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
    }

    private static final class Pass implements Work {
        private final StoreVerifier verifier;
        private long bytes;

        private Pass(Whole given) {
            verifier = StoreVerifier.of(given.home()).depth(VerifyDepth.DIGESTS);
        }

        @Override
        public void run() {
            VerifyReport report = verifier.verify();
            bytes = report.isClean() ? report.bytes() : -1;
        }

        @Override
        public double checksum() {
            return bytes;
        }
    }

    /** In a shell, as an operator would. */
    private static final class Sha256Sum implements Work {
        private final Whole given;
        private long files;

        private Sha256Sum(Whole given) throws Absent {
            this.given = given;
            Shell.require("sha256sum");
        }

        @Override
        public void run() throws IOException {
            files = Shell.lines("find " + given.home() + "/data -name '*.parquet' -print0 | xargs -0 sha256sum");
        }

        @Override
        public double checksum() throws IOException {
            long whole = files > 0
                    ? Shell.number("find " + given.home() + "/data -name '*.parquet' -printf '%s\\n'"
                            + " | awk '{ sum += $1 } END { printf \"%d\", sum }'")
                    : 0;
            return whole;
        }
    }

    private static final class Hash implements Work {
        private final Whole given;
        private final byte[] piece = new byte[PIECE];
        private final MessageDigest sha;
        private long hashed;

        private Hash(Whole given) throws NoSuchAlgorithmException {
            this.given = given;
            sha = MessageDigest.getInstance("SHA-256");
        }

        @Override
        public void run() {
            hashed = 0;
            for (long left = given.bytes(); left > 0; left -= piece.length) {
                int some = (int) Math.min(left, piece.length);
                sha.update(piece, 0, some);
                hashed += some;
            }
            sha.digest();
        }

        @Override
        public double checksum() {
            return hashed;
        }
    }
}
