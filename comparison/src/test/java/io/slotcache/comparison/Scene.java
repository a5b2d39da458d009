// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import jakarta.persistence.LockModeType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.CacheMode;
import org.hibernate.Hibernate;
import org.hibernate.LockMode;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/** The session of one subject in which a unit of work runs, and what its operations have in common. */
final class Scene {

    private final Subject subject;
    private final SharedSessionContractImplementor session;

    /** Instances to be merged by later units; of this unit's session until it is closed. */
    private final Map<Operation.Row, Object> seen = new HashMap<>();

    Scene(Subject subject, SharedSessionContractImplementor session) {
        this.subject = subject;
        this.session = session;
    }

    Subject subject() {
        return subject;
    }

    SharedSessionContractImplementor session() {
        return session;
    }

    boolean isStateless() {
        return session instanceof StatelessSession;
    }

    /** As properties too: {@code Session.find} heeds these alone. */
    void setCacheMode(CacheMode mode) {
        session.setCacheMode(mode);
        if (!isStateless()) {
            stateful().setProperty("jakarta.persistence.cache.storeMode", mode.getJpaStoreMode());
            stateful().setProperty("jakarta.persistence.cache.retrieveMode", mode.getJpaRetrieveMode());
        }
    }

    Session stateful() {
        return (Session) session;
    }

    StatelessSession stateless() {
        return (StatelessSession) session;
    }

    EntityPersister persister(Species species) {
        return species.persister(session);
    }

    Object find(Species species, int row) {
        return find(species.type(), species.id(row, session));
    }

    /** Never a proxy, whose own fields mean nothing. */
    Object find(Class<?> type, Object id) {
        return Hibernate.unproxy(
                isStateless() ? stateless().get(type, id) : stateful().find(type, id));
    }

    Object find(Class<?> type, Object id, LockModeType lock) {
        return Hibernate.unproxy(
                isStateless()
                        ? stateless().get(type, id, LockMode.fromJpaLockMode(lock))
                        : stateful().find(type, id, lock));
    }

    /** A row of the entity that an association refers to, which may be the top of a hierarchy; null if there is none. */
    Object target(String entityName, int n) {
        List<Species> possible = Species.ALL.stream()
                .filter(species ->
                        species.persister(session).getRootEntityName().equals(entityName)
                                || species.type().getName().equals(entityName))
                .toList();
        Species species = possible.get(0);
        Class<?> type = session.getFactory()
                .getMappingMetamodel()
                .getEntityDescriptor(entityName)
                .getMappedClass();
        return find(type, species.id(1 + n % Species.ROWS, session));
    }

    void remember(Operation operation, Object entity) {
        if (entity != null) {
            seen.put(operation.at(), entity);
        }
    }

    Map<Operation.Row, Object> seen() {
        return seen;
    }
}
