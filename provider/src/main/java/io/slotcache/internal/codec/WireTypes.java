// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.MappingMetamodel;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.type.AnyType;
import org.hibernate.type.BasicType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.ComponentType;
import org.hibernate.type.EntityType;
import org.hibernate.type.OneToOneType;
import org.hibernate.type.SpecialOneToOneType;
import org.hibernate.type.Type;
import org.hibernate.type.UserComponentType;

/** Finds the {@link WireType} of a mapped type: the form that {@code disassemble} gives, or for the few values stored without it, the value's own. */
final class WireTypes {
    /** Against a mapping that leads back to itself; none sensible comes near. */
    private static final int MAX_DEPTH = 32;

    private final MappingMetamodel metamodel;
    private final BasicWireTypes basic;

    WireTypes(SessionFactoryImplementor factory, AllowedClasses allowedClasses) {
        this.metamodel = factory.getMappingMetamodel();
        this.basic = new BasicWireTypes(GuardedSerialization.of(factory, allowedClasses));
    }

    /** Those of single columns. */
    BasicWireTypes basic() {
        return basic;
    }

    /**
     * The wire type of what {@code type.disassemble} returns.
     *
     * @param path entity and property, for the message
     * @throws UnsupportedMappingException if there is none
     */
    WireType disassembled(Type type, String path) {
        return disassembled(type, path, 0);
    }

    private WireType disassembled(Type type, String path, int depth) {
        if (depth > MAX_DEPTH) {
            throw new UnsupportedMappingException(path, "nested more than " + MAX_DEPTH + " deep");
        }
        if (type instanceof BasicType<?> single) {
            return basic.disassembled(single, path);
        }
        if (type instanceof EntityType association) {
            return association(association, path, depth);
        }
        if (type instanceof CollectionType collection) {
            // The key of the owner that the collection hangs on, its identifier unless the mapping says otherwise.
            return disassembled(
                    metamodel.getCollectionDescriptor(collection.getRole()).getKeyType(), path, depth + 1);
        }
        if (type instanceof AnyType any) {
            return any(any, path);
        }
        if (type instanceof UserComponentType) {
            return basic.untold(type.getReturnedClass());
        }
        if (type instanceof ComponentType component) {
            return component(component, path, depth);
        }
        throw new UnsupportedMappingException(path, type.getClass().getName() + " has no wire form");
    }

    /** Always by identifier, also where the association refers to another unique key. */
    private WireType association(EntityType type, String path, int depth) {
        if (type instanceof OneToOneType && !(type instanceof SpecialOneToOneType)) {
            return AbsentWire.INSTANCE; // found again by the owner's identifier
        }
        Type identifier =
                metamodel.getEntityDescriptor(type.getAssociatedEntityName()).getIdentifierType();
        return disassembled(identifier, path, depth + 1);
    }

    private WireType any(AnyType type, String path) {
        if (!AnyReference.isAccessible()) {
            throw new UnsupportedMappingException(path, "this version of Hibernate hides what it caches of an @Any");
        }
        if (type.getIdentifierType() instanceof BasicType<?> identifier) {
            return new AnyWire(
                    basic.undisassembled(identifier, path), name -> metamodel.findEntityDescriptor(name) != null);
        }
        throw new UnsupportedMappingException(path, "an @Any with a composite identifier has no wire form");
    }

    /** Of a polymorphic embeddable the last attribute is the discriminator, cached as the column has it whatever its type says. */
    private WireType component(ComponentType type, String path, int depth) {
        String[] names = type.getPropertyNames();
        Type[] subtypes = type.getSubtypes();
        List<String> labels = new ArrayList<>();
        List<WireType> types = new ArrayList<>();
        for (int i = 0; i < subtypes.length; i++) {
            boolean discriminator = i == subtypes.length - 1 && isPolymorphic(type);
            labels.add(MappingFingerprint.label(names[i], subtypes[i]));
            types.add(
                    discriminator
                            ? basic.untold(Object.class)
                            : disassembled(subtypes[i], path + "." + names[i], depth + 1));
        }
        return new ComponentWire(List.of(names).subList(0, types.size()), labels, types);
    }

    private static boolean isPolymorphic(ComponentType type) {
        EmbeddableValuedModelPart part = type.getMappingModelPart();
        return part != null && part.getEmbeddableTypeDescriptor().isPolymorphic();
    }
}
