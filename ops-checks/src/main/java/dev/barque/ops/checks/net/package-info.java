/**
 * Do the services answer that the host depends on: Redis, TCP ports, HTTP endpoints, certificates, names?
 *
 * <p>A check connects as a client, for a moment, with time-outs of its own; nothing listens. What is checked is a
 * parameter, so none of these checks is found by itself: make them and hand them to {@code HealthChecks.of}. Checks are
 * immutable. Instants are UTC.
 */
@NullMarked
package dev.barque.ops.checks.net;

import org.jspecify.annotations.NullMarked;
