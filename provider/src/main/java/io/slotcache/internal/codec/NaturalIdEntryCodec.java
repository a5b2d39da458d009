// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.io.Serializable;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.type.BasicType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Turns the identifier that a natural id stands for into bytes and back to its disassembled form: only a session can {@link #assemble} one that
 * refers to entities. Thread-safe.
 *
 * <p>The body of an entry is the disassembled identifier. The {@link #fingerprint} is of the identifier's wire type and of the natural id's
 * attributes, on which the meaning of the key depends.
 */
public final class NaturalIdEntryCodec extends LayoutCodec<NaturalIdLayout, Object> {
    private final String rootEntityName;
    private final SessionFactoryImplementor factory;
    private final AllowedClasses allowedClasses;

    public NaturalIdEntryCodec(
            String rootEntityName,
            SessionFactoryImplementor factory,
            BodyFormat format,
            AllowedClasses allowedClasses) {
        super(rootEntityName, format);
        this.rootEntityName = rootEntityName;
        this.factory = factory;
        this.allowedClasses = allowedClasses;
    }

    @Override
    NaturalIdLayout buildLayout() {
        return NaturalIdLayout.of(rootEntityName, factory, allowedClasses);
    }

    @Override
    Object stateOf(Object identifier, NaturalIdLayout layout) {
        Object coerced = layout.type() instanceof BasicType<?> basic
                ? basic.getJavaTypeDescriptor().coerce(identifier)
                : identifier;
        try {
            return layout.type().disassemble(coerced, factory);
        } catch (ClassCastException e) {
            throw new UnencodableValueException(
                    "an identifier of the class " + identifier.getClass().getName(), e);
        }
    }

    @Override
    Object entryOf(Object disassembled, NaturalIdLayout layout) {
        return disassembled;
    }

    /** The identifier of what {@link #decode} gave; null if what it refers to cannot be had. */
    public @Nullable Object assemble(Object disassembled, SharedSessionContractImplementor session) {
        Type type = factory.getMappingMetamodel()
                .getEntityDescriptor(rootEntityName)
                .getIdentifierType();
        try {
            return type.assemble((Serializable) disassembled, session, null);
        } catch (RuntimeException e) {
            // Of a reference whose row is gone, say. The database is asked then, and says so if it cannot answer.
            return null;
        }
    }
}
