// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.codec.NaturalIdEntryCodec;
import io.slotcache.internal.partition.EntryKey;
import java.util.Set;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * What the access types of natural ids have in common. An entry is the identifier of the row that has the natural id.
 *
 * <p>The calls Hibernate makes for a change: after the SQL {@link #lockItem} and {@link #remove} of the old natural id, {@link #lockItem} and {@link
 * #update} of the new one; then {@link #unlockItem} of the old one, and {@link #afterUpdate} of the new one if it was committed. For a delete it makes
 * no call but {@link #evict}; for what a StatelessSession does, and for a row whose natural id another transaction has changed meanwhile, none: see
 * {@link NaturalIdGuard}.
 */
abstract class NaturalIdAccess extends DataAccess implements NaturalIdDataAccess {

    private final NaturalIdEntryCodec codec;

    NaturalIdAccess(AccessParts parts, NaturalIdEntryCodec codec) {
        super(parts);
        this.codec = codec;
    }

    @Override
    public final Object generateCacheKey(
            @Nullable Object naturalId, EntityPersister root, SharedSessionContractImplementor session) {
        return new NaturalIdKey(entryKey(naturalId, root, session), session);
    }

    final EntryKey entryKey(
            @Nullable Object naturalId, EntityPersister root, SharedSessionContractImplementor session) {
        NaturalIdParts parts = NaturalIdParts.of(root.getNaturalIdMapping(), naturalId, session);
        return keys().key(parts.text(), parts.build(), session.getTenantIdentifier());
    }

    @Override
    public final Object getNaturalIdValues(Object cacheKey) {
        return DataKeys.id(entryKey(cacheKey));
    }

    @Override
    final Set<String> tables(SessionFactoryImplementor factory) {
        return EntityAccess.tablesOf(role(), factory);
    }

    @Override
    final EntryKey entryKey(Object key) {
        return ((NaturalIdKey) key).entry();
    }

    /** Hibernate itself asks whatever the cache mode. */
    @Override
    public final @Nullable Object get(SharedSessionContractImplementor session, Object key) {
        Object identifier = session.getCacheMode().isGetEnabled() ? super.get(session, key) : null;
        return identifier == null ? null : codec.assemble(identifier, session);
    }

    @Override
    public final boolean putFromLoad(
            SharedSessionContractImplementor session,
            Object key,
            Object value,
            @Nullable Object version,
            boolean minimalPut) {
        return isPutEnabled(session) && super.putFromLoad(session, key, value, version, minimalPut);
    }

    /** Here too Hibernate leaves the cache mode to the access. */
    static boolean isPutEnabled(SharedSessionContractImplementor session) {
        return session.getCacheMode().isPutEnabled();
    }

    @Override
    public final boolean insert(SharedSessionContractImplementor session, Object key, Object value) {
        return false;
    }

    @Override
    public boolean update(SharedSessionContractImplementor session, Object key, Object value) {
        return false;
    }

    @Override
    public final void evict(Object key) {
        NaturalIdKey naturalId = (NaturalIdKey) key;
        SharedSessionContractImplementor session = naturalId.session();
        SessionContext.of(session).evict(storageRegion(), naturalId.entry(), isWide(session));
    }
}
