package dev.barque.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.function.Predicate;

/** Classes of some of the modules. */
final class InModules extends DescribedPredicate<JavaClass> {
    private final CodeBase code;
    private final Predicate<String> modules;

    InModules(CodeBase code, Predicate<String> modules) {
        super("are in library modules");
        this.code = code;
        this.modules = modules;
    }

    @Override
    public boolean test(JavaClass type) {
        return code.module(type).filter(modules).isPresent();
    }
}
