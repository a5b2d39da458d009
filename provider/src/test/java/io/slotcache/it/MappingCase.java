// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.hibernate.Session;

/**
 * One mapping that is to survive the cache.
 *
 * @param persist makes a row, and whatever it refers to, with an identifier of its own if the mapping leaves that to the application
 * @param change a change of the row, null if the mapping has none
 * @param content all there is to compare, with equality that says all
 * @param statements how many the content takes although all of it is in the cache
 */
record MappingCase<T>(
        String name,
        Class<T> type,
        Persisting<T> persist,
        BiConsumer<Session, T> change,
        Function<T, List<?>> content,
        int statements) {

    MappingCase(
            String name,
            Class<T> type,
            Persisting<T> persist,
            BiConsumer<Session, T> change,
            Function<T, List<?>> content) {
        this(name, type, persist, change, content, 0);
    }

    interface Persisting<T> {
        T apply(Session session, Long id);
    }

    /** With an entity that stands alone. */
    static <T> MappingCase<T> of(
            Class<T> type,
            Function<Long, T> create,
            java.util.function.Consumer<T> change,
            Function<T, List<?>> content) {
        return new MappingCase<>(
                type.getSimpleName(),
                type,
                (session, id) -> {
                    T entity = create.apply(id);
                    session.persist(entity);
                    return entity;
                },
                (session, entity) -> change.accept(entity),
                content);
    }

    MappingCase<T> named(String other) {
        return new MappingCase<>(other, type, persist, change, content, statements);
    }

    MappingCase<T> withStatements(int count) {
        return new MappingCase<>(name, type, persist, change, content, count);
    }

    @Override
    public String toString() {
        return name;
    }
}
