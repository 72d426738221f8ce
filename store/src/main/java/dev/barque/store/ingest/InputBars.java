package dev.barque.store.ingest;

import dev.barque.core.market.Bars;
import java.util.List;

/**
 * What an input holds, before anything of it is filed: {@code read} is the number of bars plus {@code rejected}.
 *
 * @param input the file, or what the caller called it
 * @param read records that the input holds, good and bad
 * @param rejected records that an ingest would refuse
 * @param rejects the first of them, at most {@value IngestReport#MAX_LISTED}
 * @param bars the good ones by symbol, ascending, each in the order in which they came, with those of one time that an ingest would drop
 *     or replace; times are those of completion
 */
public record InputBars(String input, long read, long rejected, List<IngestReport.Reject> rejects, List<Bars> bars) {
    /** Copies the lists. */
    public InputBars {
        rejects = List.copyOf(rejects);
        bars = List.copyOf(bars);
    }
}
