// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.partition.EntryKey;
import io.slotcache.internal.partition.KeySpace;
import io.slotcache.internal.partition.KeyText;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.BasicType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** Makes the keys of one entity hierarchy. */
public final class EntityKeys {

    private final KeySpace keySpace;
    private final String qualifiedRegion;
    private final String entityName;
    private final String untenanted;

    /**
     * @param qualifiedRegion the region's name with the region prefix
     * @param region the region's name without
     * @param entityName the root entity's name
     */
    public EntityKeys(KeySpace keySpace, String qualifiedRegion, String region, String entityName) {
        this.keySpace = keySpace;
        // The entity is named in the key unless it is the region's name anyway.
        this.qualifiedRegion = qualifiedRegion;
        this.entityName = entityName.equals(region) ? qualifiedRegion : entityName;
        untenanted = KeyText.region(this.qualifiedRegion, this.entityName, null);
    }

    String entityName() {
        return entityName;
    }

    EntryKey key(Object id, EntityPersister persister, SessionFactoryImplementor factory, @Nullable String tenant) {
        Type type = persister.getIdentifierType();
        Object coerced = type instanceof BasicType<?> basic
                ? basic.getJavaTypeDescriptor().coerce(id)
                : id;
        String region = tenant == null ? untenanted : KeyText.region(qualifiedRegion, entityName, tenant);
        return keySpace.entryKey(region, KeyText.id(type.disassemble(coerced, factory)), id);
    }
}
