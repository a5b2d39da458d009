// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.region;

import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.engine.transaction.internal.jta.JtaStatusHelper;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;

/** Tells whether a session opens inside a JTA transaction that is already there, and whose database snapshot may be older than the session. */
public final class ForeignTransactions {

    private final @Nullable JtaPlatform jta;

    private ForeignTransactions(@Nullable JtaPlatform jta) {
        this.jta = jta;
    }

    public static ForeignTransactions of(SessionFactoryOptions options) {
        ServiceRegistry services = options.getServiceRegistry();
        boolean isJta =
                services.requireService(TransactionCoordinatorBuilder.class).isJta();
        return new ForeignTransactions(isJta ? services.requireService(JtaPlatform.class) : null);
    }

    public boolean isOneActive() {
        try {
            return jta != null && JtaStatusHelper.isActive(jta.getCurrentStatus());
        } catch (jakarta.transaction.SystemException e) {
            return true;
        }
    }
}
