// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.partition.KeyText;
import java.io.Serial;
import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.hibernate.cache.MutableCacheKeyBuilder;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.NaturalIdMapping;
import org.jspecify.annotations.Nullable;

/**
 * The values of a natural id as Hibernate disassembles them for a key: one for each column, of an association the identifier. Hibernate compares
 * what it is given by the mapping's type; a key is compared as it is, so values of one type that only look different are given one look.
 */
final class NaturalIdParts implements MutableCacheKeyBuilder {

    @Serial
    private static final long serialVersionUID = 1;

    private final List<@Nullable Object> values = new ArrayList<>();

    static NaturalIdParts of(
            NaturalIdMapping mapping, @Nullable Object naturalId, SharedSessionContractImplementor session) {
        NaturalIdParts parts = new NaturalIdParts();
        mapping.addToCacheKey(parts, unwrapped(mapping, naturalId), session);
        return parts;
    }

    /** Of a single attribute too Hibernate's snapshots are arrays. */
    private static @Nullable Object unwrapped(NaturalIdMapping mapping, @Nullable Object naturalId) {
        return naturalId instanceof Object[] array && array.length == 1 && !mapping.isNormalized(naturalId)
                ? array[0]
                : naturalId;
    }

    /** The natural id's part of a key; null if a value has no text, or if there is none: for the database no null equals another. */
    @Nullable
    String text() {
        if (values.stream().allMatch(Objects::isNull)) {
            return null;
        }
        return KeyText.id(values.size() == 1 ? values.get(0) : values.toArray());
    }

    @Override
    public void addValue(@Nullable Object value) {
        values.add(canonical(value));
    }

    @Override
    public void addHashCode(int hashCode) {}

    @Override
    public Serializable build() {
        return values.toArray();
    }

    private static @Nullable Object canonical(@Nullable Object value) {
        if (value instanceof Date date && !(date instanceof Timestamp)) {
            // The database gives a Timestamp where the application may have set a Date.
            return new Timestamp(date.getTime());
        }
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros();
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        return value instanceof ZonedDateTime time ? time.toInstant() : value;
    }
}
