package dev.barque.ops.checks.net;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import java.io.IOException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long is the certificate of a TLS endpoint good for? Looks at every certificate that the server sends, by the clock of
 * the context, and whether the JVM trusts it for this name. It gets to see certificates that nobody should trust: it sends
 * nothing to the server but the handshake.
 */
public final class CertificateLasts implements HealthCheck {
    private static final String ID = "certificate";
    private static final String RENEW =
            "Renew the certificate, install it on the server with its chain, and look why renewal did not happen by itself.";

    private final String host;
    private final int port;
    private final Duration degradedWithin;
    private final Duration unhealthyWithin;
    private final @Nullable KeyStore anchors;
    private final Times times;

    private CertificateLasts(
            String host,
            int port,
            Duration degradedWithin,
            Duration unhealthyWithin,
            @Nullable KeyStore anchors,
            Times times) {
        this.host = host;
        this.port = port;
        this.degradedWithin = degradedWithin;
        this.unhealthyWithin = unhealthyWithin;
        this.anchors = anchors;
        this.times = times;
    }

    /** Degraded 21 days before the end, unhealthy 7 days before it. Its id is {@code certificate-HOST-PORT}. */
    public static CertificateLasts at(String host, int port) {
        Times.requireHost(ID, host);
        Times.requirePort(ID, port);
        return new CertificateLasts(
                host,
                port,
                Duration.ofDays(21),
                Duration.ofDays(7),
                null,
                new Times(Duration.ofSeconds(2), Duration.ofSeconds(5)));
    }

    /** The same check with other limits: how long before the end it is degraded, and how long before it unhealthy. */
    public CertificateLasts warning(Duration degradedBefore, Duration unhealthyBefore) {
        CheckErrors.requirePositive(ID, "unhealthyBefore", unhealthyBefore);
        CheckErrors.require(
                unhealthyBefore.compareTo(degradedBefore) <= 0,
                ID,
                "unhealthyBefore",
                unhealthyBefore,
                "at most degradedBefore, " + degradedBefore);
        return new CertificateLasts(host, port, degradedBefore, unhealthyBefore, anchors, times);
    }

    /** The same check for a server whose issuer is in this store rather than in that of the JVM. */
    public CertificateLasts trusting(KeyStore issuers) {
        return new CertificateLasts(host, port, degradedWithin, unhealthyWithin, issuers, times);
    }

    /** The same check with other times for the handshake. */
    public CertificateLasts within(Duration slowAfter, Duration giveUpAfter) {
        return new CertificateLasts(
                host, port, degradedWithin, unhealthyWithin, anchors, Times.of(ID, slowAfter, giveUpAfter));
    }

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                Ids.of(ID, host + "-" + port),
                "How long is the certificate of " + host + ":" + port + " good for?",
                Set.of(),
                times.deadline(),
                Criticality.IMPORTANT,
                Set.of("host", "pre-market", "weekly"));
    }

    @Override
    public Verdict run(CheckContext context) {
        String where = host + ":" + port;
        Findings findings = new Findings();
        CertificateWitness witness = new CertificateWitness(anchors);
        long start = System.nanoTime();
        try (Line line = Line.to(host, port, times.giveUp())) {
            line.encrypt(witness.context(), host, port);
        } catch (IOException e) {
            if (witness.chain().isEmpty()) {
                findings.unhealthy(
                        where,
                        "no TLS handshake: " + e.getMessage(),
                        "a TLS endpoint",
                        "Look whether the service runs, and whether this port speaks TLS.");
            }
        }
        if (!witness.chain().isEmpty()) {
            Instant now = context.clock().instant();
            witness.chain().forEach(certificate -> look(where, certificate, now, findings));
            witness.objection()
                    // That it has expired was said better above.
                    .filter(objection -> findings.isEmpty() || !CertificateWitness.isAboutDates(objection))
                    .ifPresent(objection -> findings.unhealthy(
                            where,
                            "the JVM does not trust it: " + objection.getMessage(),
                            "a certificate for " + host + " with a chain up to an issuer that is trusted",
                            "Install the whole chain and a certificate that names the host; for issuers of your own, give"
                                    + " the check their store."));
            times.look(where, start, "Look at the load of the server and at the network.", findings);
        }
        return findings.or("All certificates are trusted and last for " + Figures.time(degradedWithin) + " at least.");
    }

    private void look(String where, X509Certificate certificate, Instant now, Findings findings) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant to = certificate.getNotAfter().toInstant();
        String what = where + ", certificate of "
                + certificate.getSubjectX500Principal().getName();
        String expected = "valid for " + Figures.time(degradedWithin) + " from now at least";
        Duration left = Duration.between(now, to);
        if (now.isBefore(from)) {
            findings.unhealthy(
                    what,
                    "valid from " + from + " only, and it is " + now.truncatedTo(ChronoUnit.SECONDS),
                    "valid now",
                    "Look at the clock of this machine; if it is right, install a certificate that is valid now.");
        } else if (left.isNegative() || left.isZero()) {
            findings.unhealthy(what, "expired at " + to, expected, RENEW);
        } else if (left.compareTo(unhealthyWithin) < 0) {
            findings.unhealthy(what, "expires at " + to + ", in " + Figures.time(left), expected, RENEW);
        } else if (left.compareTo(degradedWithin) < 0) {
            findings.degraded(what, "expires at " + to + ", in " + Figures.time(left), expected, RENEW);
        }
    }
}
