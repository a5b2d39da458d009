// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names of classes a list allows. */
final class AllowedClassesTest {

    private static final AllowedClasses ALLOWED =
            AllowedClasses.of(List.of("com.acme.Price", "com.acme.values.*", "com.acme.tree.**"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.String",
                "com.acme.Price",
                "com.acme.values.Amount",
                "com.acme.tree.deep.Leaf",
                "[I",
                "[[Z",
                "[Lcom.acme.Price;",
                "[[Ljava.lang.String;"
            })
    void listed_class_and_arrays_of_it_are_allowed(String name) {
        assertThat(ALLOWED.contains(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.Runtime",
                "com.acme.Prices",
                "com.acme.values.deep.Amount",
                "[Ljava.lang.Runtime;",
                // What fuzzing made of names: no array.
                "java.lang.[tring",
                "com.evil.[I",
                "[Q",
                "[",
                "[Lcom.acme.Price",
                "[com.acme.Price",
                "[L[Ljava.lang.String;;"
            })
    void others_are_not(String name) {
        assertThat(ALLOWED.contains(name)).isFalse();
    }
}
