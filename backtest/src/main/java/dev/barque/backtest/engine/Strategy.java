package dev.barque.backtest.engine;

import dev.barque.core.market.Symbol;
import java.util.List;

/**
 * Decides what to buy and sell. One object is one run: it may remember, and it is called by one thread in the order of time.
 * What it throws ends the run with an error that names it.
 */
public interface Strategy {
    /** Its name in results and messages. */
    String id();

    /** Called once before the first bar: the symbols of the run, by whose places in this list it may ask views and tickets. */
    default void begin(List<Symbol> symbols) {}

    /**
     * Called on each bar when it is complete, after all orders of the instant were executed and all symbols marked. What it
     * orders is executed in a later bar.
     *
     * @param view the bar and the account; valid during the call only
     * @param ticket for orders; valid during the call only
     */
    void onBar(MarketView view, Ticket ticket);

    /** Called for each fill of its own, protective and forced orders, before {@link #onBar} of the instant. */
    default void onFill(OrderFill fill) {}

    /** Called for each order that will never be executed, before the next {@link #onBar} or after the last. */
    default void onRefusal(Refusal refusal) {}

    /** Called when a split or dividend takes effect, before {@link #onBar}: remembered prices may need a correction. */
    default void onAction(CorporateAction action) {}
}
