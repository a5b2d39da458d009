// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.event.spi.PostUpsertEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Locks the tables that a {@code StatelessSession} writes to. Hibernate tells the timestamps cache nothing of such writes; but it does tell its
 * listeners, before the SQL and after it, whether the entity is cached or not. Thread-safe.
 */
public final class StatelessWrites
        implements PreInsertEventListener,
                PreUpdateEventListener,
                PreUpsertEventListener,
                PreDeleteEventListener,
                PostInsertEventListener,
                PostUpdateEventListener,
                PostUpsertEventListener,
                PostDeleteEventListener {

    private static final long serialVersionUID = 1;

    private final transient TableAccess access;
    private final transient Map<String, Set<String>> tables = new ConcurrentHashMap<>();

    private StatelessWrites(TableAccess access) {
        this.access = access;
    }

    /** Listens to all sessions of a factory from now on. */
    public static void listen(EventListenerRegistry registry, TableAccess access) {
        StatelessWrites listener = new StatelessWrites(access);
        registry.appendListeners(EventType.PRE_INSERT, listener);
        registry.appendListeners(EventType.PRE_UPDATE, listener);
        registry.appendListeners(EventType.PRE_UPSERT, listener);
        registry.appendListeners(EventType.PRE_DELETE, listener);
        registry.appendListeners(EventType.POST_INSERT, listener);
        registry.appendListeners(EventType.POST_UPDATE, listener);
        registry.appendListeners(EventType.POST_UPSERT, listener);
        registry.appendListeners(EventType.POST_DELETE, listener);
    }

    /** Never a veto. */
    private boolean before(SharedSessionContractImplementor session, EntityPersister persister) {
        if (!session.isEventSource()) {
            access.lock(tables.computeIfAbsent(persister.getEntityName(), name -> tablesOf(persister)), session);
        }
        return false;
    }

    private static void after(SharedSessionContractImplementor session) {
        if (!session.isEventSource()) {
            SessionContext.of(session).tablesDone();
        }
    }

    /** The tables of the entity and of the collections it owns, which a stateless session writes anew with it. */
    private static Set<String> tablesOf(EntityPersister persister) {
        Set<String> names = new LinkedHashSet<>(Arrays.asList(persister.getPropertySpaces()));
        persister.visitAttributeMappings(attribute -> {
            PluralAttributeMapping plural = attribute.asPluralAttributeMapping();
            if (plural != null && !plural.getCollectionDescriptor().isInverse()) {
                names.addAll(Arrays.asList(plural.getCollectionDescriptor().getCollectionSpaces()));
            }
        });
        return names;
    }

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        return before(event.getSession(), event.getPersister());
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        return before(event.getSession(), event.getPersister());
    }

    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        return before(event.getSession(), event.getPersister());
    }

    @Override
    public boolean onPreDelete(PreDeleteEvent event) {
        return before(event.getSession(), event.getPersister());
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        after(event.getSession());
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        after(event.getSession());
    }

    @Override
    public void onPostUpsert(PostUpsertEvent event) {
        after(event.getSession());
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        after(event.getSession());
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }
}
