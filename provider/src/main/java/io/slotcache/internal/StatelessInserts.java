// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal;

import io.slotcache.SlotCacheRegionFactory;
import io.slotcache.internal.access.SessionContext;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Hears of the rows that stateless sessions insert: they call no method of the cache. A session that shares its connection with one could otherwise
 * load such a row and store it at once, committed or not.
 */
public final class StatelessInserts implements Integrator, PostInsertEventListener {

    @Override
    public void integrate(
            Metadata metadata, BootstrapContext bootstrapContext, SessionFactoryImplementor sessionFactory) {
        if (sessionFactory.getServiceRegistry().getService(RegionFactory.class) instanceof SlotCacheRegionFactory) {
            sessionFactory.getEventEngine().getListenerRegistry().appendListeners(EventType.POST_INSERT, this);
        }
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        if (!event.getSession().isEventSource()) {
            SessionContext.insertedUnseen(event.getSession());
        }
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }
}
