// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison.zoo;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** All entities of the zoo. The order is part of what a seed means. */
public final class Zoo {

    public static final List<Class<?>> ENTITIES = Stream.of(
                    Plain.class, Identified.class, Families.class, Grouped.class, Related.class, Named.class)
            .flatMap(file -> Arrays.stream(file.getDeclaredClasses()))
            .filter(type -> type.isAnnotationPresent(jakarta.persistence.Entity.class))
            .sorted(java.util.Comparator.comparing(Class::getName))
            .<Class<?>>map(type -> type)
            .toList();

    /** Applied to their types without being named. */
    public static final List<Class<?>> CONVERTERS = List.of(Parts.WeightConverter.class, Parts.PriceConverter.class);

    private Zoo() {}
}
