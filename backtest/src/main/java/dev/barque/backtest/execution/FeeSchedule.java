package dev.barque.backtest.execution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Rates by date, from a table of the jar. Dates begin at midnight in New York. */
final class FeeSchedule {
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    private final long[] from;
    private final double[] rates;
    private final double[] mosts;
    private final int dearest;

    FeeSchedule(long[] from, double[] rates, double[] mosts) {
        this.from = from.clone();
        this.rates = rates.clone();
        this.mosts = mosts.clone();
        int most = 0;
        for (int i = 1; i < rates.length; i++) {
            if (rates[i] > rates[most]) {
                most = i;
            }
        }
        dearest = most;
    }

    /** The row in force; before the first date the dearest of all, as nobody knows. */
    int at(long timeMicros) {
        for (int i = from.length - 1; i >= 0; i--) {
            if (timeMicros >= from[i]) {
                return i;
            }
        }
        return dearest;
    }

    double rate(int row) {
        return rates[row];
    }

    double most(int row) {
        return mosts[row];
    }

    static FeeSchedule read(String resource, String fee) {
        List<String[]> rows = rows(resource, fee);
        long[] from = new long[rows.size()];
        double[] rates = new double[rows.size()];
        double[] mosts = new double[rows.size()];
        for (int i = 0; i < from.length; i++) {
            String[] row = rows.get(i);
            from[i] = LocalDate.parse(row[1]).atStartOfDay(ZONE).toEpochSecond() * 1_000_000;
            rates[i] = Double.parseDouble(row[2]);
            mosts[i] = row[3].isEmpty() ? Double.POSITIVE_INFINITY : Double.parseDouble(row[3]);
        }
        return new FeeSchedule(from, rates, mosts);
    }

    /** The rows of a table whose first column says so; lines with # are for people. */
    static List<String[]> rows(String resource, String first) {
        List<String[]> rows = new ArrayList<>();
        try (InputStream in = FeeSchedule.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("it is not there");
            }
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String[] row = line.split(",", -1);
                if (row[0].equals(first)) {
                    rows.add(row);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw ExecutionErrors.damagedResource(resource, e);
        }
        return rows;
    }
}
