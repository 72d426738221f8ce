package dev.barque.benchmarks;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Symbol;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.StoreVerifier;
import dev.barque.store.VerifyDepth;
import dev.barque.store.VerifyReport;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How fast does a verification read a home from the page cache, on one thread, beside hashing as many bytes that lie in memory?
 * Arguments: partitions, rows in each, rounds. Depths and hashing take turns; medians are printed.
 */
public final class DigestPass {
    private static final int PIECE = 1 << 17;

    private DigestPass() {}

    /** Runs it. */
    public static void main(String[] arguments) throws NoSuchAlgorithmException {
        int partitions = Integer.parseInt(arguments[0]);
        int rows = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        try (Scratch scratch = new Scratch()) {
            Path home = scratch.resolve("home");
            fill(home, partitions, rows);
            StoreVerifier digests = StoreVerifier.of(home).depth(VerifyDepth.DIGESTS);
            StoreVerifier footers = StoreVerifier.of(home).depth(VerifyDepth.FOOTERS);
            VerifyReport whole = StoreVerifier.of(home).verify();
            requireSame(whole, digests.verify());
            requireSame(whole, footers.verify());
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] piece = new byte[PIECE];
            double[][] seconds = new double[3][rounds];
            for (int round = -3; round < rounds; round++) {
                double[] took = {
                    time(() -> hash(sha, piece, whole.bytes())), time(digests::verify), time(footers::verify),
                };
                for (int i = 0; round >= 0 && i < took.length; i++) {
                    seconds[i][round] = took[i];
                }
            }
            double hashing = median(seconds[0]);
            double pass = median(seconds[1]);
            System.out.printf(
                    "%d partitions, %d bytes in all%nhashing alone   %.2f GB/s%ndigest pass     %.2f GB/s, %.0f %% of"
                            + " hashing%nfooter pass     %.0f us a partition%n",
                    partitions,
                    whole.bytes(),
                    whole.bytes() / hashing / 1e9,
                    whole.bytes() / pass / 1e9,
                    100 * hashing / pass,
                    median(seconds[2]) / partitions * 1e6);
        }
    }

    private static void fill(Path home, int partitions, int rows) {
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
                if (p % 16 == 15) {
                    store.seal();
                }
            }
            store.seal();
        }
    }

    private static void requireSame(VerifyReport whole, VerifyReport other) {
        if (!whole.isClean() || whole.bytes() != other.bytes() || whole.rows() != other.rows()) {
            throw new IllegalStateException("Not the same: " + whole.toJson() + " and " + other.toJson());
        }
    }

    private static void hash(MessageDigest sha, byte[] piece, long bytes) {
        for (long left = bytes; left > 0; left -= piece.length) {
            sha.update(piece, 0, (int) Math.min(left, piece.length));
        }
        if (sha.digest().length != 32) {
            throw new IllegalStateException("No SHA-256");
        }
    }

    private static double time(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
