/**
 * An example of a plug-in for Barque: whether the market is in an upward or a downward regime, by the filter of Hamilton.
 * {@link com.example.regime.RegimeFilter} has the formulas, {@link com.example.regime.RegimeEngine} turns bars into features
 * with them, {@link com.example.regime.RegimeAgent} turns features into a view. Providers tell Barque that they are there.
 */
package com.example.regime;
