// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import java.util.function.Supplier;
import org.hibernate.binder.internal.TenantIdBinder;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Whether the tenant of a session is the one whose entry a row is in. Entries are kept by tenant, so that no session finds another's. With a database or
 * a schema for each tenant that is all. Where tenants share their tables
 *
 * <ul>
 *   <li>a session may see every tenant's rows, because its tenant is a root or the filter of {@code @TenantId} was disabled: what it loads is not stored,
 *       and what it changes may be in any tenant's entry;
 *   <li>an entity without {@code @TenantId} is in an entry of each tenant that has read it, and a change concerns them all.
 * </ul>
 *
 * Thread-safe.
 */
public final class Tenancy {

    /** Of Hibernate 7. An older version that knows the setting not has nothing under it. */
    private static final String SCHEMA_MAPPER = "hibernate.multi_tenant.schema_mapper";

    private final SessionFactoryImplementor factory;
    private final Supplier<EntityPersister> owner;
    private final boolean haveOwnTables;
    private volatile boolean metTenant;
    private volatile @Nullable Boolean discriminated;

    /** @param owner the entity, or the owner of the collection; asked for once there are persisters */
    public Tenancy(SessionFactoryImplementor factory, Supplier<EntityPersister> owner) {
        this.factory = factory;
        this.owner = owner;
        haveOwnTables = factory.getSessionFactoryOptions().isMultiTenancyEnabled()
                || factory.getProperties().get(SCHEMA_MAPPER) != null;
    }

    /** Whether there are entries of tenants. */
    boolean hasTenants() {
        return metTenant || haveOwnTables || isFilterDefined() || factory.getCurrentTenantIdentifierResolver() != null;
    }

    /** Whether what this session loads may be another tenant's row. */
    boolean seesForeignRows(SharedSessionContractImplementor session) {
        Object tenant = tenant(session);
        return tenant != null && isDiscriminated(tenant) && isUnfiltered(session);
    }

    /** Whether what this session changes may be in other tenants' entries. */
    boolean changesForOthers(SharedSessionContractImplementor session) {
        Object tenant = tenant(session);
        return tenant != null && (isDiscriminated(tenant) ? isUnfiltered(session) : !haveOwnTables);
    }

    private @Nullable Object tenant(SharedSessionContractImplementor session) {
        Object tenant = session.getTenantIdentifierValue();
        if (tenant != null && !metTenant) {
            metTenant = true;
        }
        return tenant;
    }

    /** Whether each row has a tenant. */
    private boolean isDiscriminated(Object tenant) {
        Boolean known = discriminated;
        if (known == null) {
            known = isFilterDefined() && isAffectedByFilter(tenant);
            discriminated = known;
        }
        return known;
    }

    private boolean isFilterDefined() {
        return factory.getDefinedFilterNames().contains(TenantIdBinder.FILTER_NAME);
    }

    private boolean isAffectedByFilter(Object tenant) {
        LoadQueryInfluencers filtered = new LoadQueryInfluencers(factory);
        filtered.enableFilter(TenantIdBinder.FILTER_NAME).setParameter(TenantIdBinder.PARAMETER_NAME, tenant);
        return owner.get().isAffectedByEnabledFilters(filtered, true);
    }

    private static boolean isUnfiltered(SharedSessionContractImplementor session) {
        return session.getLoadQueryInfluencers().getEnabledFilter(TenantIdBinder.FILTER_NAME) == null;
    }
}
