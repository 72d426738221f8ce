/**
 * What binds a result to what it came from. Start at {@link dev.barque.backtest.manifest.RunManifest}, which names digests of
 * inputs, parts and configuration, and at {@link dev.barque.backtest.manifest.RunDigest}, the digest of a result. Records are immutable; nothing here touches a file, digests of files come from who reads them.
 */
@NullMarked
package dev.barque.backtest.manifest;

import org.jspecify.annotations.NullMarked;
