// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import io.slotcache.SlotCacheSettings;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;

/** Where the servers are: a few addresses, a configuration of Redisson's, or whatever client the application supplies. */
public sealed interface ConnectionSource {

    /** The setting to look at if the servers refuse what it says, with as much of its value as may be printed. */
    default String setting() {
        return SlotCacheSettings.NODES + " = " + this;
    }

    /**
     * Some nodes of a cluster, or one server without a cluster.
     *
     * @param addresses one or more, all with TLS or all without
     * @param credentials the same for every node; null if the servers ask for none
     */
    record Nodes(List<NodeAddress> addresses, @Nullable Credentials credentials) implements ConnectionSource {

        public Nodes {
            addresses = List.copyOf(addresses);
        }

        /** The addresses alone. */
        @Override
        public String toString() {
            return addresses.stream().map(NodeAddress::toString).collect(Collectors.joining(","));
        }
    }

    /**
     * Sentinels, who know the server.
     *
     * @param nodes their addresses, and the credentials for them, if they ask for any, and for the servers
     * @param masterName under which they watch their master
     */
    record Sentinels(Nodes nodes, String masterName) implements ConnectionSource {

        @Override
        public String toString() {
            return masterName + " of the Sentinels " + nodes;
        }
    }

    /**
     * A Redisson YAML, not opened yet.
     *
     * @param key the setting that names it
     * @param location a file path, a {@code classpath:} resource, a bare resource name or a URL
     */
    record RedissonYaml(String key, String location) implements ConnectionSource {

        @Override
        public String setting() {
            return key + " = " + this;
        }

        /** Without the password that a URL may hold. */
        @Override
        public String toString() {
            return Redaction.of(location);
        }
    }

    /** A client that belongs to the application. */
    sealed interface Supplied extends ConnectionSource {

        @Override
        default String setting() {
            return toString();
        }
    }

    /** The client itself. */
    record Client(RedissonClient client) implements Supplied {

        @Override
        public String toString() {
            return SlotCacheSettings.CLIENT;
        }
    }

    /**
     * Who gives the client.
     *
     * @param reference a {@code RedissonClientProvider}, its class, or its class's name
     */
    record Provider(Object reference) implements Supplied {

        @Override
        public String toString() {
            String name = reference instanceof String className
                    ? className
                    : (reference instanceof Class<?> type ? type : reference.getClass()).getName();
            return SlotCacheSettings.CLIENT_PROVIDER + " = " + name;
        }
    }

    /**
     * The client's name in JNDI.
     *
     * @param key the setting that says it
     */
    record JndiName(String key, String name) implements Supplied {

        @Override
        public String toString() {
            return key + " = " + name;
        }
    }
}
