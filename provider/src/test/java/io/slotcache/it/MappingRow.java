// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hibernate.CacheMode;
import org.hibernate.Session;

/** One row of a mapping, what it should hold, and what was found in the cache of it. */
final class MappingRow<T> {

    private final MappingCase<T> mapping;
    private final Object id;
    private List<?> expected;
    private List<?> found;

    private MappingRow(MappingCase<T> mapping, Object id, List<?> expected) {
        this.mapping = mapping;
        this.id = id;
        this.expected = expected;
    }

    static <T> MappingRow<T> insert(TestNode node, MappingCase<T> mapping) {
        return node.fromTransaction(session -> {
            T entity = mapping.persist().apply(session, TwoNodes.newId());
            session.flush();
            return new MappingRow<>(
                    mapping, session.getIdentifier(entity), mapping.content().apply(entity));
        });
    }

    boolean isChangeable() {
        return mapping.change() != null;
    }

    void change(TestNode node) {
        List<?> changed = node.fromTransaction(session -> {
            T entity = find(session);
            mapping.change().accept(session, entity);
            session.flush();
            return mapping.content().apply(entity);
        });
        assertThat(changed).as("%s changed", mapping).isNotEqualTo(expected);
        expected = changed;
    }

    void delete(TestNode node) {
        node.inTransaction(session -> session.remove(find(session)));
    }

    /** Expects from now on what the database has, read past the cache. */
    void expectDatabase(TestNode node) {
        expected = node.fromTransaction(session -> {
            session.setCacheMode(CacheMode.IGNORE);
            return mapping.content().apply(find(session));
        });
    }

    /** Whether a new session finds all of it in the cache; it must not take what it found for changed either. */
    boolean isHit(TestNode node) {
        long statements = node.statistics().getPrepareStatementCount();
        long updates = node.statistics().getEntityUpdateCount();
        found = node.fromTransaction(session -> mapping.content().apply(find(session)));
        assertThat(node.statistics().getEntityUpdateCount())
                .as("updates, although nothing of %s was changed", mapping)
                .isEqualTo(updates);
        return node.statistics().getPrepareStatementCount() - statements == mapping.statements();
    }

    void assertFound() {
        assertThat(found)
                .as("%s", mapping)
                .usingRecursiveComparison()
                .withStrictTypeChecking()
                .withEqualsForType(Float::equals, Float.class)
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(expected);
    }

    void assertGone(TestNode node) {
        node.inTransaction(
                session -> assertThat(find(session)).as("%s", mapping).isNull());
    }

    private T find(Session session) {
        return session.find(mapping.type(), id);
    }

    @Override
    public String toString() {
        return mapping.name();
    }
}
