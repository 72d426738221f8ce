package dev.barque.backtest.statistics;

import java.util.ArrayList;
import java.util.List;

/** The search for overfitting as the paper describes it, without any care for time. */
final class NaiveCscv {
    private NaiveCscv() {}

    /** Probability, probability of loss, slope. */
    static double[] of(double[][] variants, int blocks) {
        int length = variants[0].length / blocks;
        int first = variants[0].length - length * blocks;
        List<Double> logits = new ArrayList<>();
        List<double[]> pairs = new ArrayList<>();
        for (List<Integer> half : halves(blocks, 0, blocks / 2)) {
            List<Integer> other = new ArrayList<>();
            for (int b = 0; b < blocks; b++) {
                if (!half.contains(b)) {
                    other.add(b);
                }
            }
            int best = 0;
            for (int v = 1; v < variants.length; v++) {
                if (ratio(variants[v], half, length, first) > ratio(variants[best], half, length, first)) {
                    best = v;
                }
            }
            double there = ratio(variants[best], other, length, first);
            int rank = 0;
            for (double[] variant : variants) {
                rank += ratio(variant, other, length, first) <= there ? 1 : 0;
            }
            double omega = rank / (variants.length + 1.0);
            logits.add(Math.log(omega / (1 - omega)));
            pairs.add(new double[] {ratio(variants[best], half, length, first), there});
        }
        double n = pairs.size();
        double meanX = pairs.stream().mapToDouble(p -> p[0]).sum() / n;
        double meanY = pairs.stream().mapToDouble(p -> p[1]).sum() / n;
        double xy =
                pairs.stream().mapToDouble(p -> (p[0] - meanX) * (p[1] - meanY)).sum();
        double xx =
                pairs.stream().mapToDouble(p -> (p[0] - meanX) * (p[0] - meanX)).sum();
        return new double[] {
            logits.stream().filter(l -> l <= 1e-12).count() / n,
            pairs.stream().filter(p -> p[1] < 0).count() / n,
            xy / xx
        };
    }

    private static List<List<Integer>> halves(int blocks, int from, int left) {
        if (left == 0) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (int b = from; b <= blocks - left; b++) {
            for (List<Integer> rest : halves(blocks, b + 1, left - 1)) {
                List<Integer> half = new ArrayList<>(List.of(b));
                half.addAll(rest);
                all.add(half);
            }
        }
        return all;
    }

    private static double ratio(double[] returns, List<Integer> blocks, int length, int first) {
        List<Double> values = new ArrayList<>();
        for (int b : blocks) {
            for (int i = 0; i < length; i++) {
                values.add(returns[first + b * length + i]);
            }
        }
        double mean = values.stream().mapToDouble(v -> v).sum() / values.size();
        double squares =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return mean / Math.sqrt(squares / (values.size() - 1));
    }
}
