// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.MappingMetamodel;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The layouts of a root entity and all its subclasses, sorted by entity name: on the wire a class is its index here, or that name. Immutable. */
final class EntityHierarchy implements EntryLayout<EntityState> {
    private final List<EntityLayout> layouts;
    private final List<String> names;
    private final Map<String, EntityLayout> byName = new HashMap<>();
    private final @Nullable String unsupportedReason;
    private final long fingerprint;

    private EntityHierarchy(List<EntityLayout> layouts, @Nullable String unsupportedReason) {
        this.layouts = layouts;
        this.names = layouts.stream().map(EntityLayout::entityName).toList();
        this.unsupportedReason = unsupportedReason;
        layouts.forEach(layout -> byName.put(layout.entityName(), layout));
        this.fingerprint = MappingFingerprint.of(
                layouts.stream().map(EntityLayout::description).toList());
    }

    static EntityHierarchy of(String rootEntityName, SessionFactoryImplementor factory, AllowedClasses allowedClasses) {
        MappingMetamodel metamodel = factory.getMappingMetamodel();
        WireTypes wireTypes = new WireTypes(factory, allowedClasses);
        List<String> names = metamodel.getEntityDescriptor(rootEntityName).getSubclassEntityNames().stream()
                .sorted()
                .toList();
        List<EntityLayout> layouts = new ArrayList<>();
        try {
            for (String name : names) {
                EntityPersister persister = metamodel.getEntityDescriptor(name);
                refuseReferences(persister);
                layouts.add(new EntityLayout(layouts.size(), persister, wireTypes));
            }
            return new EntityHierarchy(List.copyOf(layouts), null);
        } catch (UnsupportedMappingException e) {
            return new EntityHierarchy(List.of(), e.getMessage());
        }
    }

    @Override
    public long fingerprint() {
        return fingerprint;
    }

    @Override
    public @Nullable String unsupportedReason() {
        return unsupportedReason;
    }

    EntityLayout layoutOf(@Nullable Object entityName) {
        EntityLayout layout = byName.get(entityName);
        if (layout == null) {
            throw new UnencodableValueException(entityName + " is not of this hierarchy");
        }
        return layout;
    }

    @Override
    public void write(EntityState state, ValueOutput out) {
        out.startObject();
        out.name("entity");
        out.writeOneOf(state.layout().index(), state.layout().entityName());
        state.layout().write(state, out);
        out.endObject();
    }

    @Override
    public EntityState read(ValueInput in) {
        in.startObject();
        in.name("entity");
        EntityState state = layouts.get(in.readOneOf(names)).read(in);
        in.endObject();
        return state;
    }

    /** With {@code hibernate.cache.use_reference_entries} an entry is the live object itself, which no other JVM can be given. */
    private static void refuseReferences(EntityPersister persister) {
        if (persister.canUseReferenceCacheEntries()) {
            throw new UnsupportedMappingException(
                    persister.getEntityName(),
                    "hibernate.cache.use_reference_entries makes of its entries references to an object of one JVM");
        }
    }
}
