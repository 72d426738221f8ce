package dev.barque.ops.checks.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A connection to a service, as a client. The one class that opens sockets; see decision 083. Not thread-safe. */
final class Line implements AutoCloseable {
    private final long endNanos;
    private Socket socket;

    private Line(Socket socket, long endNanos) {
        this.socket = socket;
        this.endNanos = endNanos;
    }

    /** Connects; whatever is then read has to come before the time-out, counted from here. */
    static Line to(String host, int port, Duration timeout) throws IOException {
        long endNanos = System.nanoTime() + timeout.toNanos();
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new UnknownHostException("the name " + host + " has no address");
        }
        IOException problem = new UnknownHostException("the name " + host + " has no address");
        for (int i = 0; i < addresses.length; i++) {
            Socket socket = new Socket();
            try {
                // An address that swallows everything leaves the others their share of the time.
                int millis = Math.max(1, left(endNanos) / (addresses.length - i));
                socket.connect(new InetSocketAddress(addresses[i], port), millis);
                socket.setTcpNoDelay(true);
                return new Line(socket, endNanos);
            } catch (IOException e) {
                socket.close();
                problem = e;
            }
        }
        throw problem;
    }

    /** Goes on in TLS, naming the host to the server; the certificate has to be for it. */
    void encrypt(SSLContext context, String host, int port) throws IOException {
        SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(socket, host, port, true);
        socket = secure;
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.setSoTimeout(left(endNanos));
        secure.startHandshake();
    }

    void write(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /** One byte, or -1 at the end; a server that drips bytes gains no time. */
    int read() throws IOException {
        socket.setSoTimeout(left(endNanos));
        InputStream in = socket.getInputStream();
        return in.read();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static int left(long endNanos) throws SocketTimeoutException {
        long millis = (endNanos - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("no time is left");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }
}
