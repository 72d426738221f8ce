package dev.barque.ops.checks.net;

/** Ids of checks that differ in what they look at. */
final class Ids {
    private Ids() {}

    /** Such as {@code tcp-port-db.internal-5432}; what an id may not hold becomes a dash. */
    static String of(String kind, String what) {
        String id = kind + "-" + what.replaceAll("[^A-Za-z0-9._-]+", "-");
        return id.length() <= 200 ? id : id.substring(0, 180) + "-" + Integer.toHexString(id.hashCode());
    }
}
