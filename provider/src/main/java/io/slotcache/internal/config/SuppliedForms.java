// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import io.slotcache.spi.RedissonClientProvider;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;

/** What code can put into the settings: a client, or who gives one. */
final class SuppliedForms {

    static final ValueForm<RedissonClient> CLIENT = new ValueForm<>(
            "an org.redisson.Redisson object, which code puts into the settings; the name of a class that gives one is"
                    + " for client_provider, a name in JNDI for jndi_name",
            given -> {
                RefusedValueException.unless(
                        given instanceof Redisson, "it is a " + given.getClass().getName());
                return (Redisson) given;
            });

    static final ValueForm<Object> PROVIDER =
            new ValueForm<>("an io.slotcache.spi.RedissonClientProvider, its class, or its class's name", given -> {
                if (given instanceof String name) {
                    RefusedValueException.unless(!name.isBlank());
                    return name.strip();
                }
                boolean fits = given instanceof Class<?> type
                        ? RedissonClientProvider.class.isAssignableFrom(type)
                        : given instanceof RedissonClientProvider;
                RefusedValueException.unless(fits);
                return given;
            });

    private SuppliedForms() {}
}
