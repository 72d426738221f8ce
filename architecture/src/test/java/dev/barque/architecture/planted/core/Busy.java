package dev.barque.architecture.planted.core;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.Executors;

/** Starts threads and opens a port. */
class Busy {
    void begin(List<String> names) throws IOException {
        new Thread(() -> {}).start();
        Executors.newCachedThreadPool().shutdown();
        names.parallelStream().forEach(name -> {});
        new ServerSocket(0).close();
    }
}
