package dev.barque.store.regeneration;

import dev.barque.core.market.Symbol;
import java.time.LocalDate;

/**
 * A symbol and a date that could not be regenerated. Nothing of it was written; a later run of the job tries it again.
 *
 * @param symbol whose rows
 * @param date the UTC date of their event times
 * @param code of the error, such as {@code store.corrupt-file}
 * @param message what happened and what to do
 */
public record RegenerationFailure(Symbol symbol, LocalDate date, String code, String message) {}
