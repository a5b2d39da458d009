// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import io.slotcache.internal.codec.Entities.Basics;
import java.util.Random;
import org.hibernate.type.Type;

/** A {@link Basics} with values in nearly all attributes, which a database takes. */
final class RandomBasics {
    static Basics of(Mapping mapping) {
        RandomValues values = new RandomValues(new Random(7));
        var persister = mapping.persister(Basics.class);
        String[] names = persister.getPropertyNames();
        Type[] types = persister.getPropertyTypes();
        Basics basics = new Basics();
        basics.id = 2L;
        for (int i = 0; i < types.length; i++) {
            Class<?> type = types[i].getReturnedClass();
            if (values.has(type) && !names[i].equals("version")) {
                persister.setValue(basics, i, values.of(type));
            }
        }
        basics.mutableMoney = new Entities.MutableMoney(150);
        basics.money = new Entities.Money(new java.math.BigDecimal("1.50"), "EUR");
        basics.document = new Entities.Document("a");
        basics.serializableDocument = new Entities.SerializableDocument("b");
        basics.stringList = java.util.List.of("a", "b");
        basics.integerSet = java.util.Set.of(1);
        basics.sortedStrings = new java.util.TreeSet<>(java.util.Set.of("b", "a"));
        basics.colourList = java.util.List.of(Entities.Colour.GREEN);
        return basics;
    }

    private RandomBasics() {}
}
