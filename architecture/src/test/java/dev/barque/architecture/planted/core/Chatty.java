package dev.barque.architecture.planted.core;

/** Prints. */
class Chatty {
    void talk(RuntimeException problem) {
        System.out.println("out");
        System.err.println("err");
        problem.printStackTrace();
    }
}
