package dev.barque.ops.checks.net;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A server that says the same to everybody, whatever it is asked, and hangs up. */
final class Talker implements AutoCloseable {
    private final ServerSocket listening;

    private Talker(ServerSocket listening) {
        this.listening = listening;
    }

    static Talker saying(String text) throws IOException {
        return dripping(text, Duration.ZERO);
    }

    /** One byte after each pause. */
    static Talker dripping(String text, Duration pause) throws IOException {
        ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> serve(listening, text, pause), "talker");
        thread.setDaemon(true);
        thread.start();
        return new Talker(listening);
    }

    private static void serve(ServerSocket listening, String text, Duration pause) {
        while (!listening.isClosed()) {
            try (Socket client = listening.accept()) {
                OutputStream out = client.getOutputStream();
                byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
                if (pause.isZero()) {
                    out.write(bytes);
                    client.shutdownOutput();
                    // Closing while the client still writes would reset what it has not read yet.
                    while (client.getInputStream().read() >= 0) {}
                } else {
                    for (byte one : bytes) {
                        out.write(one);
                        Thread.sleep(pause.toMillis());
                    }
                }
            } catch (IOException clientWentAwayOrTestEnded) {
                Thread.onSpinWait();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    int port() {
        return listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
