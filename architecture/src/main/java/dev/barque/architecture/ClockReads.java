package dev.barque.architecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import java.time.Clock;
import java.util.Calendar;
import java.util.Date;
import java.util.List;

/** Ways in which code learns the wall-clock time without having been handed a clock. Method references count. */
final class ClockReads {
    private ClockReads() {}

    static boolean isClockRead(AccessTarget target) {
        JavaClass owner = target.getOwner();
        String name = target.getName();
        if (owner.getPackageName().startsWith("java.time") && "now".equals(name)) {
            return parameters(target).stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
        }
        return (owner.isEquivalentTo(System.class) && "currentTimeMillis".equals(name))
                || (owner.isEquivalentTo(Date.class)
                        && "<init>".equals(name)
                        && parameters(target).isEmpty())
                || (owner.isEquivalentTo(Calendar.class) && "getInstance".equals(name));
    }

    /** A program may make the clock that it hands on; a library may not. */
    static boolean makesClock(AccessTarget target) {
        return target.getOwner().isEquivalentTo(Clock.class)
                && (target.getName().startsWith("system") || target.getName().matches("tick(Millis|Seconds|Minutes)"));
    }

    private static List<JavaClass> parameters(AccessTarget target) {
        return target instanceof AccessTarget.CodeUnitAccessTarget called ? called.getRawParameterTypes() : List.of();
    }
}
