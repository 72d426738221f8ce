package dev.barque.ops.checks.net;

import dev.barque.ops.checks.Server;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A key with a certificate that signs itself, made by the JDK's keytool. */
record Certificates(Path file) {
    private static final char[] PASSWORD = "changeit".toCharArray();

    /** For names such as {@code dns:localhost,ip:127.0.0.1}, from so many days ago on, for so many days. */
    static Certificates made(Path directory, String name, String names, int startDaysAgo, int days) throws Exception {
        Path file = directory.resolve(name + ".p12");
        Server.run(
                directory.resolve("keytool.log"),
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "changeit",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + names,
                "-startdate",
                "-" + startDaysAgo + "d",
                "-validity",
                Integer.toString(days));
        return new Certificates(file);
    }

    /** What a server needs. */
    SSLContext serving() throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store(), PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** What a client needs that trusts it; null trusts what the JVM trusts. */
    static SSLContext trusting(@Nullable KeyStore issuers) throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(issuers);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** The certificate as one that is trusted. */
    KeyStore issuers() throws GeneralSecurityException, IOException {
        KeyStore issuers = KeyStore.getInstance("PKCS12");
        issuers.load(null, null);
        issuers.setCertificateEntry("server", store().getCertificate("server"));
        return issuers;
    }

    Path keyPem() throws GeneralSecurityException, IOException {
        return pem("PRIVATE KEY", store().getKey("server", PASSWORD).getEncoded(), ".key");
    }

    Path certificatePem() throws GeneralSecurityException, IOException {
        return pem("CERTIFICATE", store().getCertificate("server").getEncoded(), ".crt");
    }

    private Path pem(String what, byte[] bytes, String suffix) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                file.resolveSibling(file.getFileName() + suffix),
                "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    private KeyStore store() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }
}
