// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The classes that serialized values may be made of: a fixed few of the JDK, those that the user lists, and for one attribute those that its
 * mapping names. Known by their names, so that a class off the list need not even be loaded to be refused. Immutable.
 *
 * <p>Of the JDK there are values and collections that do nothing but hold what they are given when they are read. Not among them: whatever
 * looks something up while it is hashed ({@code URL}), invokes a method by its name, or has a comparator.
 */
public final class AllowedClasses {
    private static final Set<String> OF_THE_JDK = Set.of(
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Double",
            "java.lang.Enum",
            "java.lang.Float",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Number",
            "java.lang.Object",
            "java.lang.Short",
            "java.lang.String",
            "java.math.BigDecimal",
            "java.math.BigInteger",
            "java.net.URI",
            "java.sql.Date",
            "java.sql.Time",
            "java.sql.Timestamp",
            "java.time.Ser",
            "java.util.ArrayDeque",
            "java.util.ArrayList",
            "java.util.Arrays$ArrayList",
            "java.util.BitSet",
            "java.util.CollSer",
            "java.util.Collections$EmptyList",
            "java.util.Collections$EmptyMap",
            "java.util.Collections$EmptySet",
            "java.util.Collections$SingletonList",
            "java.util.Collections$SingletonMap",
            "java.util.Collections$SingletonSet",
            "java.util.Collections$UnmodifiableCollection",
            "java.util.Collections$UnmodifiableList",
            "java.util.Collections$UnmodifiableMap",
            "java.util.Collections$UnmodifiableRandomAccessList",
            "java.util.Collections$UnmodifiableSet",
            "java.util.Currency",
            "java.util.Date",
            "java.util.EnumMap",
            "java.util.EnumSet$SerializationProxy",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.LinkedHashMap",
            "java.util.LinkedHashSet",
            "java.util.LinkedList",
            "java.util.Locale",
            "java.util.TreeMap",
            "java.util.TreeSet",
            "java.util.UUID");

    private static final Pattern ARRAY = Pattern.compile("\\[+(?:[BCDFIJSZ]|L([^\\[;]+);)");

    private final Set<String> names;
    private final List<String> packages;
    private final List<String> packageTrees;

    private AllowedClasses(Set<String> names, List<String> packages, List<String> packageTrees) {
        this.names = names;
        this.packages = packages;
        this.packageTrees = packageTrees;
    }

    /** @param patterns names of classes, {@code package.*} for the classes of a package, {@code package.**} for those below it too */
    public static AllowedClasses of(Collection<String> patterns) {
        Set<String> names = new HashSet<>(OF_THE_JDK);
        patterns.stream().filter(pattern -> !pattern.endsWith("*")).forEach(names::add);
        return new AllowedClasses(names, packages(patterns, ".*"), packages(patterns, ".**"));
    }

    /** What stands before the wildcard, with the last dot. */
    private static List<String> packages(Collection<String> patterns, String wildcard) {
        return patterns.stream()
                .filter(pattern -> pattern.endsWith(wildcard))
                .map(pattern -> pattern.substring(0, pattern.length() - wildcard.length() + 1))
                .toList();
    }

    /** These and the classes of one mapped type: itself, its type arguments, and what these extend, but nothing that extends them. */
    AllowedClasses and(Type mapped) {
        Set<String> more = new HashSet<>(names);
        addNames(mapped, more);
        return new AllowedClasses(more, packages, packageTrees);
    }

    private static void addNames(Type type, Set<String> names) {
        if (type instanceof ParameterizedType parameterized) {
            addNames(parameterized.getRawType(), names);
            for (Type argument : parameterized.getActualTypeArguments()) {
                addNames(argument, names);
            }
        } else if (type instanceof GenericArrayType array) {
            addNames(array.getGenericComponentType(), names);
        } else if (type instanceof WildcardType wildcard) {
            for (Type bound : wildcard.getUpperBounds()) {
                addNames(bound, names);
            }
        } else if (type instanceof Class<?> named) {
            Class<?> element = elementClass(named);
            for (Class<?> each = element; each != null; each = each.getSuperclass()) {
                names.add(each.getName());
            }
        }
    }

    /** @param className as {@code Class.getName} gives it; of an array its elements' class counts */
    boolean contains(String className) {
        String name = elementName(className);
        return names.contains(name)
                || packages.stream().anyMatch(prefix -> isDirectlyIn(prefix, name))
                || packageTrees.stream().anyMatch(name::startsWith);
    }

    private static boolean isDirectlyIn(String packagePrefix, String name) {
        return name.startsWith(packagePrefix) && name.indexOf('.', packagePrefix.length()) < 0;
    }

    private static Class<?> elementClass(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element;
    }

    /** {@code a.B} of {@code [[La.B;}, and of {@code [I} a class that everybody may have. What is no name of an array stays as it is. */
    private static String elementName(String className) {
        Matcher array = ARRAY.matcher(className);
        if (!array.matches()) {
            return className;
        }
        String ofObjects = array.group(1);
        return ofObjects == null ? Object.class.getName() : ofObjects;
    }
}
