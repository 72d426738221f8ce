package dev.barque.architecture.planted.cli;

import java.time.Clock;

/** No fault: a program prints and makes the clock that it hands on. */
class Program {
    void run() {
        System.out.println(Clock.systemUTC().instant());
    }
}
