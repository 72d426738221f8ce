package dev.barque.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.ThrowsDeclaration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The types that a user of a class meets: supertypes, type bounds, and what public and protected members are made of. */
final class Signatures {
    private Signatures() {}

    /** A line for each type outside the allowed packages; none for a class that users cannot reach. */
    static List<String> foreignTypes(JavaClass type, List<String> allowedPrefixes) {
        List<String> found = new ArrayList<>();
        if (isReachable(type)) {
            collect(found, type.getName(), supertypes(type), allowedPrefixes);
            collect(found, type.getName(), type.getTypeParameters(), allowedPrefixes);
            for (JavaMember member : type.getMembers()) {
                if (isVisible(member.getModifiers())) {
                    collect(found, member.getFullName(), parts(member), allowedPrefixes);
                }
            }
        }
        return found;
    }

    private static void collect(
            List<String> found, String where, Collection<? extends JavaType> types, List<String> allowedPrefixes) {
        types.stream()
                .flatMap(shown -> shown.getAllInvolvedRawTypes().stream())
                .map(JavaClass::getBaseComponentType)
                .filter(shown -> !shown.isPrimitive())
                .map(JavaClass::getName)
                .distinct()
                .filter(name -> allowedPrefixes.stream().noneMatch(name::startsWith))
                .forEach(name -> found.add(where + " shows " + name));
    }

    private static List<JavaType> supertypes(JavaClass type) {
        return Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream())
                .toList();
    }

    private static List<JavaType> parts(JavaMember member) {
        if (member instanceof JavaField field) {
            return List.of(field.getType());
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        List<JavaType> parts = new ArrayList<>(unit.getParameterTypes());
        parts.add(unit.getReturnType());
        parts.addAll(unit.getTypeParameters());
        unit.getThrowsClause().stream().map(ThrowsDeclaration::getRawType).forEach(parts::add);
        return parts;
    }

    private static boolean isReachable(JavaClass type) {
        return isVisible(type.getModifiers())
                && type.getEnclosingClass().map(Signatures::isReachable).orElse(true);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
                && !modifiers.contains(JavaModifier.SYNTHETIC);
    }
}
