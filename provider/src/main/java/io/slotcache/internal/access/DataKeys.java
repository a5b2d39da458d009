// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.partition.EntryKey;
import io.slotcache.internal.partition.KeySpace;
import io.slotcache.internal.partition.KeyText;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.type.BasicType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** Makes the keys of one entity hierarchy, of its natural ids, or of one collection role. */
public final class DataKeys {

    private final KeySpace keySpace;
    private final String qualifiedRegion;
    private final String roleName;
    private final String untenanted;

    /**
     * @param qualifiedRegion the region's name with the region prefix
     * @param region the region's name without
     * @param roleName the root entity's name, the collection's role, or what stands for the root entity's natural ids
     */
    public DataKeys(KeySpace keySpace, String qualifiedRegion, String region, String roleName) {
        this.keySpace = keySpace;
        // The role is named in the key unless it is the region's name anyway.
        this.qualifiedRegion = qualifiedRegion;
        this.roleName = roleName.equals(region) ? qualifiedRegion : roleName;
        untenanted = KeyText.region(this.qualifiedRegion, this.roleName, null);
    }

    String roleName() {
        return roleName;
    }

    EntryKey key(Object id, Type type, SessionFactoryImplementor factory, @Nullable String tenant) {
        Object coerced = type instanceof BasicType<?> basic
                ? basic.getJavaTypeDescriptor().coerce(id)
                : id;
        return key(KeyText.id(type.disassemble(coerced, factory)), id, tenant);
    }

    /** @param text null for a key under which nothing is stored */
    EntryKey key(@Nullable String text, Object id, @Nullable String tenant) {
        String region = tenant == null ? untenanted : KeyText.region(qualifiedRegion, roleName, tenant);
        return keySpace.entryKey(region, text, id);
    }

    static Object id(Object cacheKey) {
        return ((EntryKey) cacheKey).id();
    }
}
