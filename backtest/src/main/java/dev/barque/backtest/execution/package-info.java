/**
 * What executing an order costs: models of slippage, fees and borrowing, each with its formula, units and source. Pure
 * functions of what is executed and of what the market was like then.
 */
@NullMarked
package dev.barque.backtest.execution;

import org.jspecify.annotations.NullMarked;
