package dev.barque.core.quality;

import dev.barque.core.market.Bars;
import dev.barque.core.time.UtcMicros;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Runs of bars with the same last price, and of bars that are the same altogether. A run may go over several sessions. */
final class Runs {
    private final Tally tally;
    private final int flatBars;
    private final int repeatedBars;
    private @Nullable Bars bars;
    private int last;
    private final Run flat = new Run();
    private final Run repeated = new Run();

    Runs(Tally tally, int flatBars, int repeatedBars) {
        this.tally = tally;
        this.flatBars = flatBars;
        this.repeatedBars = repeatedBars;
    }

    /** The next bar of a session. */
    void next(LocalDate date, Bars of, int i) {
        Bars before = bars;
        boolean known = before != null && !Double.isNaN(of.close(i));
        if (before == null || !known || before.close(last) != of.close(i)) {
            endFlat();
            flat.begin(date, of.time(i));
        }
        if (before == null || !known || !(of.volume(i) > 0) || !BarValues.same(before, last, of, i)) {
            endRepeated();
            repeated.begin(date, of.time(i));
        }
        flat.length++;
        repeated.length++;
        bars = of;
        last = i;
    }

    /** There is no next bar. */
    void end() {
        endFlat();
        endRepeated();
        bars = null;
    }

    private void endFlat() {
        end(flat, flatBars, Defect.FLAT, " bars with the last price ");
    }

    private void endRepeated() {
        end(repeated, repeatedBars, Defect.REPEATED, " equal bars with the last price ");
    }

    private void end(Run run, int least, Defect defect, String what) {
        LocalDate date = run.date;
        Bars of = bars;
        if (date != null && of != null && run.length >= least && tally.add(defect, date, run.length)) {
            tally.example(
                    defect,
                    date,
                    run.since,
                    run.length + what + of.close(last) + " up to " + UtcMicros.toInstant(of.time(last)));
        }
        run.length = 0;
    }

    private static final class Run {
        private @Nullable LocalDate date;
        private long since;
        private int length;

        void begin(LocalDate on, long at) {
            date = on;
            since = at;
        }
    }
}
