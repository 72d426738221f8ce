package dev.barque.ops.doctor;

import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody complains about: which case, symbol, date, instant. All that is not said is left to the doctor. Immutable. */
public final class Complaint {
    private static final Complaint NOTHING =
            new Complaint(Set.of(DoctorCase.values()), false, null, null, null, null, null, null, null);

    private final Set<DoctorCase> cases;
    private final boolean thorough;
    private final @Nullable Symbol symbol;
    private final @Nullable LocalDate first;
    private final @Nullable LocalDate last;
    private final @Nullable Instant at;
    private final @Nullable Instant knownAt;
    private final @Nullable FeatureSetId set;
    private final @Nullable String profile;

    private Complaint(
            Set<DoctorCase> cases,
            boolean thorough,
            @Nullable Symbol symbol,
            @Nullable LocalDate first,
            @Nullable LocalDate last,
            @Nullable Instant at,
            @Nullable Instant knownAt,
            @Nullable FeatureSetId set,
            @Nullable String profile) {
        this.cases = cases;
        this.thorough = thorough;
        this.symbol = symbol;
        this.first = first;
        this.last = last;
        this.at = at;
        this.knownAt = knownAt;
        this.set = set;
        this.profile = profile;
    }

    /** Nothing in particular: every case, with a quick look at files. */
    public static Complaint none() {
        return NOTHING;
    }

    /** One case, with a look at every byte where files are in question. */
    public static Complaint of(DoctorCase trouble) {
        return new Complaint(EnumSet.of(trouble), true, null, null, null, null, null, null, null);
    }

    /** The same about one symbol. */
    public Complaint about(Symbol whose) {
        Objects.requireNonNull(whose, "whose");
        return new Complaint(cases, thorough, whose, first, last, at, knownAt, set, profile);
    }

    /** The same about a UTC date. */
    public Complaint on(LocalDate date) {
        return between(date, date);
    }

    /** The same about UTC dates from a first to a last, both included. */
    public Complaint between(LocalDate from, LocalDate to) {
        if (from.isAfter(to)) {
            throw new IllegalArgumentException("Expected dates in order but got " + from + " to " + to);
        }
        return new Complaint(cases, thorough, symbol, from, to, at, knownAt, set, profile);
    }

    /** The same about the features that a read at an instant could see, and about its UTC date. */
    public Complaint at(Instant instant) {
        LocalDate date = UtcMicros.utcDate(UtcMicros.of(instant));
        return new Complaint(cases, thorough, symbol, date, date, instant, knownAt, set, profile);
    }

    /** The same for a read that sees what was known at an instant. */
    public Complaint knownAt(Instant instant) {
        Objects.requireNonNull(instant, "instant");
        return new Complaint(cases, thorough, symbol, first, last, at, instant, set, profile);
    }

    /** The same about a version of the features. */
    public Complaint in(FeatureSetId version) {
        Objects.requireNonNull(version, "version");
        return new Complaint(cases, thorough, symbol, first, last, at, knownAt, version, profile);
    }

    /** The same about decisions by these rules. */
    public Complaint by(String profileId) {
        Objects.requireNonNull(profileId, "profileId");
        return new Complaint(cases, thorough, symbol, first, last, at, knownAt, set, profileId);
    }

    /** The cases to look into. */
    public Set<DoctorCase> cases() {
        return Set.copyOf(cases);
    }

    /** Whose; empty for all symbols. */
    public Optional<Symbol> symbol() {
        return Optional.ofNullable(symbol);
    }

    /** The first UTC date. */
    public Optional<LocalDate> first() {
        return Optional.ofNullable(first);
    }

    /** The last UTC date. */
    public Optional<LocalDate> last() {
        return Optional.ofNullable(last);
    }

    /** The latest instant that a row may be about. */
    public Optional<Instant> at() {
        return Optional.ofNullable(at);
    }

    /** The latest instant from which a row could have been used. */
    public Optional<Instant> knownAt() {
        return Optional.ofNullable(knownAt);
    }

    /** The version of the features. */
    public Optional<FeatureSetId> set() {
        return Optional.ofNullable(set);
    }

    /** The rules of decisions. */
    public Optional<String> profile() {
        return Optional.ofNullable(profile);
    }

    /** Whether one case was asked for by name. */
    boolean isAsked() {
        return thorough;
    }
}
