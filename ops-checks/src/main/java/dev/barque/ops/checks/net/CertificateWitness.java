package dev.barque.ops.checks.net;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Sees the certificates of a server and what the JVM has against them. The JVM's objection stands: the handshake fails, so
 * that nothing is ever sent to whom it does not trust. For one handshake; not thread-safe.
 */
final class CertificateWitness extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager judge;
    private List<X509Certificate> chain = List.of();
    private @Nullable CertificateException objection;

    CertificateWitness(@Nullable KeyStore anchors) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(anchors);
            judge = Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new GeneralSecurityException("the JVM has no trust manager for certificates"));
        } catch (GeneralSecurityException e) {
            throw noTls(e);
        }
    }

    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {this}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw noTls(e);
        }
    }

    List<X509Certificate> chain() {
        return chain;
    }

    Optional<CertificateException> objection() {
        return Optional.ofNullable(objection);
    }

    static boolean isAboutDates(Throwable objection) {
        for (Throwable at = objection; at != null; at = at.getCause()) {
            if (at instanceof CertificateExpiredException || at instanceof CertificateNotYetValidException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] sent, String type, Socket socket) throws CertificateException {
        chain = List.of(sent);
        try {
            judge.checkServerTrusted(sent, type, socket);
        } catch (CertificateException e) {
            objection = e;
            throw e;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] sent, String type) throws CertificateException {
        judge.checkServerTrusted(sent, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] sent, String type, SSLEngine engine) throws CertificateException {
        judge.checkServerTrusted(sent, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] sent, String type) throws CertificateException {
        judge.checkClientTrusted(sent, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] sent, String type, Socket socket) throws CertificateException {
        judge.checkClientTrusted(sent, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] sent, String type, SSLEngine engine) throws CertificateException {
        judge.checkClientTrusted(sent, type, engine);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }

    private static BarqueException noTls(GeneralSecurityException cause) {
        return new BarqueException(
                "ops.no-tls",
                Concern.OPERATOR,
                "Cannot set up TLS to look at a certificate: " + cause + ". Expected a JVM with TLS and a store of"
                        + " issuers that it can read. Mend javax.net.ssl.trustStore, or the store that the check was given.",
                cause);
    }
}
