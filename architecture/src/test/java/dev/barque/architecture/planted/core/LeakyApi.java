package dev.barque.architecture.planted.core;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.properties.HasName;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.assertj.core.api.SoftAssertionError;

/** Shows a library's types in every place where a signature can. */
public abstract class LeakyApi implements HasName, Supplier<ArchConfiguration> {
    protected Optional<JavaClass> field = Optional.empty();

    public List<? extends JavaClass> returned() {
        return List.of();
    }

    public int taken(JavaClass[] types) {
        return types.length;
    }

    public void thrown() throws SoftAssertionError {}

    public <T extends JavaMember> void bound() {}

    void hidden(JavaClass type) {}
}
