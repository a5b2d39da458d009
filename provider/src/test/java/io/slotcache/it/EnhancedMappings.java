// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static java.util.Arrays.asList;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.internal.bytebuddy.BytecodeProviderImpl;

/** Entities whose classes Hibernate has enhanced, as its build plugins do. */
final class EnhancedMappings {

    static final Class<?>[] ENTITIES = {enhanced("Letter")};

    static final MappingCase<Letter> LETTER = letter();

    static final List<MappingCase<?>> CASES = List.of(LETTER);

    private EnhancedMappings() {}

    /** Once loaded, a class cannot be changed any more: nothing may name it before. */
    private static Class<?> enhanced(String simpleName) {
        String name = EnhancedMappings.class.getPackageName() + "." + simpleName;
        try (InputStream plain = EnhancedMappings.class.getResourceAsStream(simpleName + ".class")) {
            byte[] enhanced = new BytecodeProviderImpl()
                    .getEnhancer(new DefaultEnhancementContext())
                    .enhance(name, plain.readAllBytes());
            return MethodHandles.lookup().defineClass(enhanced);
        } catch (IOException | IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MappingCase<Letter> letter() {
        return new MappingCase<>(
                "Letter",
                Letter.class,
                (session, id) -> {
                    AttributeMappings.Target target = new AttributeMappings.Target(id);
                    session.persist(target);
                    Letter letter = new Letter(id, "old", "text", target);
                    session.persist(letter);
                    return letter;
                },
                (session, letter) -> letter.setSubject("new"),
                letter -> asList(
                        letter.eager(),
                        Hibernate.isPropertyInitialized(letter, "text") ? letter.getText() : "unfetched",
                        Hibernate.isPropertyInitialized(letter, "scan") ? letter.getScan() : "unfetched"));
    }
}
