// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache;

import io.slotcache.internal.connection.ClusterConnection;
import io.slotcache.internal.storage.SwitchingStorage;
import java.lang.reflect.Field;
import org.hibernate.SessionFactory;
import org.hibernate.cache.spi.RegionFactory;

/** The tests' way to the storage port of a node. */
public final class NodeStorage {

    private NodeStorage() {}

    public static SwitchingStorage of(SessionFactory factory) {
        try {
            Object running = get(factory.getCache().unwrap(RegionFactory.class), "running");
            return (SwitchingStorage) ((ClusterConnection) get(running, "connection")).storage();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object get(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }
}
