package dev.barque.benchmarks.contest;

/** One contender of a question. */
public final class Line {
    private final String name;
    private final Role role;
    private final int threads;
    private final Entrant<Object> entrant;
    private final double nanos;

    private Line(String name, Role role, int threads, Entrant<Object> entrant, double nanos) {
        this.name = name;
        this.role = role;
        this.threads = threads;
        this.entrant = entrant;
        this.nanos = nanos;
    }

    /**
     * A contender that uses so many threads.
     *
     * @param given what it is made ready with: the type that its question prepares
     */
    public static <G> Line of(String name, Role role, int threads, Class<G> given, Entrant<G> entrant) {
        return new Line(name, role, threads, all -> entrant.enter(given.cast(all)), Double.NaN);
    }

    /** A figure from elsewhere, in nanoseconds per operation; the name says where it is from. */
    public static Line recorded(String name, double nanos) {
        return new Line(
                name,
                Role.RECORDED,
                1,
                given -> {
                    throw new Absent("recorded");
                },
                nanos);
    }

    /** What the table calls it: the product with its version, and how it is used. */
    public String name() {
        return name;
    }

    /** What it is there for. */
    public Role role() {
        return role;
    }

    int threads() {
        return threads;
    }

    double recordedNanos() {
        return nanos;
    }

    Work enter(Object given) throws Exception {
        return entrant.enter(given);
    }
}
