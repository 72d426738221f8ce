package dev.barque.testkit.crash;

/** How much of a random test runs: a small dose in every build, all of it with {@code -Dbarque.test.crash=full}. */
final class Dose {
    private Dose() {}

    static int of(int small, int full) {
        return "full".equals(System.getProperty("barque.test.crash")) ? full : small;
    }
}
