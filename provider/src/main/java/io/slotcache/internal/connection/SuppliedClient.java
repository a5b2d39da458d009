// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.connection;

import io.slotcache.internal.config.ClientAdvice;
import io.slotcache.internal.config.ConnectionSource;
import io.slotcache.internal.config.SlotCacheConfiguration;
import io.slotcache.internal.config.Topology;
import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.spi.RedissonClientProvider;
import java.util.List;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;
import org.hibernate.engine.jndi.spi.JndiService;
import org.hibernate.resource.beans.spi.ManagedBeanRegistry;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;

/** The client of the application: found once, at the start, and never shut down here. */
final class SuppliedClient implements ClientSource {

    private final RedissonClient client;

    private SuppliedClient(RedissonClient client) {
        this.client = client;
    }

    static SuppliedClient find(
            ConnectionSource.Supplied source, SlotCacheConfiguration configuration, ServiceRegistry services) {
        Redisson client = checked(source, lookedUp(source, services));
        List<String> advice = ClientAdvice.of(client.getConfig(), configuration.lease());
        if (!advice.isEmpty()) {
            SlotCacheLogger.LOG.clientCanBeLate(source.toString(), String.join("; ", advice));
        }
        return new SuppliedClient(client);
    }

    /** Whatever goes wrong in the application's own code is its to mend, so it fails the start. */
    private static @Nullable Object lookedUp(ConnectionSource.Supplied source, ServiceRegistry services) {
        try {
            if (source instanceof ConnectionSource.Client given) {
                return given.client();
            }
            if (source instanceof ConnectionSource.JndiName jndi) {
                return services.requireService(JndiService.class).locate(jndi.name());
            }
            return provider(((ConnectionSource.Provider) source).reference(), services)
                    .redissonClient();
        } catch (RuntimeException e) {
            throw SlotCacheLogger.LOG.clientNotFound(source.toString(), e.toString(), e);
        }
    }

    private static RedissonClientProvider provider(Object reference, ServiceRegistry services) {
        if (reference instanceof RedissonClientProvider provider) {
            return provider;
        }
        Class<?> type = reference instanceof Class<?> given
                ? given
                : services.requireService(ClassLoaderService.class).classForName((String) reference);
        if (!RedissonClientProvider.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException(
                    type.getName() + " does not implement " + RedissonClientProvider.class.getName());
        }
        return services.requireService(ManagedBeanRegistry.class)
                .getBean(type.asSubclass(RedissonClientProvider.class))
                .getBeanInstance();
    }

    private static Redisson checked(ConnectionSource.Supplied source, @Nullable Object found) {
        if (!(found instanceof Redisson client)) {
            String what = found == null ? "nothing" : "a " + found.getClass().getName();
            throw SlotCacheLogger.LOG.clientNotUsable(
                    source.toString(), what, "expected an org.redisson.Redisson, not a proxy for one");
        }
        if (Topology.of(client.getConfig()) == Topology.REPLICATED) {
            throw SlotCacheLogger.LOG.clientNotUsable(
                    source.toString(), "a client of several servers", Topology.REPLICATED_REFUSED);
        }
        if (client.isShuttingDown()) {
            throw SlotCacheLogger.LOG.clientNotUsable(
                    source.toString(), "a client that has been shut down", "expected one that is in use");
        }
        return client;
    }

    @Override
    public ClientHandle connect() {
        if (client.isShuttingDown()) {
            throw SlotCacheLogger.LOG.clientShutDown();
        }
        return new ClientHandle(client, Topology.of(client.getConfig()), false);
    }
}
