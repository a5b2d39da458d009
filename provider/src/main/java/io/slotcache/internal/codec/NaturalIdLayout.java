// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.List;
import java.util.StringJoiner;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** What a natural id resolves to on the wire: the identifier of a row of one entity hierarchy. Immutable. */
final class NaturalIdLayout implements EntryLayout<Object> {
    private final Type type;
    private final @Nullable WireType wireType;
    private final String description;
    private final long fingerprint;
    private final @Nullable String unsupportedReason;

    private NaturalIdLayout(
            Type type, @Nullable WireType wireType, String description, @Nullable String unsupportedReason) {
        this.type = type;
        this.wireType = wireType;
        this.description = description;
        this.fingerprint = MappingFingerprint.of(List.of(description));
        this.unsupportedReason = unsupportedReason;
    }

    static NaturalIdLayout of(String rootEntityName, SessionFactoryImplementor factory, AllowedClasses allowedClasses) {
        EntityPersister root = factory.getMappingMetamodel().getEntityDescriptor(rootEntityName);
        Type type = root.getIdentifierType();
        try {
            String path = rootEntityName + " (identifier)";
            WireType wireType = new WireTypes(factory, allowedClasses).disassembled(type, path);
            return new NaturalIdLayout(type, wireType, description(root, wireType), null);
        } catch (UnsupportedMappingException e) {
            return new NaturalIdLayout(type, null, "", e.getMessage());
        }
    }

    private static String description(EntityPersister root, WireType wireType) {
        StringJoiner parts = new StringJoiner("\n  ", root.getEntityName() + " by natural id\n  ", "\n");
        parts.add(MappingFingerprint.label("(identifier)", root.getIdentifierType()) + ": " + wireType.description());
        // In the order of the key.
        for (int property : root.getNaturalIdentifierProperties()) {
            parts.add(MappingFingerprint.label(root.getPropertyNames()[property], root.getPropertyTypes()[property]));
        }
        return parts.toString();
    }

    /** Of the identifier. */
    Type type() {
        return type;
    }

    String description() {
        return description;
    }

    @Override
    public long fingerprint() {
        return fingerprint;
    }

    @Override
    public @Nullable String unsupportedReason() {
        return unsupportedReason;
    }

    @Override
    public void write(Object identifier, ValueOutput out) {
        supported().write(identifier, out);
    }

    @Override
    public Object read(ValueInput in) {
        return supported().read(in.readTag(), in);
    }

    private WireType supported() {
        if (wireType == null) {
            throw new IllegalStateException("asked for although " + unsupportedReason);
        }
        return wireType;
    }
}
